"""The first page of a family, against a bare Starlette program that sends as many bytes of static HTML."""

from benchmarks import wire
from benchmarks.authority import MANY, authority, opened
from benchmarks.families import asked
from benchmarks.load import CONNECTIONS, Load, dealt
from benchmarks.programs import Program, bare, heard
from benchmarks.row import Row, at_least
from benchmarks.turns import Turns, by_turns

LEAST = 50  # per cent
ROUNDS = 7


def rows(voices: int = MANY, requests: int = 4_000, rounds: int = ROUNDS) -> list[Row]:
    """The share of the bare program's pages that Heard serves in the same time."""
    folder = authority(voices)
    store = opened(folder)
    welcomed = store.write_now(asked, "D0016", "conference", "parent_carer", begun=False)
    asking = store.write_now(asked, "D0016", "conference", "parent_carer", begun=True)
    store.close()
    with heard(folder) as ours, Load() as load:
        first = _against_bare(load, ours, wire.get(welcomed.path), requests, rounds)
        later = _against_bare(load, ours, asking.looks(), requests // 4, max(1, rounds // 2))
    return [at_least("family GET, against a bare static page", first.share, LEAST, "%", _detail(first, later))]


def _against_bare(load: Load, ours: Program, request: bytes, number: int, rounds: int) -> Turns:
    """The same request many times over, of both in turn."""
    size = len(wire.body(wire.exchange(ours.port, request)))
    plain = request.replace(request.split(b" ", 2)[1], b"/", 1)
    script = (dealt([request] * number), dealt([plain] * number))
    with bare("static", str(size)) as theirs:
        return by_turns(load, ours, theirs, [script] * (rounds + 1), 200)


def _detail(first: Turns, later: Turns) -> str:
    return (
        f"the welcome page and as many static bytes, {CONNECTIONS} connections, {len(first.ours)} rounds by turns on "
        f"one core with the load on another: {first.told}; the lower ratio counts. A question's page, made for its one "
        f"browser, reaches {later.share:.0f} %: {later.told}."
    )
