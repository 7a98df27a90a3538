"""Signing on through a real provider: who comes in, and a plain page for each thing that goes wrong."""

import hashlib
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from httpx import Response
from pyotp import TOTP
from starlette.testclient import TestClient

from pages.staff.shell.context import StaffContext
from pages.staff.shell.gate import Gate
from pages.staff.shell.presence import Presence
from pages.staff.shell.staff_settings import StaffSettings
from pages.staff.sign_in import page
from people import sign_on, sign_on_provider
from people.actor import COMMAND_LINE
from people.audit import AUDIT
from people.leaving import disable
from people.records.history import about, history_of
from people.records.staff_records import correct_staff
from people.roles import Role
from people.second_factors import confirm, key_of, new_number
from people.sessions import acting_person
from people.sign_on import untie_sign_on
from people.sign_on_provider import SignOnSettings
from people.staff import STAFF, add_staff, member
from storage.store import Store
from tests.cast import LIBRARY, Clock
from tests.provider import RealProvider, a_provider, answering, query_of, waiting

pytestmark = pytest.mark.usefixtures("light_passwords")

EMAIL, PASSWORD, TENANT = "nadia@heard.example", "three unrelated words here", "t-1"
ON, BACK, CODE = "/staff/sign-in/on", "/staff/sign-in/back", "/staff/sign-in/code"
HERE = "http://heard.example"


@pytest.fixture(scope="module")
def running() -> Iterator[RealProvider]:
    with a_provider() as found:
        yield found


@pytest.fixture
def provider(running: RealProvider) -> RealProvider:
    """The provider as it is when nothing is wrong."""
    running.faults.clear()
    running.asked.clear()
    running.knows("nadia-1", preferred_username=EMAIL, tid=TENANT, amr=["pwd", "mfa"])
    return running


@pytest.fixture(autouse=True)
def today(clock: Clock) -> None:
    """A token has the time of the machine, so the tests' clock has it too."""
    clock.now = datetime.now(UTC)


@pytest.fixture
def nadia(store: Store) -> int:
    return store.write_now(add_staff, "Nadia Osman", EMAIL, [Role.REVIEWER], PASSWORD)


def door(store: Store, provider: RealProvider, *, passwords_for_all: bool = True, **given: Any) -> TestClient:
    through = replace(SignOnSettings(provider.url, "heard", "a secret", f"{HERE}{BACK}", TENANT), **given)
    settings = StaffSettings(
        public_url=HERE,
        secure_cookies=False,
        demo=False,
        second_factor_required=True,
        sign_on=through,
        passwords_for_all=passwords_for_all,
    )
    context = StaffContext(store, LIBRARY, settings, Presence(store))
    api = FastAPI()
    page.add(api, context)
    api.add_middleware(Gate, context=context)
    return TestClient(api, base_url=HERE, follow_redirects=False)


def goes(browser: TestClient, wanted: str = "/staff/reviews/3") -> str:
    """Press the button; where the provider is."""
    reply = browser.get(ON, params={"next": wanted})
    assert reply.status_code == 303, reply.text
    return reply.headers["location"]


def signs_on(browser: TestClient, provider: RealProvider, subject: str = "nadia-1") -> Response:
    return browser.get(provider.signs_in(goes(browser), subject))


def refusals(store: Store) -> list[str]:
    return [one["about"]["why"] for one in store.read(lambda db: db.table(AUDIT).all()) if "refused" in one["action"]]


def refused(reply: Response, store: Store, words: str, why: str, status: int = 403) -> None:
    """A plain page with the sentence, no session, no ticket left, and a line in the audit trail that names nobody."""
    assert (reply.status_code, words in reply.text) == (status, True), reply.text
    assert "heard_staff" not in reply.headers.get("set-cookie", "")
    assert "no-store" in reply.headers["cache-control"]
    assert refusals(store)[-1:] == [why]
    assert EMAIL not in str(store.read(lambda db: db.table(AUDIT).all()))


def test_a_whole_sign_in_ends_on_the_wanted_screen(store: Store, nadia: int, provider: RealProvider) -> None:
    browser = door(store, provider)
    assert f'href="{ON}?next=/staff/reviews/3"' in browser.get("/staff/sign-in?next=/staff/reviews/3").text
    done = signs_on(browser, provider)
    assert (done.status_code, done.headers["location"]) == (303, "/staff/reviews/3")
    assert store.read(acting_person, done.cookies["heard_staff"]).id == nadia
    assert "heard_ticket" not in browser.cookies


