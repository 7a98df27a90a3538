"""Drafts belong to a person, follow the later text, and go when they are sent or old."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from people.actor import Actor
from people.drafts import DRAFTS, Draft, drafts_on, forget_old_drafts, keep_draft, keeper, let_go
from people.errors import NotAllowed, SignedOut
from people.retention.rules import DRAFTS as DRAFTS_RULE
from people.retention.rules import change_rule
from people.retention.standing import erased_lately, what_will_go
from people.sessions import sign_out
from people.signing_in import sign_in
from storage.store import Store
from tests.cast import Cast, Clock

SCREEN, FORM, WORDS = "/staff/children/D0001/note", "note-form", "She cried when the door was shut."


@pytest.fixture
def key(store: Store, cast: Cast) -> str:
    return store.write_now(sign_in, cast.worker.id)


@pytest.fixture
def typing(store: Store, key: str) -> Callable[..., None]:
    """The worker types; `words` of None clears the form."""
    person = store.read(keeper, key).person

    def types(words: str | None = WORDS, typed: int = 1_000) -> None:
        fields = {"note-words": words} if words else {}
        store.write_now(keep_draft, key, Draft(person, SCREEN, FORM, fields, typed))

    return types


def stands(store: Store, key: str) -> Any:
    return store.read(drafts_on, key, SCREEN).get(FORM, {}).get("fields")


def test_what_is_typed_is_there_in_the_next_session_of_the_same_person(
    store: Store, cast: Cast, key: str, typing: Callable[..., None]
) -> None:
    typing()
    store.write_now(sign_out, key)
    assert stands(store, store.write_now(sign_in, cast.worker.id)) == {"note-words": WORDS}


def test_nobody_else_has_it_and_nobody_can_write_it(
    store: Store, cast: Cast, key: str, typing: Callable[..., None]
) -> None:
    typing()
    heads = store.write_now(sign_in, cast.head.id)
    assert stands(store, heads) is None
    hers = Draft(store.read(keeper, key).person, SCREEN, FORM, {"note-words": "in the head's name"}, 2_000)
    with pytest.raises(NotAllowed):
        store.write_now(keep_draft, heads, hers)
    assert stands(store, key) == {"note-words": WORDS}


def test_each_person_encrypts_with_a_key_of_their_own_that_only_a_live_session_gives(
    store: Store, cast: Cast, key: str
) -> None:
    def of(actor: Actor) -> Any:
        return store.read(keeper, store.write_now(sign_in, actor.id))

    assert of(cast.worker) == store.read(keeper, key)
    assert len({of(one).key for one in (cast.worker, cast.head, cast.reviewer)}) == 3
    store.write_now(sign_out, key)
    with pytest.raises(SignedOut):
        store.read(keeper, key)


def test_a_text_that_arrives_late_does_not_take_the_place_of_a_later_one(
    store: Store, key: str, typing: Callable[..., None]
) -> None:
    typing("The later one", typed=2_000)
    typing("The earlier one", typed=1_000)
    assert stands(store, key) == {"note-words": "The later one"}


def test_clearing_the_form_or_sending_it_leaves_nothing(store: Store, key: str, typing: Callable[..., None]) -> None:
    typing()
    typing(None, typed=2_000)
    assert store.read(lambda db: len(db.table(DRAFTS))) == 0
    typing(typed=3_000)
    store.write_now(let_go, key, SCREEN, FORM)
    assert store.read(lambda db: len(db.table(DRAFTS))) == 0


def test_two_weeks_after_the_last_key_it_goes_and_not_before(
    store: Store, cast: Cast, clock: Clock, key: str, typing: Callable[..., None]
) -> None:
    typing()
    clock.forward(days=13, hours=23)
    assert store.write_now(forget_old_drafts) == 0
    clock.forward(hours=2)
    assert store.write_now(forget_old_drafts) == 1
    assert stands(store, store.write_now(sign_in, cast.worker.id)) is None


def test_how_long_drafts_are_kept_is_a_rule_and_what_goes_is_counted_beforehand_and_leaves_a_trace(
    store: Store, cast: Cast, clock: Clock, key: str, typing: Callable[..., None]
) -> None:
    store.write_now(change_rule, cast.head, DRAFTS_RULE, "30", "People are away for a month.")
    typing()
    assert store.read(what_will_go, cast.head) == []
    clock.forward(days=17)
    (going,) = store.read(what_will_go, cast.head)
    assert (going.title, going.count) == ("Drafts of staff", 1)
    clock.forward(days=14)
    assert store.write_now(forget_old_drafts) == 1
    (gone,) = store.read(erased_lately, cast.head)
    assert (gone["rule"], gone["days"], gone["count"]) == (DRAFTS_RULE, 30, 1)


def test_forms_of_one_screen_and_screens_of_one_form_are_told_apart(store: Store, key: str) -> None:
    one = Draft(store.read(keeper, key).person, SCREEN, "act-1", {"act-1-words": "of one"}, 1)
    for each in (one, replace(one, form="act-2"), replace(one, screen="/staff/concerns")):
        store.write_now(keep_draft, key, each)
    store.write_now(let_go, key, SCREEN, "act-1")
    assert list(store.read(drafts_on, key, SCREEN)) == ["act-2"]
    assert list(store.read(drafts_on, key, "/staff/concerns")) == ["act-1"]
