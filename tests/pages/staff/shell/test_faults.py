"""What is wrong in a form is said where it is wrong, all at once, and the focus goes there."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import faults, says
from tests.cast import CHILD
from tests.feedback.phone.people_to_call import add_mother
from tests.pages.staff.conftest import Office

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
GAPS = ["Choose how you talked.", "Choose who spoke.", "Write what was said."]


def test_all_that_is_missing_is_said_at_once_with_links_to_each_field(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, f"/staff/children/{CHILD}/note")
    page.get_by_role("button", name="Keep this note").click()
    summary = page.locator(".faults")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("3 things need another look")
    expect(summary.get_by_role("link")).to_have_text(GAPS)
    for field in ("#note-method", "#note-audience", "#note-words"):
        expect(page.locator(field)).to_have_attribute("aria-invalid", "true")
        expect(page.locator(f"{field}-trouble")).to_be_visible()
    assert faults(page) == []
    summary.get_by_role("link", name="Write what was said.").click()
    expect(page.locator("#note-words")).to_be_focused()
    page.keyboard.type("They were heard.")
    expect(page.locator("#note-words-trouble")).to_have_count(0)
    expect(summary.get_by_role("link")).to_have_count(2)


@pytest.mark.usefixtures("nothing_waits")
def test_a_missing_choice_is_said_at_its_question_and_not_inside_the_first_answer(office: Office, tab: Tab) -> None:
    office.family().writes("Words to be decided about.")
    page = tab(office.cast.head, "/staff/read")
    card = page.locator(".item", has_text="Words to be decided about.").first
    card.locator("summary").click()
    card.get_by_role("button", name="Decide", exact=True).click()
    group = card.get_by_role("group", name="What is done about it?")
    expect(group.locator(":scope > .trouble")).to_have_text("Choose what is done about it.")
    expect(card.locator("label .trouble")).to_have_count(0)
    expect(card.locator(".faults li")).to_have_count(2)
    described = group.get_attribute("aria-describedby")
    assert described
    expect(page.locator(f"#{described}")).to_have_text("Choose what is done about it.")
    assert faults(page) == []
    group.locator("input").first.check()
    expect(group.locator(".trouble")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "button", "said"),
    [
        ("/staff/reviews/plan", "Plan this review", ["#plan-child", "#plan-reviewer", "#plan-theme", "#plan-deadline"]),
        (f"/staff/children/{CHILD}", "Log this try", ["#log-method", "#log-outcome"]),
    ],
)
def test_other_forms_do_so_too(office: Office, tab: Tab, path: str, button: str, said: list[str]) -> None:
    page = tab(office.cast.head, path)
    if page.locator("#log-box").count():
        page.locator("#log-box summary").click()
    page.get_by_role("button", name=button).click()
    for field in said:
        expect(page.locator(f"{field}-trouble")).to_be_visible()
    expect(page.locator(".faults")).to_be_focused()


def test_holding_back_says_both_gaps(office: Office, tab: Tab) -> None:
    mother = add_mother(office.store)
    page = tab(office.cast.worker, f"/staff/children/{CHILD}")
    page.locator(f"#care-open-{mother}").click()
    page.locator(f"#hold-go-{mother}").click()
    expect(page.locator(f"#hold-until-{mother}-trouble")).to_have_text("Say until which day.")
    expect(page.locator(f"#hold-reason-{mother}-trouble")).to_have_text("Say why, in a few words.")


def test_one_gap_takes_the_focus_to_its_field(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, f"/staff/children/{CHILD}")
    page.locator("#log-box summary").click()
    page.locator("#log-method").select_option("phone")
    page.get_by_role("button", name="Log this try").click()
    expect(page.locator("#log-outcome")).to_be_focused()


def test_asking_says_both_gaps_of_a_step_and_links_lead_there(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, f"/staff/children/{CHILD}/ask")
    page.get_by_role("button", name="Make the link").click()
    expect(page.locator("#ask-faults a")).to_have_text(["Choose what this comes after."])
    expect(page.locator("#ask-touchpoint")).to_be_focused()
    assert faults(page) == []


class TestAskingFirst:
    """A question that cannot be taken back is a dialog of the page."""

    @pytest.fixture
    def page(self, office: Office, tab: Tab) -> Page:
        office.cast.ask(language="ar")
        page = tab(office.cast.worker, f"/staff/children/{CHILD}")
        page.locator(".requests li").first.get_by_role("button", name="Close this link").click()
        return page

    def test_it_has_a_name_is_accessible_and_holds_the_focus(self, page: Page) -> None:
        dialog = page.get_by_role("alertdialog", name="Close this link? Who opens it will only see")
        expect(dialog).to_be_visible()
        expect(dialog.get_by_role("button", name="Go back")).to_be_focused()
        assert faults(page) == []
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("!document.activeElement.closest('.page, .side')")

    def test_escape_and_go_back_change_nothing_and_give_the_focus_back(self, page: Page) -> None:
        newest = page.locator(".requests li").first
        page.keyboard.press("Escape")
        button = newest.get_by_role("button", name="Close this link")
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
        says(page, "Go back")
        expect(button).to_be_focused()
        expect(newest).not_to_contain_text("Closed")

    def test_yes_does_it(self, page: Page) -> None:
        says(page, "Close this link")
        expect(page.locator(".requests li").first).to_contain_text("Closed")


def test_no_script_of_ours_uses_the_browsers_own_boxes() -> None:
    from pages.staff.shell.assets import ROOM

    for script in ROOM.rglob("*.js"):
        assert not re.search(r"(?<![.\w])(confirm|alert|prompt)\(", script.read_text()), script.name
