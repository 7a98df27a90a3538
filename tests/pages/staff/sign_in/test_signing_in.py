"""Signing in and out without NiceGUI and without JavaScript."""

import asyncio
from collections import Counter
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response
from starlette.testclient import TestClient

from pages.staff.shell.context import StaffContext
from pages.staff.shell.gate import Gate
from pages.staff.shell.presence import Presence
from pages.staff.shell.staff_settings import StaffSettings
from pages.staff.sign_in import page
from people.audit import AUDIT
from people.errors import SignedOut
from people.leaving import disable
from people.roles import Role
from people.sessions import acting_person, sign_out
from people.staff import add_staff
from storage.store import Store
from tests.cast import LIBRARY, Cast

pytestmark = pytest.mark.usefixtures("light_passwords")

PASSWORD = "three unrelated words here"
EMAIL = "nadia@heard.example"
ADDRESS = "http://heard.example"


def door(store: Store, *, demo: bool = True, secure: bool = False) -> TestClient:
    settings = StaffSettings(public_url="https://heard.example" if secure else None, secure_cookies=secure, demo=demo)
    context = StaffContext(store, LIBRARY, settings, Presence(store))
    api = FastAPI()
    page.add(api, context)
    api.add_middleware(Gate, context=context)
    return TestClient(api, base_url="https://heard.example" if secure else ADDRESS, follow_redirects=False)


@pytest.fixture
def nadia(store: Store) -> int:
    return store.write_now(add_staff, "Nadia Osman", EMAIL, [Role.REVIEWER], PASSWORD)


@pytest.fixture
def tries(store: Store, nadia: int) -> Callable[..., Response]:
    browser = door(store)

    def try_(email: str = EMAIL, password: str = PASSWORD, **more: str) -> Response:
        return browser.post("/staff/sign-in", data={"email": email, "password": password, **more})

    return try_


def test_the_right_password_opens_a_session_and_the_wanted_screen(
    store: Store, nadia: int, tries: Callable[..., Response]
) -> None:
    reply = tries(next="/staff/reviews/3?part=6")
    assert (reply.status_code, reply.headers["location"]) == (303, "/staff/reviews/3?part=6")
    assert store.read(acting_person, reply.cookies["heard_staff"]).id == nadia


def test_a_sign_in_and_its_end_are_in_the_trail(store: Store, nadia: int, tries: Callable[..., Response]) -> None:
    browser_key = tries().cookies["heard_staff"]
    store.write_now(sign_out, browser_key)
    told = store.read(lambda db: [(one["action"], one["about"]) for one in db.table(AUDIT)][-2:])
    assert [action for action, _ in told] == ["session.begun", "session.ended"]
    assert told[0][1] == {"staff": nadia}
    assert browser_key not in str(told)


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(store: Store, nadia: int) -> None:
    plain = door(store).post("/staff/sign-in", data={"email": EMAIL, "password": PASSWORD}).headers["set-cookie"]
    assert all(part in plain for part in ("HttpOnly", "SameSite=lax", "Path=/staff"))
    safe = door(store, secure=True).post("/staff/sign-in", data={"email": EMAIL, "password": PASSWORD})
    assert safe.headers["set-cookie"].startswith("__Secure-heard_staff=")
    assert "Secure" in safe.headers["set-cookie"]


@pytest.mark.parametrize(
    ("email", "password"), [(EMAIL, "not the right words"), ("nobody@heard.example", PASSWORD), ("", ""), ("\0", "\0")]
)
def test_a_wrong_try_does_not_say_which_half_was_wrong(
    tries: Callable[..., Response], email: str, password: str
) -> None:
    reply = tries(email, password)
    assert reply.status_code == 403
    assert "The email address or the password is not right." in reply.text
    assert "set-cookie" not in reply.headers


def test_what_was_typed_as_address_stands_there_again_and_the_password_does_not(
    tries: Callable[..., Response],
) -> None:
    reply = tries('"><script>alert(1)</script>', "secret words that were typed")
    assert "&#34;&gt;&lt;script&gt;" in reply.text
    assert "secret words" not in reply.text


def test_too_many_tries_are_told_to_wait(tries: Callable[..., Response]) -> None:
    replies = [tries(password="wrong wrong wrong wrong").status_code for _ in range(12)]
    assert replies[-1] == 429
    assert tries().status_code == 429  # the right password too: nobody learns that it was right


def test_a_body_far_too_long_is_refused_and_not_read_to_its_end(tries: Callable[..., Response]) -> None:
    assert tries(password="x" * 1_000_000).status_code == 403


def test_a_form_of_a_thousand_fields_or_of_strange_bytes_is_refused(store: Store) -> None:
    browser = door(store)
    form = {"content-type": "application/x-www-form-urlencoded"}
    for body in (b"&".join(b"a=%d" % n for n in range(500)), b"\xff\xfe=\xff", b"email=%FF%FE&password=%00"):
        assert browser.post("/staff/sign-in", content=body, headers=form).status_code == 403


