"""Adding an item by hand, and from what a family said."""

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from feedback.concerns.kinds import AT_RISK
from feedback.concerns.raising import raise_concern
from feedback.concerns.responding import record_action
from tests.browsing import faults
from tests.cast import CHILD, OTHER_CHILD
from tests.pages.staff.conftest import Office
from tests.tracker.tracked import day, words_said
from tracker.items import answering_any

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]


def fill(page: Page, office: Office) -> None:
    page.locator("#new-action").fill("Ring before each visit")
    page.locator("#new-impact").fill("Nobody waits for nothing")
    page.locator("#new-shown_by").fill("Families say so when asked")
    page.locator("#new-owner").select_option(label="Amina Yusuf, Social worker")
    page.locator("#new-due").fill(day(office.store, 30))


@pytest.mark.rule("BR-50")
def test_all_that_is_missing_is_said_at_once_and_what_was_typed_stays(office: Office, tab: Tab) -> None:
    page = tab(office.cast.manager, "/staff/tracker/new")
    assert faults(page) == []
    page.locator("#new-action").fill("Ring before each visit")
    page.locator("label[for=new-level-child]").click()
    page.get_by_role("button", name="Add it").click()
    for told in ("Choose the child that it is for.", "Choose where it comes from.", "Choose who is to do it."):
        expect(page.locator("#new .faults")).to_contain_text(told)
    expect(page.locator("#new-action")).to_have_value("Ring before each visit")
    fill(page, office)
    page.locator("#new-child").fill("nobody of this name")
    page.locator("#new-source").select_option("peer_audit")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#new-child-trouble")).to_contain_text("No child fits what you typed.")
    page.locator("#new-child").fill(CHILD)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ring before each visit")
    expect(page.locator(".lead")).to_contain_text("Peer audit")


@pytest.mark.rule("BR-54")
@pytest.mark.usefixtures("nothing_waits")
def test_an_item_is_made_of_what_a_family_said(office: Office, tab: Tab) -> None:
    said = "We waited all day and nobody came or rang."
    key = words_said(office.store, office.cast, said)
    page = tab(office.cast.head, "/staff/read")
    card = page.locator(".item", has_text=said).first
    card.locator("summary").click()
    card.get_by_role("link", name="Make an item of this").click()
    expect(page.locator(".answered")).to_contain_text(said)
    expect(page.locator("#new-child")).to_have_value(f"Selam Tesfamariam, {CHILD}")
    expect(page.locator("#new-source")).to_have_value("triage")
    fill(page, office)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="What it answers")).to_be_visible()
    expect(page.locator(".words.own")).to_contain_text(said)
    (made,) = office.store.read(answering_any, [key])
    assert (made["child"], made["source"]) == (CHILD, "triage")


@pytest.mark.rule("BR-50")
def test_an_item_is_made_of_a_concern_by_those_who_manage_the_tracker(office: Office, tab: Tab) -> None:
    given = {"words": "Nobody came for two weeks.", "child": CHILD}
    raised = office.store.write_now(raise_concern, office.cast.worker, AT_RISK, **given)
    page = tab(office.cast.worker, "/staff/concerns")
    expect(page.locator(f"#concern-{raised}")).to_contain_text("Nobody came for two weeks.")
    expect(page.locator(f"#make-item-{raised}")).to_have_count(0)
    page = tab(office.cast.head, "/staff/concerns")
    page.locator(f"#make-item-{raised}").click()
    expect(page.locator("#new-source")).to_have_value("concern")
    expect(page.locator("#new-child")).to_have_value(f"Selam Tesfamariam, {CHILD}")
    office.store.write_now(record_action, office.cast.head, raised, "Visited today.")


def test_an_item_for_a_child_cannot_answer_words_about_another(office: Office, tab: Tab) -> None:
    key = words_said(office.store, office.cast, "It was good, in the end.")
    voice, question = key.split("/")
    address = f"/staff/tracker/new?source=triage&child={CHILD}&voice={voice}&question={question}"
    page = tab(office.cast.head, address)
    fill(page, office)
    page.locator("#new-child").fill(OTHER_CHILD)
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#new")).to_contain_text("These words are about another child.")
    assert office.store.read(answering_any, [key]) == []


@pytest.mark.parametrize(
    "query",
    ["child=D9999", "voice=999999&question=x", "voice=x&question=y", f"child={CHILD}&voice=1&question=nothing"],
)
def test_what_is_not_there_answers_as_a_page_that_is_not(office: Office, query: str) -> None:
    seen = office.opens(office.cast.head, f"/staff/tracker/new?{query}").status_code
    assert seen in (httpx.codes.NOT_FOUND, httpx.codes.OK)
    assert (seen == httpx.codes.OK) == (query == "voice=x&question=y")


def test_words_that_were_not_shared_cannot_be_answered_by_those_who_work_with_them(office: Office) -> None:
    voice, question = words_said(office.store, office.cast, "Please do not tell them.").split("/")
    address = f"/staff/tracker/new?child={CHILD}&voice={voice}&question={question}"
    assert office.opens(office.cast.manager, address).status_code == httpx.codes.NOT_FOUND
