"""Your account, as its person meets it in a browser."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from pyotp import TOTP

from people.actor import Actor
from people.audit import newest
from people.own_account import own_account
from people.own_passkeys import own_passkeys
from people.roles import Role
from people.second_factors import confirm, key_of, new_number, second_factor
from people.signing_in import password_fits
from people.staff import STAFF, add_staff, as_actor, member
from storage.documents import number_of
from tests.browsing import DESK, PHONE, faults, ready, says
from tests.pages.staff.conftest import COOKIE, Office

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
EMAIL, PASSWORD, NEW = "nadia@heard.example", "three unrelated words here", "four other unrelated words"


@pytest.fixture
def nadia(office: Office) -> Iterator[Actor]:
    """Somebody with a password and nothing more."""
    person = office.store.read(
        member, office.store.write_now(add_staff, "Nadia Osman", EMAIL, [Role.REVIEWER], PASSWORD)
    )
    assert person is not None
    yield as_actor(person)
    office.store.write_now(lambda db: db.table(STAFF).remove(doc_ids=[number_of(person)]))


@pytest.fixture
def required(office: Office) -> Iterator[None]:
    """As it comes outside the demo."""
    object.__setattr__(office.settings, "second_factor_required", True)  # they are frozen, and the server has them
    yield
    object.__setattr__(office.settings, "second_factor_required", False)


def finds_nothing(page: Page) -> None:
    for size in (PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
        assert faults(page) == []


def test_a_second_factor_is_set_up_a_password_changed_and_other_sessions_end(
    office: Office, tab: Tab, nadia: Actor
) -> None:
    elsewhere = tab(nadia, "/staff/")
    page = tab(nadia, "/staff/")
    page.get_by_role("link", name="Your account").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    finds_nothing(page)

    page.locator("#factor-old").fill("not the right words")
    page.get_by_role("button", name="Set it up").click()
    expect(page.locator("#set-up-factor")).to_contain_text("This is not the password that you have now.")
    assert office.store.read(newest)["action"] == "password.refused"
    page.locator("#factor-old").fill(PASSWORD)
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("img", name="QR code with the key")).to_be_visible()
    finds_nothing(page)
    key = page.locator(".the-key").inner_text().replace(" ", "")
    page.get_by_label("The code that the app shows").fill("000000")
    page.get_by_role("button", name="Let it count").click()
    expect(page.locator("#confirm-factor")).to_contain_text("That code is not right")
    expect(page.get_by_label("The code that the app shows")).to_have_value("000000")
    page.get_by_label("The code that the app shows").fill(TOTP(key).at(int(office.store.now.timestamp())))
    page.get_by_role("button", name="Let it count").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_focused()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    finds_nothing(page)
    elsewhere.wait_for_url(re.compile("/staff/sign-in"))  # whoever was in with the password alone is out
    first = page.locator(".recovery-codes li").first.inner_text()
    page.get_by_text("New recovery codes", exact=True).click()
    page.locator("#recovery-old").fill("not the right words")
    page.get_by_role("button", name="Make new recovery codes").click()
    expect(page.locator("#new-recovery")).to_contain_text("This is not the password that you have now.")
    expect(page.locator(".recovery-codes li").first).to_have_text(first)
    page.locator("#recovery-old").fill(PASSWORD)
    page.get_by_role("button", name="Make new recovery codes").click()
    expect(page.locator(".recovery-codes li").first).not_to_have_text(first)

    third = tab(nadia, "/staff/")
    for old, new, again, trouble in (
        (PASSWORD, NEW, NEW[:-1], "not the same as the new password"),
        (PASSWORD, "Nadia Osman Nadia Osman 1", "Nadia Osman Nadia Osman 1", "your name"),
        ("not the right words", NEW, NEW, "not the password that you have now"),
    ):
        page.locator("#own-old").fill(old)
        page.locator("#own-new").fill(new)
        page.locator("#own-again").fill(again)
        page.get_by_role("button", name="Change the password").click()
        expect(page.locator("#own-password")).to_contain_text(trouble)
    assert office.store.read(password_fits, EMAIL, PASSWORD) == nadia.id
    page.locator("#own-old").fill(PASSWORD)
    page.get_by_role("button", name="Change the password").click()
    third.wait_for_url(re.compile("/staff/sign-in"))
    assert office.store.read(password_fits, EMAIL, NEW) == nadia.id
    expect(page.locator("#own-old")).to_have_value("")
    assert office.store.read(second_factor, nadia.id) is not None


def test_sessions_are_listed_as_they_come_and_ended_from_here(office: Office, tab: Tab, nadia: Actor) -> None:
    page = tab(nadia, "/staff/account")
    mine = page.locator("section", has=page.get_by_role("heading", name="Where you are signed in"))
    before = mine.get_by_role("listitem").count()
    other = tab(nadia, "/staff/")
    expect(mine.get_by_role("listitem")).to_have_count(before + 1)
    expect(mine.get_by_text("this one")).to_have_count(1)
    finds_nothing(page)
    newest = max(number_of(one) for one in office.store.read(own_account, nadia).sessions)
    page.locator(f"#end-session-{newest}").click()
    other.wait_for_url(re.compile("/staff/sign-in"))
    expect(mine.get_by_role("listitem")).to_have_count(before)
    one_more = tab(nadia, "/staff/")
    page.get_by_role("button", name="Sign out everywhere else").click()
    says(page, "Sign out")
    one_more.wait_for_url(re.compile("/staff/sign-in"))
    expect(mine.get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def shows_password(page: Page, url: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{url}/staff/sign-in")
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_where_it_is_required_it_is_set_up_on_the_way_in_and_asked_for_from_then_on(
    office: Office, tab: Tab, nadia: Actor, required: None
) -> None:
    page = tab(nadia, "/staff/")
    shows_password(page, office.url)
    expect(page.get_by_role("heading", name="Set up your second factor")).to_be_visible()
    finds_nothing(page)
    key = page.locator(".the-key").inner_text().replace(" ", "")
    page.get_by_label("The code that the app shows").fill(TOTP(key).at(int(office.store.now.timestamp())))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    finds_nothing(page)
    recovery = page.locator(".recovery-codes li").first.inner_text()
    page.get_by_role("link", name="Go on").click()
    page.get_by_role("link", name="Your account").click()
    expect(page.get_by_text("Recovery codes left: 10")).to_be_visible()
    expect(page.get_by_text("Go without")).to_have_count(0)

    shows_password(page, office.url)
    expect(page.get_by_role("heading", name="Your code")).to_be_visible()
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("That code is not right")
    finds_nothing(page)
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Your account").click()
    expect(page.get_by_text("Recovery codes left: 9")).to_be_visible()


@pytest.fixture
def public(office: Office) -> Iterator[str]:
    """The address of a name: passkeys belong to names, never to numbers."""
    url = office.url.replace("127.0.0.1", "localhost")
    object.__setattr__(office.settings, "public_url", url)
    yield url
    object.__setattr__(office.settings, "public_url", None)


def test_a_passkey_is_added_signs_in_in_the_place_of_a_code_and_is_taken_away(
    office: Office, tab: Tab, nadia: Actor, public: str
) -> None:
    number = new_number()
    code = TOTP(office.store.read(key_of, nadia.id, number)).at(int(office.store.now.timestamp()))
    assert office.store.write_now(confirm, nadia.id, number, code)
    page = tab(nadia, "/staff/")
    page.context.add_cookies([{"name": COOKIE, "value": office.key_of(nadia), "url": f"{public}/staff"}])
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    about = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": about})
    page.goto(f"{public}/staff/account")
    ready(page)
    page.get_by_label("What you call the new one").fill("Work laptop")
    page.locator("#passkey-old").fill("not the right words")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator("#add-passkey")).to_contain_text("This is not the password that you have now.")
    page.locator("#passkey-old").fill(PASSWORD)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("Work laptop", exact=True)).to_be_visible()
    finds_nothing(page)

    shows_password(page, public)
    expect(page.get_by_role("heading", name="Your code")).to_be_visible()
    finds_nothing(page)
    page.get_by_role("button", name="Use a passkey instead").click()
    page.get_by_role("link", name="Your account").click()
    expect(page.get_by_text("Last used")).not_to_have_count(0)
    mine = page.locator("section", has=page.get_by_role("heading", name="Passkeys"))
    expect(mine.get_by_text("Not used yet")).to_have_count(0)

    mine.get_by_text("Take it away").click()
    mine.locator("li").get_by_label("Your password, to show that it is you").fill(PASSWORD)
    page.get_by_role("button", name="Take this passkey away").click()
    expect(page.get_by_text("Work laptop", exact=True)).to_have_count(0)
    assert office.store.read(own_passkeys, nadia) == []
