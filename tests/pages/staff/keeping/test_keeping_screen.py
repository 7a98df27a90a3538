"""How long things are kept, on the screen: a rule is changed with a reason, a hold placed and lifted."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from people.records.child_records import add_child_record
from people.retention import listed
from people.retention.rules import TEXTS_SENT, days_of
from people.working_days import london_day, months_later
from reviews.answering_data_requests import answer_by_erasing
from reviews.data_requests import ERASE, check_identity, receive_data_request
from tests.browsing import faults
from tests.cast import CHILD
from tests.pages.staff.conftest import Office

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]


def test_a_rule_is_changed_and_a_hold_placed_and_lifted(office: Office, tab: Tab) -> None:
    page = tab(office.cast.head, "/staff/keeping")
    page.locator("#change-texts_sent summary").click()
    page.locator("#days-texts_sent").fill("3")
    page.locator("#why-texts_sent").fill("Our schedule says three years.")
    page.locator("#rule-texts_sent-go").click()
    expect(page.locator("#rule-texts_sent")).to_contain_text("Write 90 or more")
    expect(page.locator("#why-texts_sent")).to_have_value("Our schedule says three years.")
    assert faults(page) == []
    page.locator("#days-texts_sent").fill("1095")
    page.locator("#rule-texts_sent-go").click()
    expect(page.locator("#rule-texts_sent-title")).to_have_text("Texts to families: 1095 days")
    assert office.store.read(days_of, TEXTS_SENT) == 1095
    page.locator("#hold-child").fill(CHILD)
    page.locator("#hold-why").fill("A claim was announced.")
    page.locator("#hold-go").click()
    page.get_by_text("Lift this hold").click()
    page.locator("[id^=lift-why-]").fill("The claim is settled.")
    page.get_by_role("button", name="Lift the hold").click()
    expect(page.locator("#hold-1")).to_contain_text("lifted")


def test_a_request_is_received_checked_and_answered(office: Office, tab: Tab) -> None:
    of_nobody = {"ref": "K0001", "name": "Maya Invented", "born": "2015-06-07"}  # of whom nobody has said anything
    office.store.write_now(add_child_record, office.cast.head, of_nobody)
    page = tab(office.cast.head, "/staff/keeping")
    page.locator("#data-request-child").fill("K0001")
    page.locator("#data-request-who").fill("Her mother")
    page.locator("#data-request-go").click()
    expect(page.locator("#data-request")).to_contain_text("Write what exactly they ask for")
    expect(page.locator("#data-request-who")).to_have_value("Her mother")
    page.locator("#data-request-words").fill("Everything I wrote in May.")
    page.locator("#data-request-go").click()
    page.locator("[id^=check-how-]").fill("Her passport.")
    page.get_by_role("button", name="The identity is checked").click()
    page.locator("[id^=erase-why-]").fill("A court has asked for the record.")
    assert faults(page) == []
    page.get_by_role("button", name="Decide, and erase what is ticked").click()
    expect(page.locator("[id^=request-]").first).to_contain_text("nothing was held")


def test_a_late_request_stands_on_the_screen_and_on_home(office: Office) -> None:
    head = office.cast.head
    long_ago = months_later(london_day(office.store.now), -3).isoformat()
    asked = {"child": CHILD, "asks": ERASE, "who": "Her father", "words": "All of it.", "received": long_ago}
    number = office.store.write_now(lambda db: receive_data_request(db, head, **asked))
    assert "Late: it was due on" in office.opens(head, "/staff/keeping").text
    assert "request about data is late" in office.opens(head, "/staff/").text
    office.store.write_now(check_identity, head, number, "His passport.")
    office.store.write_now(answer_by_erasing, head, number, [], "A claim needs it.")
    assert "Late: it was due on" not in office.opens(head, "/staff/keeping").text


def test_holds_are_not_an_administrators_and_the_screen_is_nobody_elses(office: Office) -> None:
    shown = office.opens(office.cast.administrator, "/staff/keeping")
    assert shown.status_code == 200
    assert "Legal holds" not in shown.text
    assert "Requests about data" not in shown.text
    for person in (office.cast.worker, office.cast.manager, office.cast.caller):
        assert office.opens(person, "/staff/keeping").status_code == 404


def test_home_says_what_will_go_to_who_decides(office: Office) -> None:
    since = office.store.now.isoformat()
    office.store.write_now(listed.add, TEXTS_SENT, 999_999, since, 730, since)
    assert "1 thing will go by its rule" in office.opens(office.cast.administrator, "/staff/").text
    assert "will go by" not in office.opens(office.cast.manager, "/staff/").text
    office.store.write_now(lambda db: [listed.strike(db, one) for one in listed.after(db, TEXTS_SENT, 0, 9)])
