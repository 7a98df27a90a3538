"""Passkeys beside the codes: made and used on one challenge, one origin, by one person, and never with a copied one."""

import json

import pytest
from pyotp import TOTP

from people.account_help import reset_factor
from people.actor import Actor
from people.audit import AUDIT
from people.errors import NotFound, SignedOut, Throttled, Unacceptable
from people.half_sessions import half_session
from people.own_account import propose_factor, remove_factor, shown_password
from people.own_passkeys import add_passkey, own_passkeys, propose_passkey, remove_passkey
from people.passkey_ceremonies import Site
from people.roles import Role
from people.second_factors import confirm
from people.second_step import SignedIn, begin_second_step, second_step, sign_in_with_passkey
from people.sessions import acting_person, open_session
from people.signing_in import SignInAttempt
from people.staff import add_staff, as_actor, member
from storage.documents import number_of
from storage.store import Store
from tests.cast import Cast, Clock
from tests.passkey import PRESENT, Passkey

pytestmark = pytest.mark.usefixtures("light_passwords")

PASSWORD = "three unrelated words"
SITE = Site("https://views.example.gov.uk", "views.example.gov.uk")
HERE = SignInAttempt("ola.nowak@heard.example", "192.0.2.1")


def somebody(store: Store, clock: Clock, name: str = "Ola Nowak", email: str = "ola.nowak@heard.example") -> Actor:
    """Somebody with a password and codes."""
    person = store.read(member, store.write_now(add_staff, name, email, [Role.REVIEWER], PASSWORD))
    assert person is not None
    who = as_actor(person)
    number, key = store.write_now(propose_factor, who, shown(store, who))
    assert store.write_now(confirm, who.id, number, TOTP(key).at(int(clock().timestamp())))
    return who


def shown(store: Store, who: Actor) -> str:
    return store.read(shown_password, who, PASSWORD)


@pytest.fixture
def ola(store: Store, clock: Clock) -> Actor:
    return somebody(store, clock)


def device() -> Passkey:
    return Passkey(SITE.origin, SITE.host)


def added(store: Store, who: Actor, key: Passkey | None = None) -> Passkey:
    key = key or device()
    challenge, asked = store.write_now(propose_passkey, who, shown(store, who), SITE)
    assert json.loads(asked)["rp"]["id"] == SITE.host
    assert json.loads(asked)["authenticatorSelection"]["userVerification"] == "required"
    store.write_now(add_passkey, who, challenge, key.makes(challenge), " My  key ", 0, SITE)
    return key


def asks(store: Store, half: str) -> str:
    asked = json.loads(store.read(second_step, half, SITE).asked)
    assert asked["userVerification"] == "required"
    return str(asked["challenge"])


def test_a_passkey_signs_in_after_the_password_and_goes_on_counting(store: Store, ola: Actor) -> None:
    key = added(store, ola)
    for used in (1, 2):
        half = store.write_now(begin_second_step, ola.id)
        done = store.write_now(sign_in_with_passkey, half, key.shows(asks(store, half)), SITE, HERE)
        assert isinstance(done, SignedIn)
        assert store.read(acting_person, done.key).id == ola.id
        [kept] = store.read(own_passkeys, ola)
        assert (kept["name"], kept["count"], kept["used"] != "") == ("My key", used, True)
    assert "passkey.used" in [one["action"] for one in store.read(lambda db: db.table(AUDIT).all())]


def test_another_origin_host_challenge_person_or_no_finger_is_refused(store: Store, ola: Actor, clock: Clock) -> None:
    key = added(store, ola)
    theirs = added(store, somebody(store, clock, "Nadia Osman", "nadia@heard.example"))
    half = store.write_now(begin_second_step, ola.id)

    def elsewhere(origin: str, host: str) -> str:
        answer_of = Passkey(origin, host)
        answer_of.name, answer_of._key, answer_of.count = key.name, key._key, key.count
        return answer_of.shows(asks(store, half))

    for answer in (
        lambda: elsewhere("https://views.example.org", SITE.host),
        lambda: elsewhere("http://views.example.gov.uk", SITE.host),
        lambda: elsewhere(SITE.origin, "example.gov.uk"),
        lambda: key.shows("AAAA"),
    ):
        assert store.write_now(sign_in_with_passkey, half, answer(), SITE, HERE) is None
    half = store.write_now(begin_second_step, ola.id)
    for answer in (
        lambda: theirs.shows(asks(store, half)),
        lambda: key.shows(asks(store, half), flags=PRESENT),
        lambda: "{}",
        lambda: "not \ud83d JSON".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    ):
        assert store.write_now(sign_in_with_passkey, half, answer(), SITE, HERE) is None


