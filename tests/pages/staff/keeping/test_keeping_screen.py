"""How long things are kept, on the screen: a rule is changed with a reason, a hold placed and lifted."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from people.records.child_records import add_child_record
from people.retention import listed
from people.retention.rules import TEXTS_SENT, days_of
from people.working_days import london_day, months_later
from reviews.answering_data_requests import answer_by_erasing
from reviews.data_requests import ERASE, SEE, check_identity, receive_data_request
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
    expect(page.locator("#rule-texts_sent-title")).to_have_text("Texts to families")
    expect(page.locator("#rule-texts_sent-days")).to_have_text("1,095 days (3 years)")
    assert office.store.read(days_of, TEXTS_SENT) == 1095
    page.locator("#way-holds").click()
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
    page = tab(office.cast.head, "/staff/keeping/requests")
    page.locator("#data-request-child").fill("K0001")
    page.locator("#data-request-asks").select_option("erase")
    page.locator("#data-request-who").fill("Her mother")
    page.locator("#data-request-go").click()
    expect(page.locator("#data-request")).to_contain_text("Write what exactly they ask for")
    expect(page.locator("#data-request-who")).to_have_value("Her mother")
    page.locator("#data-request-words").fill("Everything I wrote in May.")
    page.locator("#data-request-go").click()
    page.locator(".row", has_text="K0001").click()
    page.locator("#check-how").fill("Her passport.")
    page.locator("#check-go").click()
    page.locator("#erase-why").fill("A court has asked for the record.")
    assert faults(page) == []
    page.locator("#erase-go").click()
    expect(page.locator("#content")).to_contain_text("Nothing was held")


def test_a_request_to_see_is_gathered_read_made_and_noted_as_handed_over(office: Office, tab: Tab) -> None:
    head, of_nobody = office.cast.head, {"ref": "K0002", "name": "Noor Invented", "born": "2015-06-07"}
    office.store.write_now(add_child_record, head, of_nobody)
    today = london_day(office.store.now).isoformat()
    asked = {"child": "K0002", "asks": SEE, "who": "Noor", "words": "All of it.", "received": today}
    number = office.store.write_now(lambda db: receive_data_request(db, head, **asked))
    office.store.write_now(check_identity, head, number, "Her passport.")
    page = tab(head, f"/staff/keeping/requests/{number}")
    page.locator("#whose-person").select_option("child")
    page.locator("#whose-go").click()
    page.locator("#part-1 > summary").click()
    page.locator("#out-child-Name-open summary").click()
    page.locator("#out-child-Name-go").click()
    expect(page.locator("#out-child-Name")).to_contain_text("Choose why it is taken out")
    page.locator("#out-child-Name-reason").select_option("not_theirs")
    page.locator("#out-child-Name-why").fill("Another child of the same name.")
    page.locator("#out-child-Name-go").click()
    expect(page.locator("#passage-child-Name")).to_contain_text("Taken out.")
    assert faults(page) == []
    page.locator("#check-pack-go").click()
    with page.expect_download() as made:
        page.locator("#make-pack-go").click()
    assert made.value.suggested_filename == f"what-is-held-{number}.pdf"
    page.locator("#handed-go").click()
    expect(page.locator("#handed")).to_contain_text("Write how they were given it")
    page.locator("#handed-on").fill(today)
    page.locator("#handed-how").fill("In person, by her worker.")
    page.locator("#handed-go").click()
    expect(page.locator("#content")).to_contain_text("Handed over on")


def test_a_late_request_stands_on_the_screen_and_on_home(office: Office) -> None:
    head = office.cast.head
    long_ago = months_later(london_day(office.store.now), -3).isoformat()
    asked = {"child": CHILD, "asks": ERASE, "who": "Her father", "words": "All of it.", "received": long_ago}
    number = office.store.write_now(lambda db: receive_data_request(db, head, **asked))
    assert "Late: it was due on" in office.opens(head, "/staff/keeping/requests").text
    assert "request about data is late" in office.opens(head, "/staff/").text
    office.store.write_now(check_identity, head, number, "His passport.")
    office.store.write_now(answer_by_erasing, head, number, [], "A claim needs it.")
    assert "Late: it was due on" not in office.opens(head, "/staff/keeping/requests").text


def test_holds_are_not_an_administrators_and_the_screen_is_nobody_elses(office: Office) -> None:
    shown = office.opens(office.cast.administrator, "/staff/keeping")
    assert shown.status_code == 200
    assert "Legal holds" not in shown.text
    assert "Requests about data" not in shown.text
    for person in (office.cast.worker, office.cast.manager, office.cast.caller):
        for path in ("", "/holds", "/requests", "/requests/1"):
            assert office.opens(person, f"/staff/keeping{path}").status_code == 404
    for path in ("/holds", "/requests", "/requests/1"):
        assert office.opens(office.cast.administrator, f"/staff/keeping{path}").status_code == 404


def test_home_says_what_will_go_to_who_decides(office: Office) -> None:
    since = office.store.now.isoformat()
    office.store.write_now(listed.add, TEXTS_SENT, 999_999, since, 730, since)
    assert "1 thing will go by its rule" in office.opens(office.cast.administrator, "/staff/").text
    assert "will go by" not in office.opens(office.cast.manager, "/staff/").text
    office.store.write_now(lambda db: [listed.strike(db, one) for one in listed.after(db, TEXTS_SENT, 0, 9)])
