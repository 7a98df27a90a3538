"""Home says what is to be asked now: with one press its worker stands where it is asked, or puts it aside."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from people.contacts import add_contact
from people.records.child_records import add_child_record
from people.records.events import note_event
from people.working_days import london_day
from tests.browsing import PHONE, faults
from tests.pages.staff.conftest import Office

Tab = Callable[..., Page]
CHILD = "P0001"  # of this test alone: the others change theirs
CARER = {"name": "Mr Proposed", "relation": "Carer", "audience": "parent_carer", "language": "ti", "phone": None}


@pytest.mark.browser
def test_a_worker_is_told_whom_to_ask_and_what_is_put_aside_goes(office: Office, tab: Tab) -> None:
    store, worker = office.store, office.cast.worker
    of_their_own = {"ref": CHILD, "name": "Kofi Pretend", "born": "2014-05-06"}
    store.write_now(add_child_record, office.cast.head, of_their_own, worker=worker.id)
    carer = store.write_now(add_contact, CHILD, CARER)
    today = london_day(store.now)
    event = store.write_now(note_event, worker, CHILD, "conference", today - timedelta(days=3))
    store.write_now(note_event, worker, CHILD, "placement_visit", today - timedelta(days=9))
    page = tab(worker, "/staff/")
    line = page.locator(f"#proposal-{event}-{carer}")
    expect(line).to_contain_text("Kofi Pretend · Child protection conference")
    expect(line).to_contain_text("Not to their phone: How it is safe to reach them was never checked")
    expect(line).to_contain_text("Does not go by itself: No days and hours are on record")
    expect(page.locator("#to-ask")).to_have_text("To ask now: 1, forgotten: 1")
    assert faults(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator(f"#propose-{event}-{carer}").click()
    expect(page).to_have_url(re.compile(rf"/ask\?touchpoint=conference&audience=contact-{carer}&language=ti$"))
    expect(page.locator(f"#audience-contact-{carer}")).to_be_checked()
    expect(page.locator("#touchpoint-conference")).to_be_checked()
    page.goto(f"{office.url}/staff/children/{CHILD}")
    page.locator(f"#aside-open-{event}-{carer}").click()
    page.locator(f"#aside-go-{event}-{carer}").click()
    expect(page.locator(f"#aside-{event}-{carer}")).to_contain_text("Say why they are not asked")
    page.locator(f"#aside-why-{event}-{carer}").fill("He was not there.")
    page.locator(f"#aside-go-{event}-{carer}").click()
    expect(page.locator("#to-ask")).to_have_text("To ask now: 0, forgotten: 1")
    expect(page.locator(".put-aside")).to_contain_text("by Amina Yusuf: He was not there.")
    page.locator(f"#aside-back-{event}-{carer}").click()
    expect(page.locator("#to-ask")).to_have_text("To ask now: 1, forgotten: 1")
    expect(page.locator(".put-aside")).to_contain_text("Taken back by Amina Yusuf")
    assert faults(page) == []
    head = tab(office.cast.head, "/staff/")
    for opens, reason in (("Stop it", "A wrong list."), ("Let it go on", "It is right now.")):
        expect(head.locator("#by-itself-open")).to_have_text(opens)
        head.locator("#by-itself-open").click()
        head.locator("#by-itself-go").click()
        expect(head.locator("#by-itself")).to_contain_text("Say why")
        head.locator("#by-itself-why").fill(reason)
        head.locator("#by-itself-go").click()
    expect(head.locator("#by-itself-open")).to_have_text("Stop it")
    assert faults(head) == []
