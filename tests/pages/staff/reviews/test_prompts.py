"""The screen on which the Heads change the lists of section 4, in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from reviews.prompt_lists import offered
from tests.browsing import faults, until
from tests.pages.staff.conftest import Office

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
GRACES = "social_graces"
ARABIC = "اللغة واللهجة"


@pytest.fixture
def screen(office: Office, tab: Tab) -> Page:
    page = tab(office.cast.head, "/staff/prompts")
    page.locator(f"#new-{GRACES}").wait_for()
    return page


def words(office: Office) -> list[str]:
    return office.store.read(offered, GRACES)


def test_a_line_is_added_and_stands_in_section_4_at_once(office: Office, tab: Tab, screen: Page) -> None:
    screen.locator(f"#new-{GRACES}").fill(ARABIC)
    screen.locator(f"#add-{GRACES}-go").click()
    expect(screen.locator(".prompt-item", has_text=ARABIC)).to_be_visible()
    expect(screen.locator(f"#new-{GRACES}")).to_have_value("")
    sheet = tab(office.cast.reviewer, f"/staff/reviews/{office.plans_a_review()}?part=4")
    expect(sheet.locator(".tick", has_text=ARABIC)).to_be_visible()
    expect(sheet.locator("#keep-prompts")).to_have_count(0)
    assert faults(screen) == []


def test_what_cannot_be_a_line_is_said_beside_it_and_stays(office: Office, screen: Page) -> None:
    field, before = screen.locator(f"#new-{GRACES}"), words(office)
    for typed, says in (("gender", "on the list already"), ("x" * 300, "These are 300")):
        field.fill(typed)
        screen.locator(f"#add-{GRACES}-go").click()
        expect(screen.locator(".trouble", has_text=says)).to_be_visible()
        expect(field).to_have_value(typed)
    assert words(office) == before


def test_a_line_is_reworded_moved_and_switched_off_with_the_keyboard(office: Office, screen: Page) -> None:
    screen.locator(f"#change-{GRACES}-2 summary").focus()
    screen.keyboard.press("Enter")
    screen.locator(f"#words-{GRACES}-2").fill("Gender identity and expression")
    screen.keyboard.press("Enter")
    until(screen, lambda: words(office)[1] == "Gender identity and expression")
    for button in ("up", "switch"):
        screen.locator(f"#{button}-{GRACES}-2").focus()
        screen.keyboard.press("Enter")
    until(screen, lambda: words(office)[:2] == ["Gender", "Geography"])
    expect(screen.locator(".prompt-item").first).to_contain_text("Gender identity and expression · switched off")
    expect(screen.locator(".prompt-list").first).to_contain_text("Changed by Helen Marsh")


def test_a_reviewer_has_no_such_screen(office: Office, tab: Tab) -> None:
    page = tab(office.cast.reviewer, "/staff/prompts")
    expect(page.locator(f"#new-{GRACES}")).to_have_count(0)


def test_acts_that_no_page_of_ours_sends_change_nothing(office: Office, screen: Page) -> None:
    before = words(office)
    for act in (
        {"do": "add-prompt", "list": "others", "words": "x"},
        {"do": "reword-prompt", "list": GRACES, "item": "x", "words": "y"},
        {"do": "move-prompt", "list": GRACES, "item": "999", "way": "up"},
        {"do": "switch-prompt"},
    ):
        screen.evaluate("act => emitEvent('act', act)", act)
    screen.locator(f"#new-{GRACES}").fill("Accent")
    screen.locator(f"#add-{GRACES}-go").click()
    until(screen, lambda: words(office)[-1] == "Accent")
    assert words(office)[:-1] == before