def test_the_code_is_bound_to_this_browser_by_pkce_state_and_nonce(
    store: Store, nadia: int, provider: RealProvider
) -> None:
    browser = door(store, provider)
    reply = browser.get(ON)
    given = reply.headers["set-cookie"]
    assert all(part in given for part in ("heard_ticket=", "HttpOnly", "SameSite=lax", "Path=/staff/sign-in"))
    asked = query_of(reply.headers["location"])
    browser.get(provider.signs_in(reply.headers["location"], "nadia-1"))
    verifier = provider.asks("/oauth2/token")[0]["code_verifier"]
    digest = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    assert (asked["code_challenge"], asked["code_challenge_method"]) == (digest, "S256")
    assert len({asked["state"], asked["nonce"], verifier}) == 3
    assert 43 <= len(verifier) <= 128
    assert query_of(goes(browser))["state"] != asked["state"]


def test_signing_on_takes_a_new_session_and_ends_the_one_before(
    store: Store, nadia: int, provider: RealProvider
) -> None:
    browser = door(store, provider)
    first = signs_on(browser, provider).cookies["heard_staff"]
    second = signs_on(browser, provider).cookies["heard_staff"]
    assert first != second
    browser.cookies.set("heard_staff", first, path="/staff")
    assert browser.get("/staff/reviews/3").headers["location"].startswith("/staff/sign-in")


def test_later_the_subject_decides_and_not_the_address(store: Store, nadia: int, provider: RealProvider) -> None:
    browser = door(store, provider)
    signs_on(browser, provider)
    provider.knows("nadia-1", preferred_username="n.osman-reid@heard.example", tid=TENANT, amr=["mfa"])
    assert store.read(acting_person, signs_on(browser, provider).cookies["heard_staff"]).id == nadia
    provider.knows("other-2", preferred_username=EMAIL, tid=TENANT, amr=["mfa"])
    refused(signs_on(door(store, provider), provider, "other-2"), store, "belonged to another", "somebody else's")


def test_an_administrator_unties_and_the_next_one_is_tied(store: Store, nadia: int, provider: RealProvider) -> None:
    key = signs_on(door(store, provider), provider).cookies["heard_staff"]
    assert store.write_now(untie_sign_on, COMMAND_LINE, nadia)
    assert not store.write_now(untie_sign_on, COMMAND_LINE, nadia)
    browser = door(store, provider)
    browser.cookies.set("heard_staff", key, path="/staff")
    assert browser.get("/staff/reviews/3").headers["location"].startswith("/staff/sign-in")
    provider.knows("nadia-2", preferred_username=EMAIL, tid=TENANT, amr=["mfa"])
    assert signs_on(door(store, provider), provider, "nadia-2").status_code == 303


def test_who_is_not_known_here_is_told_whom_to_ask(store: Store, provider: RealProvider) -> None:
    before = store.read(lambda db: len(db.table(STAFF)))
    refused(signs_on(door(store, provider), provider), store, "Ask an administrator of this service to add", "unknown")
    assert store.read(lambda db: len(db.table(STAFF))) == before


@pytest.mark.parametrize("tied", [True, False])
def test_who_was_disabled_does_not_come_in(store: Store, nadia: int, provider: RealProvider, tied: bool) -> None:
    if tied:
        signs_on(door(store, provider), provider)
    store.write_now(disable, COMMAND_LINE, nadia)
    refused(signs_on(door(store, provider), provider), store, "access to this service has ended", "disabled")


