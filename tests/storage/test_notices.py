"""Listeners hear of a topic after the commit, and of nothing that was undone, whichever process wrote."""

import asyncio
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from engines import COUNTERS


def announce(db, *topics):
    db.table(COUNTERS).insert({})
    for topic in topics:
        db.announce(topic)


def until(condition, seconds=5.0):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.005)
    return condition()


def told_all(speaker, listener):
    """Waits for the listener to have heard everything that was announced before this call."""
    last = threading.Event()
    leave = listener.subscribe("the last word", last.set)
    speaker.write_now(announce, "the last word")
    assert last.wait(5)
    leave()


def test_a_listener_hears_after_the_commit_what_it_can_then_read(store):
    seen = []
    store.subscribe("voices", lambda: seen.append(store.read(lambda db: len(db.table(COUNTERS)))))
    store.write_now(announce, "voices", "child:D0001", "voices")
    assert until(lambda: seen == [1])


def test_nothing_is_heard_of_other_topics_and_of_what_was_undone(store):
    heard = []
    store.subscribe("voices", lambda: heard.append("voices"))

    def fail(db):
        announce(db, "voices")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        store.write_now(fail)
    store.write_now(announce, "review:1")
    told_all(store, store)
    assert heard == []


async def test_a_listener_runs_on_the_event_loop_it_was_made_on(store):
    heard = asyncio.Event()
    threads = []

    def listener():
        threads.append(threading.current_thread())
        heard.set()

    store.subscribe("voices", listener)
    await store.write(announce, "voices")
    await asyncio.wait_for(heard.wait(), 5)
    assert threads == [threading.current_thread()]


def test_a_listener_that_left_hears_no_more_and_one_that_fails_disturbs_nobody(store):
    heard = []
    leave = store.subscribe("voices", lambda: heard.append("left"))
    store.subscribe("voices", lambda: 1 // 0)
    store.subscribe("voices", lambda: heard.append("stayed"))
    leave()
    leave()
    store.write_now(announce, "voices")
    assert until(lambda: heard == ["stayed"])
    store.write_now(announce, "voices")
    assert until(lambda: heard == ["stayed", "stayed"])


def test_another_process_is_heard_within_a_second_and_once(store, engine, tmp_path, opened):
    heard = []
    store.subscribe("child:D0001", lambda: heard.append(time.time()))
    command = [sys.executable, str(Path(__file__).with_name("child_announcing.py")), engine, str(tmp_path / "data")]
    written = float(subprocess.run(command, check=True, capture_output=True, timeout=60).stdout)
    assert until(lambda: heard)
    assert heard[0] - written < 1
    store.write_now(announce, "other")
    told_all(opened(), store)
    assert len(heard) == 1


def test_two_stores_on_the_same_data_hear_each_other(opened):
    one, other = opened(), opened()
    heard = []
    one.subscribe("voices", lambda: heard.append("one"))
    other.subscribe("voices", lambda: heard.append("other"))
    one.write_now(announce, "voices")
    assert until(lambda: sorted(heard) == ["one", "other"])
    told_all(one, other)
    told_all(other, one)
    assert sorted(heard) == ["one", "other"]


def test_notices_that_were_cleared_away_unseen_wake_everybody(opened, monkeypatch):
    for of in ("sqlite", "postgres"):
        monkeypatch.setattr(f"storage.{of}.writer.NOTICES_KEPT", 10)
    monkeypatch.setattr("storage.notices.POLL_SECONDS", 1.0)
    one, other = opened(), opened()
    heard = []
    other.subscribe("never announced", lambda: heard.append("woken"))

    for _ in range(300):
        one.write_now(announce, "voices")
    assert until(lambda: heard == ["woken"])


def test_nothing_is_polled_while_nobody_listens(store):
    before = set(threading.enumerate())  # of other tests, which may still be ending

    def polling():
        return any(thread.name == "heard-notices" for thread in set(threading.enumerate()) - before)

    assert not polling()
    leave = store.subscribe("voices", lambda: None)
    assert polling()
    leave()
    assert until(lambda: not polling())
    store.subscribe("voices", lambda: None)
    assert polling()
    store.close()
    assert until(lambda: not polling())


def test_closing_waits_until_nobody_watches_so_that_no_log_is_left_behind(store, monkeypatch):
    watch, closed = store.engine.watch(), threading.Event()
    close = watch.close

    def slowly():
        time.sleep(0.3)
        close()
        closed.set()

    watch.close = slowly
    monkeypatch.setattr(store.engine, "watch", lambda: watch)
    store.subscribe("voices", lambda: None)
    store.close()
    assert closed.is_set()
