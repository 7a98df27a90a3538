"""One's own password, second factor and sessions."""

import pytest
from pyotp import TOTP

from people.actor import Actor
from people.audit import AUDIT
from people.browser_names import browser_in_words
from people.errors import NotFound, SignedOut, Throttled, Unacceptable
from people.half_sessions import open_half_session
from people.own_account import (
    change_password,
    count_own_password,
    end_other_sessions,
    end_own_session,
    new_password,
    new_recovery_codes,
    own_account,
    propose_factor,
    remove_factor,
    shown_password,
)
from people.roles import Role
from people.second_factors import confirm, new_number, second_factor, take_code
from people.second_step import second_step
from people.sessions import acting_person, live_session, open_session
from people.signing_in import SignInAttempt, password_fits, sign_in_here
from people.staff import add_staff, as_actor, member
from storage.documents import number_of
from storage.store import Store
from tests.cast import Cast, Clock

pytestmark = pytest.mark.usefixtures("light_passwords")

EMAIL, PASSWORD, NEW = "ola.nowak@heard.example", "three unrelated words", "four other unrelated words"


@pytest.fixture
def ola(store: Store) -> Actor:
    staff = store.write_now(add_staff, "Ola Nowak", EMAIL, [Role.REVIEWER], PASSWORD)
    person = store.read(member, staff)
    assert person is not None
    return as_actor(person)


def session_of(store: Store, key: str) -> int:
    return store.read(lambda db: number_of(live_session(db, key)))


def test_a_changed_password_ends_every_other_session_and_half_session(store: Store, ola: Actor) -> None:
    here, elsewhere = (store.write_now(open_session, ola.id) for _ in range(2))
    half = store.write_now(open_half_session, ola.id)
    old, new = store.read(shown_password, ola, PASSWORD), store.read(new_password, ola, NEW)
    store.write_now(change_password, ola, session_of(store, here), old, new)
    assert store.read(acting_person, here).id == ola.id
    with pytest.raises(SignedOut):
        store.read(acting_person, elsewhere)
    with pytest.raises(SignedOut):
        store.read(second_step, half)
    assert store.read(password_fits, EMAIL, PASSWORD) is None
    assert store.read(password_fits, EMAIL, NEW) == ola.id
    assert "password.changed" in [one["action"] for one in store.read(lambda db: db.table(AUDIT).all())]


def test_a_wrong_old_password_changes_nothing(store: Store, ola: Actor) -> None:
    here = session_of(store, store.write_now(open_session, ola.id))
    with pytest.raises(Unacceptable, match="not the password"):
        store.read(shown_password, ola, "not the right words")
    new = store.read(new_password, ola, NEW)
    for shown in ("", "made up"):
        for verb, given in (
            (change_password, (here, shown, new)),
            (propose_factor, (shown,)),
            (new_recovery_codes, (shown,)),
            (remove_factor, (shown,)),
        ):
            with pytest.raises(Unacceptable):
                store.write_now(verb, ola, *given)
    assert store.read(password_fits, EMAIL, PASSWORD) == ola.id


def test_tries_at_ones_own_password_are_few(store: Store, ola: Actor, clock: Clock) -> None:
    for _ in range(5):
        store.write_now(count_own_password, ola)
    with pytest.raises(Throttled):
        store.write_now(count_own_password, ola)
    clock.forward(minutes=16)
    store.write_now(count_own_password, ola)


def test_a_password_of_ones_own_name_is_refused(store: Store, ola: Actor) -> None:
    with pytest.raises(Unacceptable, match="your name"):
        store.read(new_password, ola, "ola nowak ola nowak 1")


def test_who_has_no_password_shows_none(store: Store, cast: Cast) -> None:
    with pytest.raises(Unacceptable):
        store.read(shown_password, cast.worker, "")
    assert not store.read(own_account, cast.worker).has_password


def test_one_sees_where_one_is_signed_in_and_nobody_elses(store: Store, cast: Cast, ola: Actor, clock: Clock) -> None:
    store.write_now(open_session, cast.worker.id)
    store.write_now(open_session, ola.id)
    clock.forward(hours=2)  # it has run out by itself
    attempt = SignInAttempt(EMAIL, "192.0.2.1", device="Firefox on Windows")
    first, _ = store.write_now(sign_in_here, ola.id, attempt)
    clock.forward(minutes=6)
    second = store.write_now(open_session, ola.id)
    assert [(number_of(one), one.get("browser")) for one in store.read(own_account, ola).sessions] == [
        (session_of(store, second), ""),
        (session_of(store, first), "Firefox on Windows"),
    ]


def test_one_ends_ones_own_sessions_one_or_all_others_and_nobody_elses(store: Store, cast: Cast, ola: Actor) -> None:
    theirs = store.write_now(open_session, cast.worker.id)
    here, one, two, three = (store.write_now(open_session, ola.id) for _ in range(4))
    told: list[str] = []
    store.subscribe(f"session:{session_of(store, one)}", lambda: told.append("closed"))
    store.write_now(end_own_session, ola, session_of(store, one))
    assert told == ["closed"]
    for number in (session_of(store, theirs), 999):
        with pytest.raises(NotFound):
            store.write_now(end_own_session, ola, number)
    assert store.write_now(end_other_sessions, ola, session_of(store, here)) == 2
    assert store.read(acting_person, here).id == ola.id
    for ended in (one, two, three):
        with pytest.raises(SignedOut):
            store.read(acting_person, ended)
    assert store.read(acting_person, theirs).id == cast.worker.id


def test_a_factor_goes_with_the_password_shown(store: Store, ola: Actor, clock: Clock) -> None:
    number, key = store.write_now(propose_factor, ola, store.read(shown_password, ola, PASSWORD))
    assert store.read(second_factor, ola.id) is None, "it does not count before a first code"
    assert store.write_now(confirm, ola.id, number, "000000") is None
    assert store.write_now(confirm, ola.id, number, TOTP(key).at(int(clock().timestamp())))
    store.write_now(remove_factor, ola, store.read(shown_password, ola, PASSWORD))
    assert store.read(second_factor, ola.id) is None
    assert number != new_number()


def test_new_recovery_codes_are_made_with_the_password_shown_and_the_old_ones_end(
    store: Store, ola: Actor, clock: Clock
) -> None:
    number, key = store.write_now(propose_factor, ola, store.read(shown_password, ola, PASSWORD))
    before = store.write_now(confirm, ola.id, number, TOTP(key).at(int(clock().timestamp())))
    assert before
    with pytest.raises(Unacceptable):
        store.write_now(new_recovery_codes, ola, "made up")
    after = store.write_now(new_recovery_codes, ola, store.read(shown_password, ola, PASSWORD))
    assert not store.write_now(take_code, ola.id, before[0])
    assert store.write_now(take_code, ola.id, after[0])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
            "Chrome on Windows",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on an iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("", "A browser"),
        ("<script>" * 1000, "A browser"),
    ],
)
def test_a_browser_is_kept_in_a_few_words(said: str, words: str) -> None:
    assert browser_in_words(said) == words