WRONG = {
    "tenant": ({"tid": "another"}, "account of another organisation", "tenant"),
    "no tenant": ({"tid": None}, "account of another organisation", "tenant"),
    "issuer": ({"iss": "http://elsewhere.example"}, "not said by the provider", "issuer"),
    "audience": ({"aud": "another service"}, "meant for another service", "audience"),
    "two audiences and no azp": ({"aud": ["heard", "another"]}, "meant for another service", "audience"),
    "azp": ({"aud": ["heard"], "azp": "another"}, "meant for another service", "audience"),
    "nonce": ({"nonce": "of another sign-in"}, "not about this sign-in", "nonce"),
    "expired": ({"exp": 1_000_000}, "out of date", "expired"),
    "no time": ({"iat": "soon"}, "cannot be read", "nonsense"),
    "no name": ({"preferred_username": 7}, "did not say who you are", "nameless"),
    "address not proved": ({"email_verified": False}, "did not say who you are", "nameless"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_token_that_is_wrong_in_one_respect_lets_nobody_in(
    store: Store, nadia: int, provider: RealProvider, case: str
) -> None:
    claims, words, why = WRONG[case]
    provider.knows("nadia-1", **({"preferred_username": EMAIL, "tid": TENANT} | claims))
    status = 502 if why == "nonsense" else 403
    refused(signs_on(door(store, provider), provider), store, words, why, status)


@pytest.mark.parametrize("minutes", [10, -10])
def test_a_clock_that_is_off_is_named(
    store: Store, nadia: int, provider: RealProvider, clock: Clock, minutes: int
) -> None:
    clock.forward(minutes=minutes)
    words = "The clock of this server or of localhost differs by about 10 minutes"
    refused(signs_on(door(store, provider), provider), store, words, "clock")


def test_a_clock_that_is_a_minute_off_is_borne(store: Store, nadia: int, provider: RealProvider, clock: Clock) -> None:
    clock.forward(minutes=1)
    assert signs_on(door(store, provider), provider).status_code == 303


def test_a_changed_key_is_fetched(store: Store, nadia: int, provider: RealProvider) -> None:
    browser = door(store, provider)
    signs_on(browser, provider)
    signs_on(browser, provider)
    assert [len(provider.asks(one)) for one in ("/jwks", "/openid-configuration")] == [1, 1]
    provider.changes_key()
    assert signs_on(browser, provider).status_code == 303
    assert len(provider.asks("/jwks")) == 2


def test_a_key_that_nobody_publishes_proves_nothing(store: Store, nadia: int, provider: RealProvider) -> None:
    browser = door(store, provider)
    signs_on(browser, provider)
    provider.faults["/jwks"] = answering(httpx.get(f"{provider.url}/jwks").text)
    provider.changes_key()
    refused(signs_on(browser, provider), store, "could not be proved", "signature")


def test_a_callback_counts_once(store: Store, nadia: int, provider: RealProvider) -> None:
    browser = door(store, provider)
    there = goes(browser)
    ticket = browser.cookies["heard_ticket"]
    back = provider.signs_in(there, "nadia-1")
    assert browser.get(back).status_code == 303
    refused(browser.get(back), store, "not begun in this browser, or it was used already", "browser")
    browser.cookies.set("heard_ticket", ticket, path="/staff/sign-in")
    refused(browser.get(back), store, "was used already", "exchange")


def test_a_callback_from_another_browser_opens_nothing(store: Store, nadia: int, provider: RealProvider) -> None:
    back = provider.signs_in(goes(door(store, provider)), "nadia-1")
    another = door(store, provider)
    goes(another)
    refused(another.get(back), store, "not begun in this browser", "browser")
    assert not provider.asks("/oauth2/token")


@pytest.mark.parametrize("ticket", ["", "x", "a.b.c", "a.9999999999999999999999.Lw", "a.1.%%", "é", "a." * 500])
def test_a_ticket_that_is_no_ticket_is_refused(store: Store, nadia: int, provider: RealProvider, ticket: str) -> None:
    browser = door(store, provider)
    back = provider.signs_in(goes(browser), "nadia-1")
    browser.cookies.clear()
    reply = browser.get(back, headers={"cookie": f"heard_ticket={ticket}".encode()})
    refused(reply, store, "not begun in this browser", "browser")


def test_a_sign_in_that_took_too_long_begins_again(
    store: Store, nadia: int, provider: RealProvider, clock: Clock
) -> None:
    browser = door(store, provider)
    back = provider.signs_in(goes(browser), "nadia-1")
    clock.forward(minutes=11)
    refused(browser.get(back), store, "longer than ten minutes", "late")


def test_a_cancelled_sign_in_is_said_plainly(store: Store, provider: RealProvider) -> None:
    browser = door(store, provider)
    refused(browser.get(provider.cancels(goes(browser))), store, "You did not sign in at localhost", "cancelled")
    assert "heard_ticket" not in browser.cookies


STRANGE: list[dict[str, str]] = [{"error": "<b>server_error"}, {}, {"code": ""}, {"code": "x" * 5000}, {"code": "\0"}]


@pytest.mark.parametrize("values", STRANGE)
def test_whatever_comes_back_is_a_plain_page(store: Store, provider: RealProvider, values: dict[str, str]) -> None:
    browser = door(store, provider)
    state = query_of(goes(browser))["state"]
    reply = browser.get(BACK, params={**values, "state": state})
    assert reply.status_code in {403, 502}
    assert "You are not signed in" in reply.text
    assert "<b>" not in reply.text


NONSENSE = ["", "no", "[]", "null", '{"issuer": 7}', "[" * 100_000, '{"x": "' + "y" * 300_000 + '"}']


@pytest.mark.parametrize("body", NONSENSE, ids=range(len(NONSENSE)))
@pytest.mark.parametrize("path", ["/openid-configuration", "/jwks", "/oauth2/token"])
def test_an_answer_that_is_nonsense_is_no_error_of_ours(
    store: Store, nadia: int, provider: RealProvider, path: str, body: str
) -> None:
    provider.faults[path] = answering(body)
    browser = door(store, provider)
    reply = browser.get(ON)
    if reply.status_code == 303:
        reply = browser.get(provider.signs_in(reply.headers["location"], "nadia-1"))
    assert reply.status_code in {403, 502}
    assert "You are not signed in" in reply.text
    assert len(refusals(store)) == 1


def test_a_provider_that_is_down_or_fails_is_named(store: Store, nadia: int, provider: RealProvider) -> None:
    provider.faults["/openid-configuration"] = answering("", 500)
    refused(door(store, provider).get(ON), store, "localhost cannot be reached", "down", 503)
    gone = door(store, provider, issuer="http://localhost:9")
    refused(gone.get(ON), store, "localhost cannot be reached", "down", 503)


def test_while_the_provider_is_slow_others_sign_in(
    store: Store, provider: RealProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_on_provider, "PATIENCE", 2.0)
    provider.faults["/openid-configuration"] = waiting(1.5)
    store.write_now(add_staff, "Ada Brook", "ada@heard.example", [Role.ADMINISTRATOR], PASSWORD)
    with door(store, provider, passwords_for_all=False) as browser, ThreadPoolExecutor(8) as many:
        waits = [many.submit(browser.get, ON) for _ in range(8)]
        time.sleep(0.1)
        begun = time.monotonic()
        reply = browser.post("/staff/sign-in", data={"email": "ada@heard.example", "password": PASSWORD})
        took = time.monotonic() - begun
        assert (reply.status_code, reply.headers["location"].split("?")[0]) == (303, CODE)
        assert took < 0.8
        assert {one.result().status_code for one in waits} == {503}
    assert "slow" in refusals(store)


def test_with_passwords_for_administrators_alone_nobody_else_has_one(
    store: Store, nadia: int, provider: RealProvider
) -> None:
    reply = door(store, provider, passwords_for_all=False).post(
        "/staff/sign-in", data={"email": EMAIL, "password": PASSWORD}
    )
    assert (reply.status_code, "Only administrators sign in with a password here" in reply.text) == (403, True)
    assert "set-cookie" not in reply.headers


def test_where_the_provider_names_no_second_factor_ours_is_asked(
    store: Store, nadia: int, provider: RealProvider, clock: Clock
) -> None:
    number = new_number()
    key = store.read(key_of, nadia, number)
    store.write_now(confirm, nadia, number, TOTP(key).at(int(clock().timestamp())))
    clock.forward(seconds=60)
    provider.knows("nadia-1", preferred_username=EMAIL, tid=TENANT, amr=["pwd"])
    browser = door(store, provider)
    reply = signs_on(browser, provider)
    assert "heard_staff" not in browser.cookies
    assert f'content="0; url={CODE}?next=%2Fstaff%2Freviews%2F3"' in reply.text
    typed = {"code": TOTP(key).at(int(clock().timestamp())), "next": "/staff/reviews/3"}
    done = browser.post(CODE, data=typed)
    assert (done.status_code, done.headers["location"]) == (303, "/staff/reviews/3")
    assert store.read(acting_person, done.cookies["heard_staff"]).id == nadia


def test_a_provider_that_is_trusted_asks_for_it_alone(store: Store, nadia: int, provider: RealProvider) -> None:
    provider.knows("nadia-1", preferred_username=EMAIL, tid=TENANT)
    assert "heard_staff" in signs_on(door(store, provider, second_factor="provider"), provider).cookies


def test_signing_out_ends_our_session_and_offers_the_providers(
    store: Store, nadia: int, provider: RealProvider
) -> None:
    browser = door(store, provider)
    key = signs_on(browser, provider).cookies["heard_staff"]
    out = browser.post("/staff/sign-out", headers={"origin": HERE})
    assert f'href="{provider.url}/oauth2/end_session"' in browser.get(out.headers["location"]).text
    browser.cookies.set("heard_staff", key, path="/staff")
    assert browser.get("/staff/reviews/3").headers["location"].startswith("/staff/sign-in")


def test_one_network_cannot_fill_the_audit_trail(
    store: Store, provider: RealProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_on, "AT_SIGN_ON", replace(sign_on.AT_SIGN_ON, each=3))
    browser = door(store, provider)
    assert [browser.get(BACK).status_code for _ in range(5)] == [403, 403, 403, 429, 429]
    assert len(refusals(store)) == 3


def test_nobody_is_sent_elsewhere_after_signing_on(store: Store, nadia: int, provider: RealProvider) -> None:
    browser = door(store, provider)
    back = provider.signs_in(goes(browser, "https://elsewhere.example/"), "nadia-1")
    assert browser.get(back).headers["location"] == "/staff/"


ROLES = {"Heard.Worker": Role.SOCIAL_WORKER, "Heard.Reviewer": Role.REVIEWER}


def roles_of(store: Store, number: int) -> list[str]:
    person = store.read(member, number)
    assert person is not None
    return person["roles"]


def says(provider: RealProvider, *roles: str, **claims: Any) -> None:
    provider.knows("nadia-1", preferred_username=EMAIL, tid=TENANT, amr=["mfa"], roles=list(roles), **claims)


def test_roles_are_given_and_taken_away_as_the_provider_says(store: Store, nadia: int, provider: RealProvider) -> None:
    browser = door(store, provider, roles=ROLES)
    says(provider, "Heard.Worker", "Somebody.Elses", "administrator", "Heard.Administrator")
    assert signs_on(browser, provider).status_code == 303
    assert roles_of(store, nadia) == ["social_worker"]
    (change,) = [one for one in store.read(history_of, about(STAFF, nadia)) if one["what"] == "staff.roles_taken"]
    assert (change["before"], change["after"]) == ({"roles": ["reviewer"]}, {"roles": ["social_worker"]})
    assert "staff.roles_taken" in [one["action"] for one in store.read(lambda db: db.table(AUDIT).all())]
    says(provider, "Heard.Worker")
    signs_on(browser, provider)
    assert len([one for one in store.read(history_of, about(STAFF, nadia)) if one["what"] == change["what"]]) == 1


def test_a_role_that_the_settings_do_not_name_stays_as_it_was_given_here(
    store: Store, nadia: int, provider: RealProvider
) -> None:
    store.write_now(correct_staff, COMMAND_LINE, nadia, {"roles": ["administrator", "reviewer"]})
    says(provider)
    assert signs_on(door(store, provider, roles=ROLES), provider).status_code == 303
    assert roles_of(store, nadia) == ["administrator"]
    provider.knows("nadia-1", preferred_username=EMAIL, tid=TENANT, amr=["mfa"], roles=["administrator"])
    assert signs_on(door(store, provider), provider).status_code == 303  # where no roles are set all are our own
    assert roles_of(store, nadia) == ["administrator"]


def test_who_has_no_role_left_is_told_and_has_none(store: Store, nadia: int, provider: RealProvider) -> None:
    provider.knows("nadia-1", preferred_username=EMAIL, tid=TENANT, amr=["mfa"])  # Entra leaves an empty claim out
    browser = door(store, provider, roles=ROLES)
    refused(signs_on(browser, provider), store, "gives you no role", "no role")
    assert roles_of(store, nadia) == []
    says(provider, "Heard.Reviewer")
    assert signs_on(browser, provider).status_code == 303
    assert roles_of(store, nadia) == ["reviewer"]


def test_the_last_administrator_stays_one_and_it_is_on_record(store: Store, nadia: int, provider: RealProvider) -> None:
    rules = ROLES | {"Heard.Administrator": Role.ADMINISTRATOR}
    says(provider, "Heard.Administrator")
    assert signs_on(door(store, provider, roles=rules), provider).status_code == 303
    assert roles_of(store, nadia) == ["administrator"]
    says(provider)
    assert signs_on(door(store, provider, roles=rules), provider).status_code == 303
    assert roles_of(store, nadia) == ["administrator"]
    assert "staff.last_administrator_kept" in [one["action"] for one in store.read(lambda db: db.table(AUDIT).all())]
    store.write_now(add_staff, "Omar Haddad", "omar@heard.example", [Role.ADMINISTRATOR], PASSWORD)
    refused(signs_on(door(store, provider, roles=rules), provider), store, "gives you no role", "no role")
    assert roles_of(store, nadia) == []


def test_groups_that_the_provider_names_elsewhere_change_nothing(
    store: Store, nadia: int, provider: RealProvider
) -> None:
    provider.knows("nadia-1", preferred_username=EMAIL, tid=TENANT, amr=["mfa"], _claim_names={"groups": "src1"})
    browser = door(store, provider, roles=ROLES, roles_claim="groups")
    refused(signs_on(browser, provider), store, "too many groups", "too many groups")
    provider.knows("nadia-1", preferred_username=EMAIL, tid=TENANT, amr=["mfa"], groups={"Heard.Worker": True})
    refused(signs_on(browser, provider), store, "cannot be read", "nonsense", 502)
    assert roles_of(store, nadia) == ["reviewer"]
