"""Read today: a person reads, a person decides."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from feedback.concerns.concern_views import concerns_for
from feedback.voices.triage_items import TRIAGE
from tests.browsing import DESK, PHONE, faults
from tests.cast import CHILD
from tests.pages.staff.conftest import Office

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_waits")]

Tab = Callable[..., Page]


def test_a_flag_is_shown_with_a_shape_and_words_and_decides_nothing(office: Office, tab: Tab) -> None:
    office.family("ar").writes("كلمات لم يترجمها أحد")
    page = tab(office.cast.head, "/staff/read")
    card = page.locator(".item", has_text="كلمات لم يترجمها أحد").first
    expect(card.locator(".alarm")).to_contain_text("Not translated")
    expect(card.get_by_role("cell", name="Arabic")).to_be_visible()
    expect(card.locator("blockquote")).to_be_hidden()
    card.locator("summary").first.click()
    expect(card.locator("blockquote")).to_have_attribute("dir", "rtl")
    expect(card.locator("blockquote")).to_be_visible()
    assert faults(page) == []


def test_escalating_raises_the_concern_in_the_same_act(office: Office, tab: Tab) -> None:
    office.family().writes("He hits me when nobody looks.")
    page = tab(office.cast.head, "/staff/read")
    card = page.locator(".item:not(.settled)", has_text="He hits me when nobody looks.").first
    card.locator("summary").click()
    card.get_by_text("Escalated", exact=True).click()
    expect(card.get_by_text("Phone 999 first")).to_be_visible()
    card.get_by_role("button", name="Decide").click()
    expect(card).to_contain_text("Write what was decided and why")
    card.get_by_label("In a sentence").fill("Phoned duty at once.")
    card.get_by_role("button", name="Decide").click()
    expect(page.locator("#told")).to_have_text("Decided, and the concern is raised.")
    expect(card).to_have_count(0)
    raised = [said["text"] for one in office.store.read(concerns_for, office.cast.head) for said in one.words]
    assert "Phoned duty at once." in raised


def test_those_who_do_not_read_voices_have_no_such_page(office: Office) -> None:
    assert office.opens(office.cast.worker, "/staff/read").status_code == 404


def test_a_flagged_text_is_not_waved_through_and_a_decision_can_be_taken_back(office: Office, tab: Tab) -> None:
    office.family().writes("The bus was late for us.")
    office.family("ar").writes("الحافلة تأخرت")
    page = tab(office.cast.head, "/staff/read")
    waiting = page.locator(".item:not(.settled)")
    untranslated = waiting.filter(has_text="الحافلة تأخرت")
    expect(untranslated).to_have_count(1)
    expect(untranslated.get_by_role("button", name="Read, no action needed")).to_have_count(0)
    plain = waiting.filter(has_text="The bus was late for us.")
    plain.locator("summary").click()
    plain.get_by_role("button", name="Read, no action needed").click()
    settled = page.locator(".item.settled", has_text="The bus was late for us.")
    expect(settled).to_contain_text("No action needed")
    expect(settled).to_contain_text("Helen Marsh")
    settled.locator("summary").click()
    settled.get_by_role("button", name="Take it back").click()
    expect(settled).to_contain_text("Write why it is taken back.")
    settled.get_by_label("Why is it taken back?").fill("I had read the wrong one.")
    settled.get_by_role("button", name="Take it back").click()
    expect(settled).to_have_count(0)
    expect(plain).to_contain_text("Taken back: it waits again: I had read the wrong one.")
    assert faults(page) == []


def test_what_was_decided_stands_beside_the_voice_on_the_childs_page_and_in_the_review(
    office: Office, tab: Tab
) -> None:
    office.family().writes("Nobody told us the date.")
    page = tab(office.cast.head, "/staff/read")
    card = page.locator(".item", has_text="Nobody told us the date.").first
    card.locator("summary").click()
    card.get_by_text("Passed to the worker", exact=True).click()
    card.get_by_label("In a sentence").fill("Amina sends the dates today.")
    card.get_by_role("button", name="Decide").click()
    expect(page.locator("#told")).to_have_text("Decided, with your name.")
    review = office.plans_a_review("Decisions")
    for address in (f"/staff/children/{CHILD}", f"/staff/reviews/{review}?part=6"):
        voice = tab(office.cast.reviewer, address).locator(".voice", has_text="Nobody told us the date.")
        expect(voice).to_contain_text("Passed to the worker: Amina sends the dates today.")
        expect(voice).to_contain_text("Helen Marsh")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_each_line_is_a_row_of_a_table_that_the_keyboard_opens(office: Office, tab: Tab, size: dict[str, int]) -> None:
    office.family().writes("The room was too small for all of us.")
    page = tab(office.cast.head, "/staff/read")
    page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    row = (
        page.get_by_role("table", name="What waits").get_by_role("row").filter(has_text="The room was too small").first
    )
    expect(row.get_by_role("rowheader")).to_contain_text("Selam Tesfamariam")
    heads = page.get_by_role("table", name="What waits").get_by_role("columnheader")
    expect(heads).to_have_text(["Who", "What they said", "Said", "Language", "Read by"])
    assert row.get_by_role("cell").count() == 4
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(row.get_by_role("button", name="Decide", exact=True)).to_be_visible()
    assert faults(page) == []


def test_what_home_leads_to_stands_open_and_has_the_focus(office: Office, tab: Tab) -> None:
    office.family().writes("They were late again.")
    item = office.store.read(lambda db: db.table(TRIAGE).newest())
    assert item is not None
    page = tab(office.cast.head, f"/staff/read?opened={item.doc_id}")
    expect(page.locator(f"#opens-{item.doc_id}")).to_be_focused()
    expect(page.locator(f"#decide-{item.doc_id}-go")).to_be_visible()
