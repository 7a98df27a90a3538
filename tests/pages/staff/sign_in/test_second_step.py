"""The second page of signing in: no session before both, and no address that leads around it."""

import re
from base64 import b64encode
from hashlib import sha256
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from httpx import Response
from pyotp import TOTP
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocketDisconnect

from pages.staff.shell.context import StaffContext
from pages.staff.shell.gate import Gate
from pages.staff.shell.presence import Presence
from pages.staff.shell.staff_settings import StaffSettings
from pages.staff.sign_in import page
from people import passwords
from people.errors import SignedOut
from people.passkey_ceremonies import NewKey
from people.passkeys import keep_passkey
from people.roles import Role
from people.second_factors import confirm, key_of, new_number, second_factor
from people.sessions import acting_person, open_session
from people.staff import add_staff
from storage.store import Store
from tests.cast import LIBRARY, Cast, Clock

pytestmark = pytest.mark.usefixtures("light_passwords")

EMAIL, PASSWORD = "nadia@heard.example", "three unrelated words here"
CODE_PAGE = "/staff/sign-in/code"


def door(store: Store, *, required: bool = True, demo: bool = False) -> TestClient:
    settings = StaffSettings(public_url=None, secure_cookies=False, demo=demo, second_factor_required=required)
    context = StaffContext(store, LIBRARY, settings, Presence(store))
    api = FastAPI()
    page.add(api, context)
    api.add_middleware(Gate, context=context)
    return TestClient(api, base_url="http://heard.example", follow_redirects=False)


@pytest.fixture
def nadia(store: Store) -> int:
    return store.write_now(add_staff, "Nadia Osman", EMAIL, [Role.REVIEWER], PASSWORD)


@pytest.fixture
def key(store: Store, nadia: int, clock: Clock) -> str:
    """The key in Nadia's phone."""
    number = new_number()
    made = store.read(key_of, nadia, number)
    store.write_now(confirm, nadia, number, code_of(made, clock))
    clock.forward(minutes=2)
    return made


def code_of(key: str, clock: Clock, late: int = 0) -> str:
    return TOTP(key).at(int(clock().timestamp()) + late)


def shows_password(browser: TestClient, wanted: str = "/staff/reviews/3") -> Response:
    return browser.post("/staff/sign-in", data={"email": EMAIL, "password": PASSWORD, "next": wanted})


def types(browser: TestClient, code: str, wanted: str = "/staff/reviews/3") -> Response:
    return browser.post(CODE_PAGE, data={"code": code, "next": wanted})


def test_after_the_password_a_code_is_asked_for_and_then_the_wanted_screen_opens(
    store: Store, nadia: int, key: str, clock: Clock
) -> None:
    browser = door(store)
    reply = shows_password(browser)
    assert (reply.status_code, reply.headers["location"]) == (303, f"{CODE_PAGE}?next={quote('/staff/reviews/3', '')}")
    assert "heard_staff" not in browser.cookies
    assert "Your code" in browser.get(reply.headers["location"]).text
    done = types(browser, code_of(key, clock))
    assert (done.status_code, done.headers["location"]) == (303, "/staff/reviews/3")
    assert store.read(acting_person, done.cookies["heard_staff"]).id == nadia
    assert "heard_half" not in browser.cookies


def test_the_half_cookie_is_kept_from_scripts_and_goes_to_no_screen(store: Store, key: str) -> None:
    given = shows_password(door(store)).headers["set-cookie"]
    assert all(part in given for part in ("heard_half=", "HttpOnly", "SameSite=strict", "Path=/staff/sign-in"))


@pytest.mark.parametrize("required", [True, False])
def test_half_a_session_opens_no_screen_and_no_socket(store: Store, key: str, required: bool) -> None:
    browser = door(store, required=required)
    half = shows_password(browser).cookies["heard_half"]
    for shown in ({"heard_half": half}, {"heard_staff": half}, {"heard_half": half, "heard_known": half}):
        cookies = "; ".join(f"{name}={value}" for name, value in shown.items())
        for path in ("/staff/", "/staff/children/D0001", "/staff/account", "/staff/drafts", "/staff/sign-inside"):
            reply = browser.get(path, headers={"cookie": cookies})
            assert (reply.status_code, reply.headers["location"][:14]) == (303, "/staff/sign-in")
        headers = {"cookie": cookies, "origin": "http://heard.example"}
        with (
            pytest.raises((WebSocketDisconnect, WebSocketDenialResponse)),
            browser.websocket_connect("/staff/_nicegui_ws/socket.io/?EIO=4&transport=websocket", headers=headers),
        ):
            pass