def test_an_answer_counts_once_and_a_challenge_is_asked_once(store: Store, ola: Actor) -> None:
    key = added(store, ola)
    half = store.write_now(begin_second_step, ola.id)
    first = asks(store, half)
    assert store.write_now(sign_in_with_passkey, half, device().shows(first), SITE, HERE) is None
    assert asks(store, half) != first, "a refused try is asked anew"
    answer = key.shows(first)
    assert store.write_now(sign_in_with_passkey, half, answer, SITE, HERE) is None
    answer = key.shows(asks(store, half))
    assert store.write_now(sign_in_with_passkey, half, answer, SITE, HERE) is not None
    with pytest.raises(SignedOut):
        store.write_now(sign_in_with_passkey, half, answer, SITE, HERE)
    again = store.write_now(begin_second_step, ola.id)
    assert store.write_now(sign_in_with_passkey, again, answer, SITE, HERE) is None


def test_a_copied_passkey_whose_count_does_not_go_on_is_refused(store: Store, ola: Actor) -> None:
    key = added(store, ola)
    for count, taken in ((6, True), (3, False)):
        key.count = count - 1
        half = store.write_now(begin_second_step, ola.id)
        done = store.write_now(sign_in_with_passkey, half, key.shows(asks(store, half)), SITE, HERE)
        assert (done is not None) is taken


def test_tries_are_counted_as_those_of_codes_are(store: Store, ola: Actor) -> None:
    added(store, ola)
    for turn in range(10):
        if turn % 5 == 0:
            half = store.write_now(begin_second_step, ola.id)
        assert store.write_now(sign_in_with_passkey, half, "{}", SITE, HERE) is None
        if turn % 5 == 4:
            with pytest.raises(SignedOut):
                store.read(half_session, half)
    half = store.write_now(begin_second_step, ola.id)
    with pytest.raises(Throttled):
        store.write_now(sign_in_with_passkey, half, "{}", SITE, HERE)


def test_one_is_made_with_the_password_shown_beside_codes_and_on_its_own_challenge(
    store: Store, ola: Actor, clock: Clock
) -> None:
    with pytest.raises(Unacceptable, match="not the password"):
        store.write_now(propose_passkey, ola, "made up", SITE)
    challenge, _ = store.write_now(propose_passkey, ola, shown(store, ola), SITE)
    for answer in (
        device().makes("AAAA"),
        Passkey("https://views.example.org", SITE.host).makes(challenge),
        device().makes(challenge, flags=PRESENT),
        "",
        "[]",
    ):
        with pytest.raises(Unacceptable, match="was not made"):
            store.write_now(add_passkey, ola, challenge, answer, "", 0, SITE)
    key = added(store, ola)
    with pytest.raises(Unacceptable, match="was not made"):  # somebody else's already
        added(store, somebody(store, clock, "Nadia Osman", "nadia@heard.example"), key)
    store.write_now(remove_factor, ola, shown(store, ola))
    assert store.read(own_passkeys, ola) == [], "it stands beside the codes and goes with them"
    with pytest.raises(Unacceptable, match="Set up codes first"):
        store.write_now(propose_passkey, ola, shown(store, ola), SITE)


def test_adding_one_ends_other_sessions_and_a_reset_takes_it_away(store: Store, cast: Cast, ola: Actor) -> None:
    elsewhere = store.write_now(open_session, ola.id)
    added(store, ola)
    with pytest.raises(SignedOut):
        store.read(acting_person, elsewhere)
    store.write_now(reset_factor, cast.administrator, ola.id)
    assert store.read(own_passkeys, ola) == []


def test_one_takes_away_ones_own_and_nobody_elses(store: Store, ola: Actor, clock: Clock) -> None:
    added(store, ola)
    nadia = somebody(store, clock, "Nadia Osman", "nadia@heard.example")
    [mine] = store.read(own_passkeys, ola)
    with pytest.raises(NotFound):
        store.write_now(remove_passkey, nadia, shown(store, nadia), number_of(mine))
    with pytest.raises(Unacceptable):
        store.write_now(remove_passkey, ola, "made up", number_of(mine))
    store.write_now(remove_passkey, ola, shown(store, ola), number_of(mine))
    assert store.read(own_passkeys, ola) == []
