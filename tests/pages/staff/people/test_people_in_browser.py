"""An administrator's way through people and teams in a browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from people.drafts import DRAFTS
from people.sign_on import person_proved, signs_on
from people.sign_on_provider import Proved
from people.signing_in import password_fits
from people.staff import as_actor, by_email
from storage.documents import number_of
from tests.browsing import DESK, PHONE, faults, says
from tests.pages.staff.conftest import Office

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
PASSWORD = "five ripe pears in autumn"


def finds_nothing(page: Page) -> None:
    for size in (PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_somebody_is_added_corrected_away_given_a_password_and_leaves(office: Office, tab: Tab) -> None:
    page = tab(office.cast.administrator, "/staff/people")
    finds_nothing(page)
    page.locator("#new-email").fill("not an address")
    page.locator("#new-phone").fill("12")
    page.get_by_role("button", name="Add them").click()
    expect(page.locator("#new-person")).to_contain_text("Write the name.")
    expect(page.locator("#new-person")).to_contain_text("is not an e-mail address.")
    page.locator("#new-name").fill("Noor Rahman")
    page.locator("#new-email").fill("noor@heard.example")
    page.locator("#new-phone").fill("07700 900123")
    page.get_by_label("Social worker").check()
    page.get_by_role("button", name="Add them").click()
    expect(page.get_by_role("heading", name="Noor Rahman")).to_be_visible()
    person = office.store.read(by_email, "noor@heard.example")
    assert person is not None
    assert (person["roles"], person["phone"]) == (["social_worker"], "+447700900123")
    finds_nothing(page)

    page.get_by_label("Job title").fill("Senior practitioner")
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator(".history")).to_contain_text(re.compile("Job title *is: Senior practitioner"))

    today = office.store.now.date().isoformat()
    page.get_by_role("button", name="Note the leave").click()
    expect(page.locator("#person-away")).to_contain_text("Choose who stands in, or tick that nobody does.")
    page.get_by_label("First day away").fill(today)
    page.get_by_label("Last day away").fill(today)
    page.get_by_label("Who stands in?").fill("nobody of that name")
    page.get_by_role("button", name="Note the leave").click()
    expect(page.locator("#person-away")).to_contain_text("No person fits what you typed.")
    page.get_by_label("Who stands in?").fill("yusuf")
    expect(page.locator("#person-away-deputy-offered option")).to_have_count(1)
    page.get_by_role("button", name="Note the leave").click()
    expect(page.locator(".person-gone")).to_contain_text("Amina Yusuf stands in.")
    stands_in = tab(office.cast.worker, "/staff/")
    expect(stands_in.locator(".standing-in")).to_contain_text("You stand in for Noor Rahman until")
    page.get_by_role("button", name="Take it back").click()
    says(page, "Take it back")
    expect(stands_in.locator(".standing-in")).to_have_count(0)

    page.get_by_label("A first password").fill("password")
    page.get_by_role("button", name="Keep the password").click()
    expect(page.locator("#person-password .trouble")).to_be_visible()
    page.get_by_label("A first password").fill(PASSWORD)
    page.get_by_role("button", name="Keep the password").click()
    expect(page.get_by_label("A new password")).to_have_value("")
    assert office.store.read(lambda db: password_fits(db, "noor@heard.example", PASSWORD))
    assert not any(PASSWORD in str(one) for one in office.store.read(lambda db: db.table(DRAFTS).all()))

    who = Proved("https://login.example", "noor-1", "noor@heard.example", strong=True)
    office.store.write_now(person_proved, who)
    page.get_by_role("button", name="Untie their sign-on").click()
    says(page, "Untie it")
    expect(page.locator(".history")).to_contain_text("Sign-on untied")
    expect(page.get_by_role("button", name="Untie their sign-on")).to_have_count(0)
    assert not office.store.read(signs_on, number_of(person))

    hers = tab(as_actor(person), "/staff/")
    expect(page.locator("#end-sessions")).to_be_visible()
    page.get_by_role("button", name="They have left").click()
    says(page, "They have left")
    hers.wait_for_url(re.compile("/staff/sign-in"))
    expect(page.get_by_role("button", name="They are back")).to_be_visible()
    finds_nothing(page)


def test_a_team_is_added_corrected_and_closed(office: Office, tab: Tab) -> None:
    page = tab(office.cast.administrator, "/staff/teams")
    page.locator("#new-ref").fill("N 1")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#new-team")).to_contain_text("A number has letters, digits")
    expect(page.locator("#new-team")).to_contain_text("Write the name.")
    page.locator("#new-ref").fill("N-1")
    page.locator("#new-name").fill("North")
    page.get_by_label("Manager", exact=True).fill("Grace Adeyemi")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="North", exact=True)).to_be_visible()
    finds_nothing(page)
    expect(page.get_by_label("Manager", exact=True)).to_have_value("Grace Adeyemi, grace.adeyemi@heard.example")
    page.get_by_label("Name", exact=True).fill("North and East")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("heading", name="North and East", exact=True)).to_be_visible()
    page.get_by_role("button", name="Close this team").click()
    says(page, "Close it")
    expect(page.locator(".person-gone")).to_contain_text("This team is closed.")
    page.goto(f"{office.url}/staff/teams?only=closed")
    expect(page.get_by_role("link", name="North and East")).to_be_visible()
    finds_nothing(page)