def test_a_wrong_an_old_and_a_used_code_are_refused_with_the_same_sentence(
    store: Store, key: str, clock: Clock
) -> None:
    browser = door(store)
    used = code_of(key, clock)
    shows_password(browser)
    types(browser, used)
    browser.cookies.clear()
    shows_password(browser)
    replies = [types(browser, code) for code in (used, code_of(key, clock, -90), "000000", "", "x" * 3000)]
    assert {one.status_code for one in replies} == {403}
    assert len({one.text for one in replies}) == 1
    assert "heard_staff" not in browser.cookies


def test_too_many_wrong_codes_lead_back_to_the_password(store: Store, key: str, clock: Clock) -> None:
    browser = door(store)
    shows_password(browser)
    for _ in range(5):
        types(browser, "000000")
    reply = types(browser, code_of(key, clock))
    assert reply.headers["location"].startswith("/staff/sign-in?")
    assert "Begin again with your password" in browser.get(reply.headers["location"]).text
    for _ in range(2):
        shows_password(browser)
        last = [types(browser, "000000") for _ in range(5)][-1]
    assert last.status_code == 429
    assert "Too many codes were tried" in last.text
    assert types(browser, code_of(key, clock)).status_code == 429, "the right one too"


def test_a_wrong_password_tells_nobody_whether_there_is_a_second_factor(store: Store, cast: Cast, key: str) -> None:
    store.write_now(add_staff, "Ola Nowak", "ola@heard.example", [Role.REVIEWER], PASSWORD)
    browser = door(store)
    replies = [
        browser.post("/staff/sign-in", data={"email": email, "password": "not the right words"})
        for email in (EMAIL, "ola@heard.example", "nobody@heard.example")
    ]
    assert {one.status_code for one in replies} == {403}
    assert len({re.sub(r'value="[^"]*@heard.example"', "", one.text) for one in replies}) == 1
    assert not any("set-cookie" in one.headers for one in replies)


