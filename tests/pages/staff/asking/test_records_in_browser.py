"""What is on record is what happened: made and handed over, printed and posted, noted and quoted, seen in a browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from feedback.asking.requests import requests_for
from feedback.phone.quick_note import Talk, note_talk
from feedback.voices import attempts
from feedback.voices.voices import heard_from
from people.contacts import add_contact
from tests.browsing import faults
from tests.cast import CHILD
from tests.family import Family
from tests.pages.staff.conftest import Office
from tests.pages.staff.test_screens import choose

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
ASK = f"/staff/children/{CHILD}/ask"
SUMMARY = "The grandmother says that things move once she rings."
NOTED = "A summary, not their exact words; noted by Peter Lindqvist; collected by a reviewer"


def mother(office: Office, name: str) -> int:
    fields = {"name": name, "relation": "Mother", "audience": "parent_carer", "language": "en"}
    return office.store.write_now(add_contact, CHILD, {**fields, "safe_checked": office.store.read(_today)})


def _today(db: object) -> str:
    return str(db.now.date().isoformat())  # type: ignore[attr-defined]


def makes_a_link(page: Page, contact: int) -> str:
    choose(page, "touchpoint-conference", f"audience-contact-{contact}", "channel-link")
    page.get_by_role("button", name="Make the link").click()
    return str(page.get_by_label("The link, shown this once").input_value())


def test_a_link_is_made_until_somebody_says_that_they_gave_it(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, ASK)
    makes_a_link(page, mother(office, "Ms Gave"))
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("#has-it-state")).to_have_text("Made, and not handed over yet.")
    page.get_by_label("How did they get it?").fill("by email")
    page.get_by_role("button", name="I have given it to them").click()
    expect(page.locator("#has-it-state")).to_contain_text("Waiting for an answer, handed over")
    expect(page.get_by_label("The link, shown this once")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Back to").click()
    expect(page.locator(".story li").first).to_contain_text("Link, handed over: by email")


def test_after_a_reload_a_new_link_is_made_for_the_same_request_without_a_reason(office: Office, tab: Tab) -> None:
    contact = mother(office, "Ms Lost")
    page = tab(office.cast.worker, ASK)
    lost = makes_a_link(page, contact)
    page.goto(f"{office.url}/staff/children/{CHILD}")
    page.locator(".requests li").first.get_by_role("link", name="A new link").click()
    page.get_by_role("button", name="Make a new link").click()
    found = page.get_by_label("The link, shown this once")
    expect(found).to_have_value(re.compile(rf"^{office.url}/f/[\w-]{{22}}$"))
    assert found.input_value() != lost
    assert faults(page) == []
    page.goto(f"{office.url}{ASK}")
    choose(page, "touchpoint-closure", f"audience-contact-{contact}", "channel-link")
    expect(page.locator("#in-the-way")).to_have_count(0)
    expect(page.locator("#override")).to_have_count(0)


def test_a_family_that_opens_the_link_is_seen_at_once(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, ASK)
    link = makes_a_link(page, mother(office, "Ms Opens"))
    Family(office.store, link.rpartition("/")[2]).begins()
    expect(page.locator("#has-it-state")).to_have_text("They have begun to answer.")
    expect(page.get_by_role("button", name="I have given it to them")).to_have_count(0)


def test_a_line_that_cannot_be_printed_is_named_and_the_rest_prints(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, ASK)
    choose(page, "touchpoint-closure", f"audience-contact-{mother(office, 'Mrs Wang')}", "channel-letter")
    page.get_by_role("button", name="Go on to the letter").click()
    address = page.get_by_label("Name and address for the envelope’s window")
    address.fill("\ufeffMrs 王小明\n17 Quince Street")
    page.get_by_role("button", name="Print the letter").click()
    expect(page.locator("#letter-blank-trouble")).to_contain_text("Line 1 has “王小明”, which cannot be printed")
    expect(address).to_have_value(re.compile("王小明"))
    newest = office.store.read(requests_for, office.cast.worker, CHILD)[0]
    assert office.store.read(attempts.by_request, newest.doc_id) == []
    assert faults(page) == []
    page.get_by_label("Or leave this line empty").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Print the letter").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    expect(page.locator("#has-it")).to_have_text("Has it gone?")
    page.get_by_role("button", name="I have posted it").click()
    expect(page.locator("#has-it")).to_have_count(0)
    told = [one["outcome"] for one in office.store.read(attempts.by_request, newest.doc_id)]
    assert told == ["printed", "sent"]


def test_a_summary_is_in_no_quotation_marks_and_says_who_noted_it_in_every_view(office: Office, tab: Tab) -> None:
    review = office.plans_a_review("Summaries")
    today = office.store.read(_today)
    about = {"child": CHILD, "on": today, "method": "phone", "audience": "parent_carer", "sections": ("1",)}
    office.store.write_now(note_talk, office.cast.reviewer, Talk(**about, words=SUMMARY, shared=True))
    page = tab(office.cast.reviewer, f"/staff/reviews/{review}?part=1")
    note = page.locator(".family .piece", has_text=SUMMARY)
    expect(note).to_contain_text(NOTED)
    note.get_by_role("button", name="Cite").click()
    cited = page.locator(".quote", has_text=SUMMARY)
    expect(cited).to_contain_text(NOTED)
    assert f"“{SUMMARY}”" not in cited.inner_text()
    assert cited.locator("blockquote").count() == 0
    for who, path in (
        (office.cast.worker, f"/staff/children/{CHILD}"),
        (office.cast.worker, "/staff/"),
        (office.cast.head, "/staff/read"),
    ):
        shown = tab(who, path).locator(".voice, tr.item", has_text=SUMMARY).first
        expect(shown).to_contain_text(NOTED)
        assert shown.locator("blockquote", has_text=SUMMARY).count() == 0
        assert "on their own" not in shown.inner_text()


def test_what_was_not_asked_yet_is_not_told_as_not_shared(office: Office, tab: Tab) -> None:
    office.family().writes("One thing, half way.")
    assert office.store.read(heard_from, CHILD)
    page = tab(office.cast.worker, f"/staff/children/{CHILD}")
    expect(page.locator(".withheld").first).to_have_text(
        "They have begun to answer. They have not been asked yet whether their worker may see their words."
    )


def test_home_says_of_each_open_request_what_it_is(office: Office, tab: Tab) -> None:
    office.cast.ask()
    page = tab(office.cast.worker, "/staff/")
    row = page.locator(".row", has_text=CHILD).first
    expect(row.locator(".due")).to_contain_text("to hand over")
    expect(row).not_to_contain_text("open link")


@pytest.mark.parametrize("who", ["worker_of_another_team", "caller"])
def test_the_page_of_a_link_is_not_there_for_who_may_not_ask(office: Office, who: str) -> None:
    asked = office.cast.ask()
    answer = office.opens(getattr(office.cast, who), f"/staff/children/{CHILD}/links/{asked.request}")
    assert "Make a new link" not in answer.text


def test_what_one_put_into_the_fields_oneself_is_not_told_as_somebody_elses(office: Office, tab: Tab) -> None:
    today = office.store.read(_today)
    about = {"child": CHILD, "on": today, "method": "phone", "audience": "parent_carer"}
    office.store.write_now(note_talk, office.cast.reviewer, Talk(**about, words="She was at the meeting."))
    page = tab(office.cast.reviewer, f"/staff/reviews/{office.plans_a_review('Taking over')}?part=6")
    page.locator("#take-over-family").click()
    expect(page.locator("#saved")).to_contain_text("You saved something here")
    expect(page.locator("#saved")).not_to_contain_text("Peter")
