from collections.abc import Callable
from typing import Any

import pytest

from people.children import child
from people.errors import NotAllowed, SignedOut
from people.leaving import disable
from people.sessions import SESSIONS, acting_person, open_session, seen, sign_out
from storage.store import Database, Store
from tests.cast import CHILD, Cast, Clock


@pytest.fixture
def key(store: Store, cast: Cast) -> str:
    return store.write_now(open_session, cast.worker.id)


def acting(db: Database, key: str, verb: Callable[..., Any], *about: object) -> Any:
    """As every screen does: who acts is looked up again each time."""
    return verb(db, acting_person(db, key), *about)


def test_a_session_acts_as_its_person(store: Store, key: str) -> None:
    assert store.read(acting, key, child, CHILD)["name"] == "Selam Tesfamariam"


def test_the_key_itself_is_kept_nowhere(store: Store, key: str) -> None:
    kept = store.read(lambda db: str(db.table(SESSIONS).all()))
    assert key not in kept


def test_signing_out_ends_the_session_on_the_server_and_tells_its_screens(store: Store, key: str) -> None:
    told = []
    store.subscribe("session:1", lambda: told.append("ended"))
    store.write_now(sign_out, key)
    with pytest.raises(SignedOut):
        store.read(acting, key, child, CHILD)
    assert told == ["ended"]


def test_a_disabled_person_is_out_at_once(store: Store, cast: Cast, key: str) -> None:
    store.write_now(disable, cast.administrator, cast.worker.id)
    with pytest.raises(SignedOut):
        store.read(acting, key, child, CHILD)


def test_only_an_administrator_disables_people(store: Store, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        store.write_now(disable, cast.head, cast.worker.id)


def test_an_unused_session_ends_after_an_hour(store: Store, clock: Clock, key: str) -> None:
    clock.forward(minutes=61)
    with pytest.raises(SignedOut):
        store.read(acting, key, child, CHILD)


def test_a_used_session_lives_on_but_never_past_ten_hours(store: Store, clock: Clock, key: str) -> None:
    for _ in range(11):
        clock.forward(minutes=54)
        store.write_now(seen, key)
    clock.forward(minutes=10)
    with pytest.raises(SignedOut):
        store.read(acting, key, child, CHILD)


def test_a_key_that_was_never_given_out_opens_nothing(store: Store, cast: Cast) -> None:
    with pytest.raises(SignedOut):
        store.read(acting, "x" * 43, child, CHILD)
