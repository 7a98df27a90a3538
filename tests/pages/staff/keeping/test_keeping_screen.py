"""How long things are kept, on the screen: a rule is changed with a reason, a hold placed and lifted."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from people.retention import listed
from people.retention.rules import TEXTS_SENT, days_of
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


def test_holds_are_not_an_administrators_and_the_screen_is_nobody_elses(office: Office) -> None:
    shown = office.opens(office.cast.administrator, "/staff/keeping")
    assert shown.status_code == 200
    assert "Legal holds" not in shown.text
    for person in (office.cast.worker, office.cast.manager, office.cast.caller):
        assert office.opens(person, "/staff/keeping").status_code == 404


def test_home_says_what_will_go_to_who_decides(office: Office) -> None:
    since = office.store.now.isoformat()
    office.store.write_now(listed.add, TEXTS_SENT, 999_999, since, 730, since)
    assert "1 thing will go by its rule" in office.opens(office.cast.administrator, "/staff/").text
    assert "will go by" not in office.opens(office.cast.manager, "/staff/").text
    office.store.write_now(lambda db: [listed.strike(db, one) for one in listed.after(db, TEXTS_SENT, 0, 9)])
