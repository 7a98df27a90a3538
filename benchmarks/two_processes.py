"""Two processes against one: all pages from PostgreSQL, and families' answers on SQLite."""

import contextlib
import os
import statistics
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.data_folder import DEMO_MARK
from app.moving import move
from app.settings import Settings
from benchmarks import wire
from benchmarks.authority import filled, opened
from benchmarks.families import parents
from benchmarks.load import Load, Script, dealt
from benchmarks.postgres import database
from benchmarks.programs import Program, heard
from benchmarks.row import Row, at_least
from benchmarks.whole_answer import BROWSERS, scripts

LEAST = 1.6  # times as many
ROUNDS = 5
LINKS = 64
LOADED = "one core for each process, and the load beside them on both"


def rows(voices: int = 20_000, requests: int = 4_000, families: int = 6, rounds: int = ROUNDS) -> list[Row]:
    """Both by turns. The load takes time of the same cores, so that the share is what a machine of two cores gives."""
    return [_pages(voices, requests, rounds), _answers(voices, families, rounds)]


def _pages(voices: int, requests: int, rounds: int) -> Row:
    folder = filled(voices)
    store = opened(folder)
    pages = [wire.get(one.path) for one in store.write_now(parents, LINKS, begun=False)]
    store.close()
    (folder / DEMO_MARK).unlink()
    with database() as address:
        move(Settings(data=folder), address)
        with _two(folder, "pages", HEARD_DATABASE=address) as ports:
            script = dealt((pages * (requests // LINKS + 1))[:requests])
            rates = [(_rate(ports[:1], [script]), _rate(ports, [script[::2], script[1::2]])) for _ in range(rounds + 1)]
    return _row("family GETs on PostgreSQL, two processes against one", rates[1:])


def _answers(voices: int, families: int, rounds: int) -> Row:
    folder = filled(voices)
    store = opened(folder)
    begun = scripts(store.write_now(parents, 2 * (rounds + 1) * BROWSERS * families), 2 * (rounds + 1))
    store.close()
    half = BROWSERS // 2
    with _two(folder, "families", demo=True) as ports:
        pairs = zip(begun[::2], begun[1::2], strict=True)
        rates = [(_rate(ports[:1], [one]), _rate(ports, [two[:half], two[half:]])) for one, two in pairs]
    return _row("whole answers on SQLite, two family processes against one", rates[1:])


@contextlib.contextmanager
def _two(folder: Path, second: str, *, demo: bool = False, **environment: str) -> Iterator[list[int]]:
    """The whole of Heard and a part of it, each on a core of its own; their ports."""
    with (
        heard(folder, demo=demo, pinned=False, **environment) as one,
        heard(folder, demo=demo, pinned=False, only=second, **environment) as other,
    ):
        for program, core in zip((one, other), sorted(os.sched_getaffinity(0)), strict=False):
            _keep_to(program, core)
        yield [one.port, other.port]


def _keep_to(program: Program, core: int) -> None:
    for thread in Path(f"/proc/{program.process}/task").iterdir():
        os.sched_setaffinity(int(thread.name), {core})


def _rate(ports: Sequence[int], shares: Sequence[Sequence[Script]]) -> float:
    """Requests in a second, all ports together, each of which has a load of its own."""
    with contextlib.ExitStack() as stack, ThreadPoolExecutor(len(ports)) as at_once:
        loads = [stack.enter_context(Load(pinned=False)) for _ in ports]
        found = list(at_once.map(Load.round, loads, ports, shares))
    return sum(sum(one.statuses.values()) for one in found) / max(one.seconds for one in found)


def _row(name: str, rates: Sequence[tuple[float, float]]) -> Row:
    one, two = (statistics.median(each) for each in zip(*rates, strict=True))
    times = statistics.median(there / here for here, there in rates)
    detail = f"{len(rates)} rounds by turns, {LOADED}: {two:,.0f}/s against {one:,.0f}/s."
    return at_least(name, times, LEAST, "x", detail)
