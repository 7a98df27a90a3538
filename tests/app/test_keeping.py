"""What is no longer needed goes by its date: listed first, in pieces, and never while something hangs on it."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from app.keeping import KEEPING
from app.verifying import what_is_wrong
from feedback.messages import outbox
from feedback.messages.outbox import OUTBOX
from people.audit import entries_of, first_broken_entry
from people.backups import note_restored
from people.errors import NotAllowed, NotFound, Unacceptable
from people.retention import going, listed, nights
from people.retention.erasures import ERASED_ENTRY
from people.retention.going import work_at_night
from people.retention.holds import hold, holds, lift
from people.retention.rules import TEXTS_SENT, change_rule, days_of, rules
from storage.store import Store
from tests.cast import CHILD, Cast, Clock

WORDS = "How was the meeting on Tuesday? Please tell us here"


def a_text(store: Store, child: str | None = CHILD, **changed: Any) -> int:
    """A text that has gone."""
    said = {"to": "+447700900123", "body": WORDS, "purpose": "reply", "language": "en"}
    number = store.write_now(lambda db: outbox.queue(db, child=child, **said))
    fields = {"state": outbox.DELIVERED, **changed}
    store.write_now(lambda db: db.table(OUTBOX).replace(number, fields))
    return number


def a_night(store: Store, clock: Clock, days: int = 1) -> None:
    clock.forward(days=days)
    asyncio.run(work_at_night(store, KEEPING, rest=0))


def texts(store: Store) -> int:
    return store.read(lambda db: len(db.table(OUTBOX)))


def on_the_list(store: Store) -> int:
    return store.read(listed.count, TEXTS_SENT)


def test_what_is_no_longer_kept_is_listed_first_and_goes_when_it_stood_there_long_enough(
    store: Store, cast: Cast, clock: Clock
) -> None:
    number = a_text(store)
    a_night(store, clock, 715)
    assert (texts(store), on_the_list(store)) == (1, 0)
    a_night(store, clock)  # 716 and 14 are 730
    assert (texts(store), on_the_list(store)) == (1, 1)
    a_night(store, clock, 13)
    assert (texts(store), on_the_list(store)) == (1, 1)
    a_night(store, clock)
    assert (texts(store), on_the_list(store)) == (0, 0)
    entry = store.read(lambda db: list(entries_of(db, ERASED_ENTRY)))[-1]
    assert (entry["about"]["rule"], entry["about"]["numbers"]) == (TEXTS_SENT, [number])
    assert WORDS not in str(entry)
    assert store.read(first_broken_entry) is None
    assert what_is_wrong(store) == []


def test_what_was_never_on_a_list_does_not_go_however_old(store: Store, cast: Cast, clock: Clock) -> None:
    a_text(store)
    a_night(store, clock, 3_000)
    assert (texts(store), on_the_list(store)) == (1, 1)
    a_night(store, clock, 14)
    assert texts(store) == 0


@pytest.mark.parametrize("state", [outbox.QUEUED, outbox.CLAIMED, outbox.UNKNOWN])
def test_what_is_still_on_its_way_stays(store: Store, cast: Cast, clock: Clock, state: str) -> None:
    a_text(store, state=state)
    a_night(store, clock, 3_000)
    a_night(store, clock, 30)
    assert (texts(store), on_the_list(store)) == (1, 0)


def test_what_somebody_was_asked_meanwhile_keeps_what_stood_on_the_list(store: Store, cast: Cast, clock: Clock) -> None:
    a_text(store)
    a_night(store, clock, 720)
    assert on_the_list(store) == 1
    cast.ask()
    a_night(store, clock, 10)
    assert (texts(store), on_the_list(store)) == (1, 0)


def test_a_hold_keeps_it_until_a_named_person_lifts_it_and_then_the_notice_begins_again(
    store: Store, cast: Cast, clock: Clock
) -> None:
    a_text(store)
    a_night(store, clock, 720)
    number = store.write_now(hold, cast.head, CHILD, "A claim was announced.")
    a_night(store, clock, 40)
    assert (texts(store), on_the_list(store)) == (1, 0)
    store.write_now(lift, cast.head, number, "The claim is settled.")
    a_night(store, clock)
    assert (texts(store), on_the_list(store)) == (1, 1)
    a_night(store, clock, 14)
    assert texts(store) == 0
    kept = store.read(holds, cast.head)[0]
    assert (kept["why"], kept["lifted_by_name"]) == ("A claim was announced.", "Helen Marsh")
    with pytest.raises(Unacceptable):
        store.write_now(lift, cast.head, number, "Again.")


def test_a_hold_needs_a_reason_a_child_and_somebody_who_may(store: Store, cast: Cast) -> None:
    with pytest.raises(Unacceptable):
        store.write_now(hold, cast.head, CHILD, "  ")
    with pytest.raises(NotFound):
        store.write_now(hold, cast.head, "D9999", "A claim.")
    with pytest.raises(NotAllowed):
        store.write_now(hold, cast.administrator, CHILD, "A claim.")


def test_a_rule_that_changes_takes_off_the_list_what_it_put_there(store: Store, cast: Cast, clock: Clock) -> None:
    a_text(store)
    a_night(store, clock, 720)
    store.write_now(change_rule, cast.head, TEXTS_SENT, "1095", "Complaints took longer than we thought.")
    a_night(store, clock, 14)
    assert (texts(store), on_the_list(store)) == (1, 0)
    found = next(one for one in store.read(rules, cast.administrator) if one.key == TEXTS_SENT)
    assert (found.days, found.changes[0]["by_name"]) == (1095, "Helen Marsh")


@pytest.mark.parametrize(
    ("days", "why"), [("89", "x"), ("36501", "x"), ("ten", "x"), ("-1", "x"), ("", "x"), ("٩٩٩", "x"), ("365", " ")]
)
def test_a_rule_is_changed_within_its_bounds_and_with_a_reason(store: Store, cast: Cast, days: str, why: str) -> None:
    with pytest.raises(Unacceptable):
        store.write_now(change_rule, cast.head, TEXTS_SENT, days, why)
    assert store.read(days_of, TEXTS_SENT) == 730
    with pytest.raises(NotAllowed):
        store.write_now(change_rule, cast.manager, TEXTS_SENT, "365", "Shorter.")


def test_a_night_that_was_cut_off_is_gone_on_with_and_nothing_goes_twice(
    store: Store, cast: Cast, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(going, "PIECE", 2)
    for _ in range(7):
        a_text(store)
    a_night(store, clock, 720)
    assert on_the_list(store) == 7
    clock.now += timedelta(days=14)
    sort = KEEPING.sorts[0]
    store.write_now(going.look_through, KEEPING, sort, 0)  # one piece, and then the power failed
    assert (texts(store), on_the_list(store)) == (5, 5)
    assert store.read(nights.is_due)
    asyncio.run(work_at_night(store, KEEPING, rest=0))
    assert (texts(store), on_the_list(store)) == (0, 0)
    numbers = [one for entry in store.read(lambda db: list(entries_of(db, ERASED_ENTRY))) for one in _of(entry)]
    assert len(numbers) == len(set(numbers)) == 7
    assert not store.read(nights.is_due)


def test_after_a_restore_the_notice_begins_again_for_holds_of_meanwhile_are_not_there(
    store: Store, cast: Cast, clock: Clock
) -> None:
    a_text(store)
    a_night(store, clock, 720)
    clock.forward(days=13)
    store.write_now(note_restored, "system", store.now.isoformat())
    a_night(store, clock, 2)
    assert (texts(store), on_the_list(store)) == (1, 1)
    a_night(store, clock, 14)
    assert texts(store) == 0


def _of(entry: Any) -> list[int]:
    return list(entry["about"]["numbers"]) if entry["about"]["rule"] == TEXTS_SENT else []
