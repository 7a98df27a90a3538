"""A database that goes away is told to every caller and got over, and what was acknowledged is there."""

import asyncio
import signal
import threading
import time
from contextlib import closing

import pytest
from engines import COUNTERS, VOICES, open_store
from faults import check, said, start

from storage import NotSaved, Unreadable
from storage.postgres.driver import psycopg
from tests.postgres import WHY_NOT, Server, begin, programs, the_server

ENGINE = "postgres"


@pytest.fixture
def server():
    begin()
    return the_server()


@pytest.fixture
def store(server, tmp_path):
    with closing(open_store(ENGINE, tmp_path / "data")) as opened:
        yield opened


def add(db, child="D1"):
    return db.table(VOICES).insert({"child": child})


def how_many(db):
    return db.table(VOICES).count()


def soon(is_so) -> bool:
    until = time.monotonic() + 10
    while not is_so() and time.monotonic() < until:
        time.sleep(0.05)
    return is_so()


def under_load(server: Server, folder, disturb) -> tuple[set[str], set[str]]:
    """What was acknowledged and what was refused by a process that wrote while the server was disturbed."""
    server.database("postgres")
    child = start(ENGINE, folder)
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    time.sleep(0.3)
    disturb()
    time.sleep(0.8)
    child.send_signal(signal.SIGKILL)
    output, errors = child.communicate(timeout=30)
    assert "Traceback" not in errors, errors
    return said(output, "kept"), said(output, "refused")


def test_cut_connections_under_load_lose_nothing_and_are_got_over(server, tmp_path):
    def cut_often():
        for _ in range(5):
            server.cut()
            time.sleep(0.1)

    kept, refused = under_load(server, tmp_path / "data", cut_often)
    assert len(kept) > 50
    assert refused, "no cut was met"
    check(ENGINE, tmp_path / "data", kept, refused)


@pytest.mark.parametrize("at_once", [True, False], ids=["killed", "restarted"])
def test_a_server_that_stops_under_load_loses_nothing_and_is_got_over(server, tmp_path, at_once):
    before = []

    def restart():
        server.stop(at_once=at_once)
        before.append(time.monotonic())
        server.start()

    kept, refused = under_load(server, tmp_path / "data", restart)
    assert check(ENGINE, tmp_path / "data", kept, refused) >= len(kept) > 50


def test_a_cut_between_two_units_of_work_is_not_noticed(store, server):
    store.write_now(add)
    assert server.cut() >= 1
    store.write_now(add)
    assert store.read(how_many) == 2
    assert server.cut() >= 2
    assert store.read(how_many) == store.reread(how_many) == 2


def test_a_cut_within_a_unit_of_work_refuses_it_and_keeps_nothing(store, server):
    def add_and_be_cut(db):
        add(db)
        server.cut()
        add(db)

    with pytest.raises(NotSaved, match="try again"):
        store.write_now(add_and_be_cut)
    store.write_now(add)
    assert store.read(how_many) == 1


def test_a_cut_within_a_read_is_told_and_the_next_one_reads(store, server):
    def read_and_be_cut(db):
        server.cut()
        return how_many(db)

    with pytest.raises(Unreadable, match="cannot be read now"):
        store.read(read_and_be_cut)
    assert store.read(how_many) == 0


class Unanswered:
    """A connection whose commit is done, or not, and never answered."""

    def __init__(self, connection, *, reaches: bool) -> None:
        self._connection, self._reaches = connection, reaches

    def __getattr__(self, name):
        return getattr(self._connection, name)

    def execute(self, statement, *more, **named):
        if not statement.endswith(b"COMMIT"):
            return self._connection.execute(statement, *more, **named)
        if self._reaches:
            self._connection.execute(statement)
        self._connection.close()
        raise psycopg.OperationalError("the connection is lost")


@pytest.mark.parametrize("reaches", [True, False])
def test_what_became_of_a_commit_that_was_not_answered_is_looked_up(store, reaches):
    writer = store.engine.writer()
    writer.connection = Unanswered(writer.connection, reaches=reaches)
    if reaches:
        assert store.write_now(add) == 1
    else:
        with pytest.raises(NotSaved, match="Nothing of this was saved"):
            store.write_now(add)
    assert store.read(how_many) == reaches


def test_where_nobody_can_tell_that_is_what_is_said(store, server, monkeypatch):
    monkeypatch.setattr("storage.postgres.writer.UNSURE_SECONDS", 0.5)
    writer = store.engine.writer()
    writer.connection = Unanswered(writer.connection, reaches=True)
    monkeypatch.setattr(writer, "_connect", _refuse)
    with pytest.raises(NotSaved, match="not known whether"):
        store.write_now(add)
    monkeypatch.undo()
    assert store.read(how_many) == 1


def _refuse():
    raise psycopg.OperationalError("nobody there")


def test_listeners_hear_again_after_a_cut_and_of_what_was_told_meanwhile(store, server, tmp_path):
    heard = []
    store.subscribe("voices", lambda: heard.append(1))

    def announce(db):
        add(db)
        db.announce("voices")

    with closing(open_store(ENGINE, tmp_path / "data")) as other:
        other.write_now(announce)
        assert soon(lambda: len(heard) == 1)
        server.cut()
        other.write_now(announce)
        assert soon(lambda: len(heard) >= 2)


def test_a_process_that_stands_still_in_a_unit_of_work_holds_the_others_up_only_so_long(server, tmp_path, monkeypatch):
    monkeypatch.setattr("storage.postgres.writer._SETTINGS", b"SET idle_in_transaction_session_timeout = '300ms'")
    stuck = threading.Event()
    with closing(open_store(ENGINE, tmp_path / "data")) as one, closing(open_store(ENGINE, tmp_path / "data")) as other:

        def stand_still(db):
            add(db)
            stuck.wait(5)
            add(db)

        refused: list[BaseException] = []

        def run():
            try:
                one.write_now(stand_still)
            except NotSaved as error:
                refused.append(error)

        standing = threading.Thread(target=run)
        standing.start()
        time.sleep(0.1)
        other.write_now(add)
        stuck.set()
        standing.join()
        assert len(refused) == 1
        assert other.read(how_many) == 1


def test_who_awaits_a_write_is_told_when_the_server_is_gone_and_served_when_it_is_back(store, server):
    server.stop()
    try:
        with pytest.raises(NotSaved, match="does not answer"):
            asyncio.run(store.write(add))
        with pytest.raises(Unreadable):
            store.read(how_many)
    finally:
        server.start()
    asyncio.run(store.write(add))
    assert store.read(how_many) == 1


@pytest.mark.soak
@pytest.mark.skipif(programs() is None, reason=WHY_NOT)
def test_thirty_kills_of_the_server_under_load_lose_nothing(server, tmp_path):
    for n in range(30):
        folder = tmp_path / f"{n}" / "data"

        def kill():
            server.stop(at_once=True)
            server.start()

        kept, refused = under_load(server, folder, kill)
        check(ENGINE, folder, kept, refused)


def test_uniqueness_holds_across_processes_that_look_and_then_write(store, tmp_path):
    """Each looks whether the counter is there and adds it if not: without the lock there would be several."""

    def ensure(db):
        if db.table(COUNTERS).count() == 0:
            time.sleep(0.02)
            db.table(COUNTERS).insert({"name": "one"})

    with closing(open_store(ENGINE, tmp_path / "data")) as other:
        threads = [threading.Thread(target=each.write_now, args=(ensure,)) for each in (store, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert store.read(lambda db: db.table(COUNTERS).count()) == 1
