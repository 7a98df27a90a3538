"""Texts that nobody told us of are fetched, beside what Notify posts: each is taken once, in the order it was sent."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from feedback.messages import outbox
from feedback.messages.inbox import RECEIVED
from feedback.messages.notify_texts import from_callback
from feedback.messages.providers import TryLater
from feedback.sms.collecting import collect, take
from people.actor import COMMAND_LINE
from people.backups import note_restored
from people.contact_points import ContactPoints
from people.opt_outs import stopped
from storage.store import Store
from storage.table import Document
from tests.cast import Cast, Clock
from tests.notify_stand_in import NotifyStandIn, told
from tests.outgoing import notify, send
from tests.stand_in import standing_in
from tests.texting import MOTHERS, Texting

POINTS = ContactPoints()


@pytest.fixture
def stand_in() -> Iterator[NotifyStandIn]:
    with standing_in(NotifyStandIn) as found:
        yield found


def fetch(store: Store, stand_in: NotifyStandIn) -> int:
    return asyncio.run(collect(store, notify(stand_in), POINTS))


def is_told(store: Store, text: dict[str, str]) -> None:
    """Notify posts the text to us as well."""
    asyncio.run(take(store, from_callback(told(text)), POINTS))


def kept(store: Store) -> list[Document]:
    return sorted(store.read(lambda db: db.table(RECEIVED).all()), key=lambda one: one.doc_id)


def test_what_nobody_told_us_of_is_taken_once(store: Store, stand_in: NotifyStandIn, clock: Clock) -> None:
    stand_in.gets("hello", at=clock.now)
    assert [fetch(store, stand_in) for _ in range(3)] == [1, 0, 0]
    assert [(one["body"], one["sender"]) for one in kept(store)] == [("hello", MOTHERS)]
    assert len(store.read(outbox.by_phone, MOTHERS)) == 1


@pytest.mark.parametrize("first", ["told", "fetched"])
def test_told_and_fetched_it_is_one_text(store: Store, stand_in: NotifyStandIn, clock: Clock, first: str) -> None:
    text = stand_in.gets("hello", at=clock.now)
    if first == "fetched":
        fetch(store, stand_in)
    is_told(store, text)
    clock.forward(minutes=5)
    assert fetch(store, stand_in) == 0
    assert len(kept(store)) == 1


def test_told_and_fetched_in_the_same_moment_it_is_one_text(
    store: Store, stand_in: NotifyStandIn, clock: Clock
) -> None:
    texts = [from_callback(told(stand_in.gets(f"hello {number}", at=clock.now))) for number in range(8)]

    async def both() -> None:
        rounds = (collect(store, notify(stand_in), POINTS) for _ in range(3))
        await asyncio.gather(*rounds, *(take(store, text, POINTS) for text in texts))

    asyncio.run(both())
    assert len(kept(store)) == 8


def test_of_many_pages_all_are_taken_the_oldest_first(store: Store, stand_in: NotifyStandIn, clock: Clock) -> None:
    stand_in.page = 3
    for number in range(8):
        stand_in.gets(f"text {number}", f"4477009001{number:02}", at=clock.now)
    assert fetch(store, stand_in) == 8
    assert [one["body"] for one in kept(store)] == [f"text {number}" for number in range(8)]
    assert stand_in.listings == 4


def test_a_list_that_begins_again_on_each_page_comes_to_an_end(store: Store, clock: Clock) -> None:
    class Repeating(NotifyStandIn):
        def listing(self, path: str, query: object) -> object:
            return super().listing(path, {})

    with standing_in(Repeating) as stand_in:
        stand_in.gets("hello", at=clock.now)
        assert fetch(store, stand_in) == 1
        assert stand_in.listings == 2


def test_a_copy_under_another_id_is_not_taken_later_as_the_next_answer(
    store: Store, cast: Cast, stand_in: NotifyStandIn, clock: Clock
) -> None:
    texting = Texting(store, cast, clock)
    texting.asks().sends("hello")
    send(store, notify(stand_in))
    clock.forward(minutes=5)
    first, copy = stand_in.gets("1", at=clock.now), stand_in.gets("1", at=clock.now)
    is_told(store, first)
    clock.forward(seconds=2)
    is_told(store, copy)
    send(store, notify(stand_in))
    for _ in range(3):
        clock.forward(minutes=5)
        assert fetch(store, stand_in) == 0
        is_told(store, copy)
    assert [one["took"] for one in kept(store)][1:] == ["agreed"]
    assert texting.answers() == {}


def test_two_of_the_same_words_sent_an_hour_apart_and_fetched_together_are_two(
    store: Store, stand_in: NotifyStandIn, clock: Clock
) -> None:
    for hours in (3, 2):
        stand_in.gets("hello", at=clock.now - timedelta(hours=hours))
    assert fetch(store, stand_in) == 2
    assert len(kept(store)) == 2


def test_what_was_sent_long_before_we_fetched_it_waits_for_a_person(
    store: Store, stand_in: NotifyStandIn, clock: Clock
) -> None:
    stand_in.gets("hello", at=clock.now - timedelta(days=6))
    assert fetch(store, stand_in) == 1
    assert [(one["why"], one["waiting"]) for one in kept(store)] == [("late", True)]
    assert store.read(outbox.by_phone, MOTHERS) == []


def test_while_notify_is_down_nothing_is_taken_and_nothing_is_lost(
    store: Store, stand_in: NotifyStandIn, clock: Clock
) -> None:
    stand_in.gets("hello", at=clock.now)
    stand_in.down = True
    with pytest.raises(TryLater):
        fetch(store, stand_in)
    stand_in.down = False
    assert fetch(store, stand_in) == 1


def is_restored(store: Store, clock: Clock) -> None:
    """As the command does; then the program needs longer to start than the clocks can differ."""
    store.write_now(note_restored, COMMAND_LINE, (clock.now - timedelta(hours=9)).isoformat())
    clock.forward(minutes=2)


def answered(store: Store) -> int:
    return len(store.read(outbox.by_phone, MOTHERS))


@pytest.mark.parametrize("way", ["told", "fetched"])
def test_what_was_sent_before_a_restore_is_read_and_not_answered_again(
    store: Store, stand_in: NotifyStandIn, clock: Clock, way: str
) -> None:
    text = stand_in.gets("hello", at=clock.now - timedelta(hours=2))
    is_restored(store, clock)
    if way == "told":
        is_told(store, text)
    assert fetch(store, stand_in) == (way == "fetched")
    assert [(one["why"], one["waiting"]) for one in kept(store)] == [("restored", True)]
    assert answered(store) == 0


def test_a_stop_from_before_a_restore_holds_and_is_not_confirmed_again(
    store: Store, stand_in: NotifyStandIn, clock: Clock
) -> None:
    stand_in.gets("STOP", at=clock.now - timedelta(hours=2))
    is_restored(store, clock)
    assert fetch(store, stand_in) == 1
    assert store.read(stopped, MOTHERS) is not None
    assert answered(store) == 0


def test_what_a_restored_copy_fetches_while_notify_tells_another_is_not_answered(
    store: Store, stand_in: NotifyStandIn, clock: Clock
) -> None:
    is_restored(store, clock)
    for words in ("hello", "is anybody there?"):
        clock.forward(hours=1)
        stand_in.gets(words, at=clock.now)
        assert fetch(store, stand_in) == 1
    assert [one["why"] for one in kept(store)] == ["restored", "restored"]
    assert answered(store) == 0


def test_once_notify_tells_the_restored_data_of_a_text_what_is_fetched_is_answered_too(
    store: Store, stand_in: NotifyStandIn, clock: Clock
) -> None:
    is_restored(store, clock)
    is_told(store, stand_in.gets("hello", at=clock.now))
    assert answered(store) == 1
    clock.forward(hours=1)
    stand_in.gets("hello", "447700900124", at=clock.now)
    assert fetch(store, stand_in) == 1
    assert len(store.read(outbox.by_phone, "+447700900124")) == 1
