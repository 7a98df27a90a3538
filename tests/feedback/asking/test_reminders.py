"""One reminder at most, on the fifth day, and none to whom it would be wrong to send one."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from feedback.asking.reminders import remind_due
from feedback.asking.requests import revoke
from feedback.messages import outbox
from feedback.messages.console import Console
from feedback.messages.outbox import OUTBOX
from feedback.voices.views import view
from people.actor import COMMAND_LINE
from people.backups import note_restored
from people.opt_outs import stop
from people.safe_contact import flag_abuse, hold
from storage.store import Store
from tests.cast import Cast, Clock
from tests.family import Family
from tests.outgoing import HOUSE, PHONE, a_mother, ask_her, send, text

CONSOLE = Console(keeps_links=True)


def remind(store: Store) -> int:
    return asyncio.run(remind_due(store, HOUSE))


def reminders(store: Store) -> list[str]:
    return store.read(lambda db: [one["body"] for one in db.table(OUTBOX) if one["purpose"] == "reminder"])


def asked_and_sent(store: Store, cast: Cast) -> int:
    asked = ask_her(store, cast)
    send(store, CONSOLE)
    return asked.request


def test_it_comes_on_the_fifth_day_and_once(store: Store, cast: Cast, clock: Clock) -> None:
    asked_and_sent(store, cast)
    counts = []
    for _ in range(14):
        counts.append(remind(store) + remind(store))
        send(store, CONSOLE)
        clock.forward(days=1)
    assert counts == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("asked_on", ["2026-03-26", "2026-10-22", "2028-02-26"])
def test_the_day_counts_whatever_the_clocks_do(store: Store, cast: Cast, clock: Clock, asked_on: str) -> None:
    day = date.fromisoformat(asked_on)
    clock.now = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=18)
    ask_her(store, cast, a_mother(store, safe_checked=asked_on))
    send(store, CONSOLE)
    clock.now = datetime.combine(day + timedelta(days=4), datetime.min.time(), UTC) + timedelta(hours=19)
    assert remind(store) == 0
    clock.now = datetime.combine(day + timedelta(days=5), datetime.min.time(), UTC) + timedelta(hours=9)
    assert remind(store) == 1


def test_its_link_leads_to_the_same_conversation(store: Store, cast: Cast, clock: Clock) -> None:
    request = asked_and_sent(store, cast)
    first = store.read(outbox.by_request, request)[0]["body"].split("/f/")[1][:22]
    clock.forward(days=5)
    remind(store)
    second = reminders(store)[0].split("/f/")[1][:22]
    family = Family(store, second)
    family.begins()
    family.skips_the_rest()
    family.finishes()
    assert first != second
    assert store.read(view, second, family.browser).stage == store.read(view, first, family.browser).stage


def answers(store: Store, cast: Cast, request: int) -> None:
    link = store.read(outbox.by_request, request)[0]["body"].split("/f/")[1][:22]
    family = Family(store, link)
    family.begins()
    family.skips()


def stops(store: Store, cast: Cast, request: int) -> None:
    store.write_now(stop, PHONE, "stop", "en")


def is_flagged(store: Store, cast: Cast, request: int) -> None:
    store.write_now(flag_abuse, cast.worker, 1, flagged=True)


def is_held(store: Store, cast: Cast, request: int) -> None:
    store.write_now(hold, cast.worker, 1, date(2026, 7, 1), "A death in the family")


def is_closed(store: Store, cast: Cast, request: int) -> None:
    store.write_now(revoke, cast.worker, request)


@pytest.mark.parametrize("meanwhile", [answers, stops, is_flagged, is_held, is_closed])
def test_there_is_none_for_somebody_who(
    store: Store, cast: Cast, clock: Clock, meanwhile: Callable[[Store, Cast, int], None]
) -> None:
    request = asked_and_sent(store, cast)
    clock.forward(days=1)
    meanwhile(store, cast, request)
    clock.forward(days=5)
    assert remind(store) == 0


def test_there_is_none_when_the_first_text_never_went(store: Store, cast: Cast, clock: Clock) -> None:
    ask_her(store, cast)
    clock.forward(days=6)
    assert remind(store) == 0


def test_a_stop_on_the_day_itself_keeps_the_queued_reminder_back(store: Store, cast: Cast, clock: Clock) -> None:
    request = asked_and_sent(store, cast)
    clock.forward(days=5)
    remind(store)
    store.write_now(stop, PHONE, "stop", "en")
    send(store, CONSOLE)
    last = store.read(outbox.by_request, request)[-1]
    assert (last["purpose"], last["state"], last["code"]) == ("reminder", "failed", "withdrawn")


def test_at_night_it_waits_for_the_morning(store: Store, cast: Cast, clock: Clock) -> None:
    request = asked_and_sent(store, cast)
    clock.now = datetime(2026, 5, 17, 2, 0, tzinfo=UTC)
    remind(store)
    last = store.read(outbox.by_request, request)[-1].doc_id
    assert text(store, last)["due"] == "2026-05-17T07:00:00+00:00"


def test_one_that_was_due_before_a_restore_may_have_gone_and_does_not_go_twice(
    store: Store, cast: Cast, clock: Clock
) -> None:
    asked_and_sent(store, cast)
    clock.forward(days=5)
    store.write_now(note_restored, COMMAND_LINE, store.now.isoformat())
    assert remind(store) == 0
    clock.forward(days=1)
    assert remind(store) == 0


def test_one_that_is_due_after_a_restore_goes(store: Store, cast: Cast, clock: Clock) -> None:
    asked_and_sent(store, cast)
    clock.forward(days=4)
    store.write_now(note_restored, COMMAND_LINE, store.now.isoformat())
    clock.forward(days=1)
    assert remind(store) == 1
