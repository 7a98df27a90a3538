"""The first page of a family, against a bare Starlette program that sends as many bytes of static HTML."""

from benchmarks import wire
from benchmarks.authority import MANY, authority, opened
from benchmarks.families import parents
from benchmarks.load import CONNECTIONS, Load, dealt
from benchmarks.programs import Program, bare, heard
from benchmarks.row import Row, at_least
from benchmarks.turns import Turns, by_turns

LEAST = 50  # per cent
ROUNDS = 7
LINKS = 64  # different families, as each has a link of its own


def rows(voices: int = MANY, requests: int = 4_000, rounds: int = ROUNDS) -> list[Row]:
    """The share of the bare program's pages that Heard serves in the same time."""
    folder = authority(voices)
    store = opened(folder)
    welcomed = [wire.get(one.path) for one in store.write_now(parents, LINKS, begun=False)]
    asking = [one.looks() for one in store.write_now(parents, LINKS)]
    store.close()
    with heard(folder) as ours, Load() as load:
        first = _against_bare(load, ours, welcomed, requests, rounds)
        later = _against_bare(load, ours, asking, requests // 4, max(1, rounds // 2))
    return [at_least("family GET, against a bare static page", first.share, LEAST, "%", _detail(first, later))]


def _against_bare(load: Load, ours: Program, links: list[bytes], number: int, rounds: int) -> Turns:
    """The same pages many times over, of both by turns."""
    size = len(wire.body(wire.exchange(ours.port, links[0])))
    requests = (links * (number // len(links) + 1))[:number]
    script = (dealt(requests), dealt([one.replace(one.split(b" ", 2)[1], b"/", 1) for one in requests]))
    with bare("static", str(size)) as theirs:
        return by_turns(load, ours, theirs, [script] * (rounds + 1), 200)


def _detail(first: Turns, later: Turns) -> str:
    return (
        f"the welcome page of {LINKS} links and as many static bytes, {CONNECTIONS} connections, "
        f"{len(first.ours)} rounds by turns on one core with the load on another: {first.told}; the lower one counts. "
        f"A question's page, made for its one browser, reaches {later.share:.0f} %: {later.told}."
    )
