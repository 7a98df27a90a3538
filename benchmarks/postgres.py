"""The same data on PostgreSQL and in SQLite's file: a whole answer of a family, and what staff screens read."""

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from app.data_folder import DEMO_MARK
from app.moving import move
from app.opening import open_store
from app.settings import Settings
from benchmarks.authority import filled, opened
from benchmarks.families import Family, parents, said
from benchmarks.load import Load
from benchmarks.programs import heard
from benchmarks.row import Row, at_least, at_most
from benchmarks.turns import by_turns
from benchmarks.whole_answer import BROWSERS, scripts
from feedback.messages.quiet_hours import QuietHours
from feedback.phone.call_order import CallOrder
from feedback.triage.triage_list import triage_list
from feedback.web.answering import answer
from pages.staff.children.child import child_record
from pages.staff.children.page import SORTS
from pages.staff.children.page import listed as children
from pages.staff.home.page import home_content
from pages.staff.shell.listing import asked
from pages.staff.shell.navigation import navigation
from people.actor import Actor
from people.staff import as_actor, by_email
from storage.store import Store
from tests.postgres import Server

LEAST = 40  # per cent of the answers
MOST = 2.0  # times as long
HEAD = "helen.marsh@heard.example"
SCREENS = ("navigation", "home", "read", "children", "a child")


def rows(voices: int = 20_000, families: int = 6, rounds: int = 5, looks: int = 20) -> list[Row]:
    """Both by turns, on one machine; the server of PostgreSQL keeps its data on the same disk."""
    here = filled(voices)
    store = opened(here)
    begun = store.write_now(parents, (rounds + 1) * BROWSERS * families)
    meanwhile = store.write_now(parents, len(SCREENS) * (looks + 1))
    store.close()
    (here / DEMO_MARK).unlink()
    there = here.parent.with_name(f"{here.parent.name}-there") / here.name
    shutil.copytree(here.parent, there.parent)
    with database() as address:
        move(Settings(data=there), address)
        with (
            heard(here, demo=False) as file,
            heard(there, demo=False, HEARD_DATABASE=address) as there_served,
            Load() as load,
        ):
            turns = by_turns(load, there_served, file, ((one, one) for one in scripts(begun, rounds + 1)), 303, 200)
        with closing(open_store(Settings(data=here))) as one, closing(_of(there, address)) as other:
            read = _screens(one, other, looks, iter(meanwhile))
    slowest, (file_ms, database_ms) = max(read.items(), key=lambda each: each[1][1] / each[1][0])
    screens = "; ".join(f"{name} {two:.1f} against {one:.1f} ms" for name, (one, two) in read.items())
    return [
        at_least(
            "a whole answer on PostgreSQL, against SQLite",
            turns.share,
            LEAST,
            "%",
            f"the server beside it on this machine, reached by a socket, each commit on the disk: {turns.told}.",
        ),
        at_most(
            "what a staff screen reads on PostgreSQL, against SQLite",
            database_ms / file_ms,
            MOST,
            "x",
            f"{looks} times each by turns, medians, with nothing new and with a family's answer just kept:"
            f" {screens}. The slowest is {slowest}.",
        ),
    ]


@contextmanager
def database() -> Iterator[str]:
    """The address of an empty database, each commit of which is on the disk; gone afterwards."""
    disk = Path(tempfile.mkdtemp(prefix="heard-bench-", dir="/var/tmp"))  # the server's own account has to get there
    disk.chmod(0o755)
    server = Server.new(disk)
    try:
        yield server.database("heard")
    finally:
        server.remove()
        shutil.rmtree(disk, ignore_errors=True)


def _of(folder: Path, address: str) -> Store:
    return open_store(Settings(data=folder, database=SecretStr(address)))


def _screens(file: Store, database: Store, looks: int, meanwhile: Iterator[Family]) -> dict[str, tuple[float, float]]:
    """How long each screen is read for from both, in milliseconds: with nothing new, and after an answer."""
    asks = [_asks(store) for store in (file, database)]
    found = {}
    for name in SCREENS:
        found[name] = _medians([_milliseconds(one[name]) for one in asks] for _ in range(looks + 1))
        found[f"{name} after an answer"] = _medians(
            _after(family, [file, database], [one[name] for one in asks]) for family in islice(meanwhile, looks + 1)
        )
    return found


def _after(family: Family, stores: list[Store], asks: list[Callable[[], object]]) -> list[float]:
    question = family.form.questions[0]
    for store in stores:
        store.write_now(answer, family.token, family.session, question.id, said(question), family.language)
    return [_milliseconds(ask) for ask in asks]


def _medians(spans: Iterable[Sequence[float]]) -> tuple[float, float]:
    """Of both, without the first look, which finds nothing remembered."""
    one, other = zip(*[*spans][1:], strict=True)
    return statistics.median(one), statistics.median(other)


def _asks(store: Store) -> dict[str, Callable[[], object]]:
    hours, order = QuietHours(), CallOrder(store)
    known = store.read(by_email, HEAD)
    assert known is not None
    head = as_actor(known)
    return {
        "navigation": partial(_read, store, navigation, head, hours, order),
        "home": partial(_read, store, home_content, head, hours, order),
        "read": partial(_read, store, triage_list, head),
        "children": partial(_read, store, children, head, asked({}, SORTS)),
        "a child": partial(_read, store, child_record, head, "D0001"),
    }


def _read(store: Store, verb: Callable[..., Any], actor: Actor, *args: Any) -> None:
    def look(db: Any) -> None:
        db.remember()
        verb(db, actor, *args)

    store.read(look)


def _milliseconds(ask: Callable[[], object]) -> float:
    begun = time.perf_counter()
    ask()
    return (time.perf_counter() - begun) * 1000
