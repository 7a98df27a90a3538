"""Read today: a person reads, a person decides."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from feedback.concerns.concern_views import concerns_for
from tests.browsing import faults
from tests.cast import CHILD
from tests.pages.staff.conftest import Office

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]


def test_a_flag_is_shown_with_a_shape_and_words_and_decides_nothing(office: Office, tab: Tab) -> None:
    office.family("ar").writes("كلمات لم يترجمها أحد")
    page = tab(office.cast.head, "/staff/read")
    card = page.locator(".item", has_text="كلمات لم يترجمها أحد").first
    expect(card.locator(".alarm")).to_contain_text("Not translated: Arabic")
    expect(card.locator("blockquote")).to_have_attribute("dir", "rtl")
    expect(card).to_contain_text("to be read by")
    assert faults(page) == []


def test_escalating_raises_the_concern_in_the_same_act(office: Office, tab: Tab) -> None:
    office.family().writes("He hits me when nobody looks.")
    page = tab(office.cast.head, "/staff/read")
    card = page.locator(".item:not(.settled)", has_text="He hits me when nobody looks.").first
    card.get_by_text("Decide what is done").click()
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
    plain.get_by_role("button", name="Read, no action needed").click()
    settled = page.locator(".item.settled", has_text="The bus was late for us.")
    expect(settled).to_contain_text("No action needed")
    expect(settled).to_contain_text("Helen Marsh")
    settled.get_by_text("Take this back").click()
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
    card.get_by_text("Decide what is done").click()
    card.get_by_text("Passed to the worker", exact=True).click()
    card.get_by_label("In a sentence").fill("Amina sends the dates today.")
    card.get_by_role("button", name="Decide").click()
    expect(page.locator("#told")).to_have_text("Decided, with your name.")
    review = office.plans_a_review("Decisions")
    for address in (f"/staff/children/{CHILD}", f"/staff/reviews/{review}?part=6"):
        voice = tab(office.cast.reviewer, address).locator(".voice", has_text="Nobody told us the date.")
        expect(voice).to_contain_text("Passed to the worker: Amina sends the dates today.")
        expect(voice).to_contain_text("Helen Marsh")
