"""A whole answer as a family gives it: the press, kept durably, and the next page, newly drawn."""

from benchmarks import wire
from benchmarks.authority import MANY, authority, opened, scratch
from benchmarks.families import Family, parents
from benchmarks.load import Load, Script
from benchmarks.programs import bare, heard
from benchmarks.row import Row, at_least
from benchmarks.turns import Turns, by_turns

LEAST = 50  # per cent
ROUNDS = 7
BROWSERS = 8
FAMILIES = 12  # a browser in each round, one after another, each answering every question


def rows(voices: int = MANY, families: int = FAMILIES, rounds: int = ROUNDS) -> list[Row]:
    """The share of the bare program's whole answers that Heard gets through in the same time."""
    folder = authority(voices)
    store = opened(folder)
    begun = store.write_now(parents, (rounds + 1) * BROWSERS * families)
    store.close()
    with heard(folder) as ours, bare("talking", str(scratch("talk.sqlite"))) as theirs, Load() as load:
        sizes = [len(wire.body(wire.exchange(one.port, begun[0].looks()))) for one in (ours, theirs)]
        turns = by_turns(load, ours, theirs, ((one, one) for one in scripts(begun, rounds + 1)), 303, 200)
    return [
        at_least("a whole answer, against a bare program with Jinja2", turns.share, LEAST, "%", _detail(turns, sizes))
    ]


def scripts(begun: list[Family], rounds: int) -> list[list[Script]]:
    """For each round one script a browser: each press, then the page that it is sent to."""
    return [
        [
            [each for family in begun[first :: rounds * BROWSERS] for each in _answers(family)]
            for first in range(at * BROWSERS, (at + 1) * BROWSERS)
        ]
        for at in range(rounds)
    ]


def _answers(family: Family) -> list[bytes]:
    return [each for press in family.answers_to_all() for each in (press, family.looks())]


def _detail(turns: Turns, sizes: list[int]) -> str:
    return (
        f"each press on the disk before the browser is sent on, then the page drawn and squeezed anew "
        f"({sizes[0]:,} and {sizes[1]:,} bytes at the first question), {BROWSERS} browsers, {len(turns.ours)} rounds "
        f"by turns on one core with the load on another; press and page counted as two requests: {turns.told}; the "
        f"lower ratio counts. 99 in 100 of ours within {turns.slowest_ms:.0f} ms."
    )