def test_a_refusal_costs_the_same_work_whoever_is_tried(
    store: Store, cast: Cast, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write_now(add_staff, "Ola Nowak", "ola@heard.example", [Role.REVIEWER], PASSWORD)
    compared: list[str] = []
    verified = passwords._verified
    monkeypatch.setattr(passwords, "_verified", lambda kept, typed: compared.append(typed) or verified(kept, typed))
    browser = door(store)
    for email in (EMAIL, "ola@heard.example", cast.worker.name, "nobody@heard.example"):
        browser.post("/staff/sign-in", data={"email": email, "password": "not the right words"})
    assert compared == ["not the right words"] * 4


def test_where_one_is_required_it_is_set_up_at_once_and_recovery_codes_are_shown_once(
    store: Store, nadia: int, clock: Clock
) -> None:
    browser = door(store)
    asked = browser.get(shows_password(browser).headers["location"]).text
    assert "Set up your second factor" in asked
    assert "<svg" in asked
    key = re.search(r'class="the-key"[^>]*>([A-Z2-7 ]+)<', asked)
    assert key is not None
    refused = types(browser, "000000")
    assert refused.status_code == 403
    assert key[1] in refused.text, "the same key: it may have been scanned already"
    done = types(browser, code_of(key[1].replace(" ", ""), clock))
    assert done.status_code == 200
    assert len(re.findall(r"<li>(?:[a-z2-9]{4}-){5}[a-z2-9]{4}</li>", done.text)) == 10
    assert 'href="/staff/reviews/3"' in done.text
    assert store.read(acting_person, done.cookies["heard_staff"]).id == nadia
    assert store.read(second_factor, nadia) is not None


def test_no_address_leads_around_what_is_required(store: Store, nadia: int) -> None:
    browser = door(store)
    shows_password(browser)
    for path in ("/staff", "/staff/", "/staff/children", "/staff/account", "/staff/assets/../children"):
        reply = browser.get(path)
        assert (reply.status_code, reply.headers["location"].split("?")[0]) == (303, "/staff/sign-in")
    assert browser.post("/staff/sign-in/as", data={"person": str(nadia)}).status_code == 404
    with pytest.raises(SignedOut):
        store.read(acting_person, browser.cookies["heard_half"])


def test_a_second_page_without_a_password_leads_to_the_first(store: Store, key: str, clock: Clock) -> None:
    browser = door(store)
    for reply in (browser.get(CODE_PAGE), types(browser, code_of(key, clock))):
        assert (reply.status_code, reply.headers["location"].split("?")[0]) == (303, "/staff/sign-in")
    browser.cookies.set("heard_half", "made up")
    assert browser.get(f"{CODE_PAGE}?next=https://elsewhere.example").headers["location"].startswith("/staff/sign-in?")


def test_nobody_is_sent_elsewhere_from_the_second_page(store: Store, key: str, clock: Clock) -> None:
    browser = door(store)
    shows_password(browser)
    assert types(browser, code_of(key, clock), "https://elsewhere.example").headers["location"] == "/staff/"


def test_signing_in_by_code_ends_the_session_before(store: Store, key: str, clock: Clock) -> None:
    browser = door(store)
    shows_password(browser)
    first = types(browser, code_of(key, clock)).cookies["heard_staff"]
    clock.forward(minutes=1)
    shows_password(browser)
    types(browser, code_of(key, clock))
    with pytest.raises(SignedOut):
        store.read(acting_person, first)


def test_the_demos_personas_stay_one_press(store: Store, cast: Cast) -> None:
    reply = door(store, demo=True).post("/staff/sign-in/as", data={"person": str(cast.reviewer.id)})
    assert store.read(acting_person, reply.cookies["heard_staff"]).id == cast.reviewer.id


def test_the_second_page_needs_no_script_and_is_kept_nowhere(store: Store, key: str) -> None:
    browser = door(store)
    reply = browser.get(shows_password(browser).headers["location"])
    assert "<script" not in reply.text
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert reply.headers["cache-control"] == "no-store"
    assert 'autocomplete="one-time-code"' in reply.text


def test_who_is_in_with_a_password_alone_sets_a_factor_up_at_the_next_step_once_it_is_required(
    store: Store, nadia: int, cast: Cast
) -> None:
    alone, persona = (store.write_now(open_session, who) for who in (nadia, cast.worker.id))
    door(store, required=False)
    assert store.read(acting_person, alone).id == nadia
    told: list[str] = []
    store.subscribe(f"sessions:{nadia}", lambda: told.append("closed"))
    door(store)
    assert told, "open screens close"
    with pytest.raises(SignedOut):
        store.read(acting_person, alone)
    assert store.read(acting_person, persona).id == cast.worker.id, "who never had a password is left alone"


def test_who_has_a_factor_stays_signed_in_when_it_becomes_required(store: Store, nadia: int, key: str) -> None:
    session = store.write_now(open_session, nadia)
    door(store)
    assert store.read(acting_person, session).id == nadia


def test_the_script_of_a_passkey_runs_by_its_hash_and_only_where_there_is_one(
    store: Store, nadia: int, key: str
) -> None:
    settings = StaffSettings(public_url="http://localhost", secure_cookies=False, demo=False)
    context = StaffContext(store, LIBRARY, settings, Presence(store))
    api = FastAPI()
    page.add(api, context)
    client = TestClient(api, base_url="http://localhost", follow_redirects=False)
    client.post("/staff/sign-in", data={"email": EMAIL, "password": PASSWORD})
    without = client.get(CODE_PAGE)
    assert "<script" not in without.text
    assert "script-src" not in without.headers["content-security-policy"]
    store.write_now(keep_passkey, nadia, NewKey("AAAA", "AAAA", 0), "Work laptop")
    shown = client.get(CODE_PAGE)
    [script] = re.findall(r"<script>(.*?)</script>", shown.text, re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in shown.headers["content-security-policy"]
    refused = client.post(CODE_PAGE, data={"passkey": "{}"})
    assert refused.status_code == 403
    assert "not one of yours here" in refused.text