def test_in_demo_mode_one_press_signs_in_as_a_persona(store: Store, cast: Cast) -> None:
    browser = door(store)
    page = browser.get("/staff/sign-in").text
    assert "Peter Lindqvist" in page
    assert "Demo." in page
    reply = browser.post("/staff/sign-in/as", data={"person": str(cast.reviewer.id)})
    assert store.read(acting_person, reply.cookies["heard_staff"]).name == "Peter Lindqvist"


def test_no_persona_is_told_or_taken_outside_demo_mode(store: Store, cast: Cast) -> None:
    browser = door(store, demo=False)
    page = browser.get("/staff/sign-in").text
    assert "Peter Lindqvist" not in page
    assert "Demo." not in page
    assert browser.post("/staff/sign-in/as", data={"person": str(cast.reviewer.id)}).status_code == 404


@pytest.mark.parametrize("person", ["", "999", "-1", "x", "9" * 40])
def test_a_persona_that_is_none_signs_nobody_in(store: Store, cast: Cast, person: str) -> None:
    reply = door(store).post("/staff/sign-in/as", data={"person": person})
    assert reply.status_code == 403
    assert "set-cookie" not in reply.headers


def test_a_disabled_person_cannot_sign_in(store: Store, cast: Cast, nadia: int, tries: Callable[..., Response]) -> None:
    store.write_now(disable, cast.administrator, nadia)
    assert tries().status_code == 403


def test_signing_in_again_ends_the_session_before(store: Store, nadia: int, tries: Callable[..., Response]) -> None:
    first = tries().cookies["heard_staff"]
    second = tries().cookies["heard_staff"]
    assert first != second
    with pytest.raises(SignedOut):
        store.read(acting_person, first)


def test_signing_out_ends_the_session_on_the_server(store: Store, nadia: int) -> None:
    browser = door(store)
    key = browser.post("/staff/sign-in", data={"email": EMAIL, "password": PASSWORD}).cookies["heard_staff"]
    reply = browser.post("/staff/sign-out")
    assert reply.headers["location"] == "/staff/sign-in"
    with pytest.raises(SignedOut):
        store.read(acting_person, key)


def test_looking_at_the_sign_out_address_signs_nobody_out(store: Store, nadia: int) -> None:
    browser = door(store)
    key = browser.post("/staff/sign-in", data={"email": EMAIL, "password": PASSWORD}).cookies["heard_staff"]
    browser.get("/staff/sign-out")
    assert store.read(acting_person, key).id == nadia


def test_whoever_is_signed_in_does_not_see_the_door(store: Store, nadia: int) -> None:
    browser = door(store)
    browser.post("/staff/sign-in", data={"email": EMAIL, "password": PASSWORD})
    assert browser.get("/staff/sign-in?next=/staff/children").headers["location"] == "/staff/children"


def test_the_door_needs_no_script_and_allows_none(store: Store) -> None:
    reply = door(store).get("/staff/sign-in")
    assert "<script" not in reply.text
    assert "default-src 'none'" in reply.headers["content-security-policy"]


def test_signing_out_takes_a_secure_cookie_away_as_it_was_given(store: Store, nadia: int) -> None:
    browser = door(store, demo=False, secure=True)
    given = browser.post("/staff/sign-in", data={"email": EMAIL, "password": PASSWORD})
    assert "__Secure-heard_staff" in browser.cookies
    taken = browser.post("/staff/sign-out").headers["set-cookie"]
    for part in ("__Secure-heard_staff=", "Max-Age=0", "Secure", "HttpOnly", "Path=/staff", "SameSite=lax"):
        assert part in taken
    assert "__Secure-heard_staff" not in browser.cookies
    assert "__Secure-heard_known" in browser.cookies, "the browser is still known"
    assert all("Secure" in one for one in given.headers.get_list("set-cookie"))


def test_a_strangers_tries_do_not_lock_the_owners_browser_out(store: Store, nadia: int) -> None:
    owner, stranger = door(store), door(store)
    assert owner.post("/staff/sign-in", data={"email": EMAIL, "password": PASSWORD}).status_code == 303
    wrong = {"email": EMAIL, "password": "wrong wrong wrong wrong"}
    assert [stranger.post("/staff/sign-in", data=wrong).status_code for _ in range(12)] == [403] * 10 + [429] * 2
    assert owner.post("/staff/sign-in", data={"email": EMAIL, "password": PASSWORD}).status_code == 303


async def test_passwords_that_come_at_once_are_counted_before_they_are_looked_at(store: Store, nadia: int) -> None:
    app = door(store).app
    async with AsyncClient(transport=ASGITransport(app), base_url=ADDRESS) as guesser:
        wrong = {"email": EMAIL, "password": "wrong wrong wrong wrong"}
        replies = await asyncio.gather(*(guesser.post("/staff/sign-in", data=wrong) for _ in range(40)))
    assert Counter(reply.status_code for reply in replies) == {403: 10, 429: 30}


def test_a_refused_sign_in_is_logged_with_who_and_where_and_neither_can_be_read(
    store: Store, nadia: int, tries: Callable[..., Response], capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(11):
        tries(password="wrong wrong wrong wrong")
    logged = "".join(capsys.readouterr())
    assert logged.count("sign-in refused") == 10
    assert logged.count("sign-in slowed") == 1
    assert "account=" in logged
    assert "network=" in logged
    assert EMAIL not in logged
    assert "testclient" not in logged
