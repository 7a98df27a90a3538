"""What keeping documents costs: against plain sqlite3 with the same durability, and as the store grows."""

import asyncio
import itertools
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tinydb import where

from benchmarks.row import Row
from storage import Database, Kind, Store

VOICES = Kind("voices", indexed=("token", "heard_at"), unique=("token",))
AUDIT = Kind("audit", indexed=("about",))
SMALL, LARGE = 1_000, 100_000
SECRET = b"a secret of the benchmarks only"


def rows() -> list[Row]:
    """All figures of this room; about a minute."""
    with tempfile.TemporaryDirectory(prefix="heard-bench-", dir=Path.cwd()) as folder:
        here = Path(folder)
        small, large = _filled(here / "small", SMALL), _filled(here / "large", LARGE)
        found = [
            _insert(here, large),
            _indexed_get(small, large),
            _page(small, large),
            _group_commit(small),
            _one_unit(small),
        ]
        large.close()
        small.close()
        return [*found, _opening(here / "large")]


def document(n: int) -> dict[str, object]:
    """A voice of about 800 bytes."""
    return {"token": f"token-{n}", "heard_at": f"2024-{n % 12 + 1:02}-01T00:00:{n:06}", "words": "they listened " * 50}


def keep(db: Database, n: int) -> int:
    return db.table(VOICES).insert(document(n))


def by_token(db: Database, n: int) -> object:
    return db.table(VOICES).get(where("token") == f"token-{n}")


def answer(db: Database, n: int) -> None:
    """What one answer of a family does: finds, changes, writes down, and tells."""
    voices = db.table(VOICES)
    voice = voices.get(where("token") == f"token-{n % SMALL}")
    assert voice is not None
    voices.replace(voice.doc_id, {"answers": {"heard": n}}, revision=voice.revision)
    db.table(AUDIT).insert({"about": voice["token"], "action": "answered"})
    db.announce(f"voice:{n}")


def _insert(here: Path, store: Store) -> Row:
    """Both take turns, so that a busy disk is as slow to one as to the other."""
    plain = _plain(here / "plain.sqlite")
    ours, theirs = [], []
    for n in range(LARGE + SMALL, LARGE + SMALL + 1500):
        theirs.append(_seconds(lambda n=n: _plain_insert(plain, n)))
        ours.append(_seconds(lambda n=n: store.write_now(keep, n)))
    plain.close()
    one, other = statistics.median(ours), statistics.median(theirs)
    return _row("durable insert, against plain sqlite3 JSON", one / other, 1.5, f"{_ms(one)} against {_ms(other)}")


def _indexed_get(small: Store, large: Store) -> Row:
    few, many = [], []
    for n in range(3000):
        few.append(_seconds(lambda n=n: small.read(by_token, n * 7 % SMALL)))
        many.append(_seconds(lambda n=n: large.read(by_token, n * 7919 % LARGE)))
    one, other = statistics.median(many), statistics.median(few)
    return _row("get by indexed field, 100,000 against 1,000", one / other, 1.3, f"{_ms(one)} against {_ms(other)}")


def _page(small: Store, large: Store) -> Row:
    def newest(db: Database) -> object:
        return db.table(VOICES).page(by="heard_at", newest_first=True, limit=20)

    def each(store: Store) -> float:
        return statistics.median(_seconds(lambda: store.read(newest)) for _ in range(300))

    one, other = each(large), each(small)
    return _row("the newest 20, 100,000 against 1,000", one / other, 1.3, f"{_ms(one)} against {_ms(other)}")


def _group_commit(store: Store) -> Row:
    """Answers a second, and against the same units of work with a commit each."""
    alone = statistics.median(_seconds(lambda n=n: store.write_now(answer, n)) for n in range(500))
    before = store.commits
    total = 20_000
    seconds = asyncio.run(_together(store, total))
    groups, units = (after - was for after, was in zip(store.commits, before, strict=True))
    detail = (
        f"{total / seconds:,.0f} answers/s in groups of {units / groups:.0f}, {1 / alone:,.0f}/s with a commit each"
    )
    return Row("answers a second, 64 waiting", total / seconds, "≥ 8000", total / seconds >= 8000, detail)


def _one_unit(store: Store) -> Row:
    """The processor's time for an answer: one get by index, one replace, one insert, in groups of 64."""
    before = time.process_time()
    asyncio.run(_together(store, 10_000))
    each = (time.process_time() - before) / 10_000 * 1e6
    return Row("processor time of one answer, event loop and all", each, "≤ 100 µs", each <= 100, f"{each:.0f} µs")


def _opening(folder: Path) -> Row:
    def open_and_close() -> None:
        store = _open(folder)
        store.read(by_token, 7)
        store.close()

    each = statistics.median(_seconds(open_and_close) for _ in range(5))
    return Row("opening 100,000 documents", each, "≤ 0.1 s", each <= 0.1, _ms(each))


async def _together(store: Store, total: int) -> float:
    numbers = iter(range(total))

    async def caller() -> None:
        for n in numbers:
            await store.write(answer, n)

    before = time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(64)))
    return time.perf_counter() - before


def _open(folder: Path) -> Store:
    return Store.open(folder, [VOICES, AUDIT], secret=SECRET)


def _filled(folder: Path, total: int) -> Store:
    store = _open(folder)
    for chunk in _chunks(range(total), 5_000):
        store.write_now(lambda db, chunk=chunk: [keep(db, n) for n in chunk])
    return store


def _chunks(numbers: range, size: int) -> Iterator[list[int]]:
    iterator = iter(numbers)
    while chunk := list(itertools.islice(iterator, size)):
        yield chunk


def _plain(file: Path) -> sqlite3.Connection:
    """Plain sqlite3 with the same durability, and the same two fields indexed, at the same size."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE voices (id INTEGER PRIMARY KEY, body TEXT)")
    connection.execute("CREATE UNIQUE INDEX by_token ON voices (json_extract(body, '$.token'))")
    connection.execute("CREATE INDEX by_date ON voices (json_extract(body, '$.heard_at'))")
    connection.execute("BEGIN")
    for n in range(LARGE):
        _plain_insert(connection, n)
    connection.execute("COMMIT")
    return connection


def _plain_insert(connection: sqlite3.Connection, n: int) -> None:
    connection.execute("INSERT INTO voices (body) VALUES (?)", (json.dumps(document(n)),))


def _seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.3f} ms"


def _row(name: str, ratio: float, bound: float, detail: str) -> Row:
    return Row(name, ratio, f"≤ {bound} x", ratio <= bound, detail)
