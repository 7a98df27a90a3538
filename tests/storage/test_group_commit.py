"""Waiting units of work share a commit, and each is still on its own."""

import asyncio
import contextlib
import threading

import pytest
from engines import COUNTERS
from tinydb import where


def count_up(db, name="n"):
    table = db.table(COUNTERS)
    counter = table.get(where("name") == name)
    if counter is None:
        return table.insert({"name": name, "value": 1})
    return table.replace(counter.doc_id, {"value": counter["value"] + 1}).doc_id


def value(db):
    counter = db.table(COUNTERS).get(where("name") == "n")
    return counter and counter["value"]


@pytest.fixture
def folder(on_disk):
    return on_disk / "data"


@pytest.fixture
def held(store):
    """Holds the writer until it is let go, so that what is written meanwhile waits together."""
    started, go = threading.Event(), threading.Event()

    def hold(db):
        started.set()
        go.wait(5)

    thread = threading.Thread(target=store.write_now, args=(hold,))
    thread.start()
    started.wait(5)
    yield go.set
    go.set()
    thread.join()


async def test_many_waiting_units_of_work_share_few_commits(store, held):
    waiting = [asyncio.ensure_future(store.write(count_up)) for _ in range(200)]
    await asyncio.sleep(0)
    held()
    await asyncio.gather(*waiting)
    groups, units = store.commits
    assert units == 201
    assert groups <= 3
    assert store.read(value) == 200


async def test_one_that_fails_in_a_group_undoes_only_itself(store, held):
    def fail(db):
        count_up(db)
        raise ValueError("mine alone")

    verbs = [count_up, fail, count_up, fail, count_up]
    waiting = [asyncio.ensure_future(store.write(verb)) for verb in verbs]
    await asyncio.sleep(0)
    held()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert [isinstance(outcome, ValueError) for outcome in outcomes] == [False, True, False, True, False]
    assert store.read(value) == 3


async def test_a_caller_who_goes_away_loses_nothing(store, held):
    waiting = asyncio.ensure_future(store.write(count_up))
    await asyncio.sleep(0)
    waiting.cancel()
    held()
    with contextlib.suppress(asyncio.CancelledError):
        await waiting
    await store.write(lambda db: None)
    assert store.read(value) == 1


async def test_the_event_loop_never_waits_for_the_disk(store, held):
    """While the writer is held up, the loop goes on turning."""
    waiting = asyncio.ensure_future(store.write(threading.current_thread))
    for _ in range(50):
        await asyncio.sleep(0.001)
    assert not waiting.done()
    waiting.cancel()


async def test_a_verb_runs_in_the_writer_and_not_on_the_event_loop(store):
    writer = await store.write(lambda db: threading.current_thread())
    assert writer is not threading.current_thread()


async def test_a_blocking_verb_waits_its_turn(store, held):
    waiting = asyncio.ensure_future(asyncio.to_thread(store.write_now, count_up))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    held()
    await waiting
    assert store.read(value) == 1


def test_callers_on_several_event_loops_are_all_answered(store):
    def loop():
        asyncio.run(several())

    async def several():
        await asyncio.gather(*(store.write(count_up) for _ in range(25)))

    threads = [threading.Thread(target=loop) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert store.read(value) == 100
