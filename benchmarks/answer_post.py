"""A durable answer of a family, against a bare Starlette program that keeps the same form as one SQLite row."""

from benchmarks.authority import MANY, authority, opened, scratch
from benchmarks.families import Family, parents
from benchmarks.load import CONNECTIONS, Load, Script
from benchmarks.programs import bare, heard
from benchmarks.row import Row, at_least
from benchmarks.turns import Turns, by_turns

LEAST = 40  # per cent
ROUNDS = 7
FAMILIES = 8  # a connection in each round, each answering every question


def rows(voices: int = MANY, families: int = FAMILIES, rounds: int = ROUNDS) -> list[Row]:
    """The share of the bare program's answers that Heard keeps in the same time."""
    folder = authority(voices)
    store = opened(folder)
    begun = store.write_now(parents, (rounds + 1) * CONNECTIONS * families)
    store.close()
    scripts = ((script, script) for script in _scripts(begun, rounds + 1))
    with heard(folder) as ours, bare("keeping", str(scratch("answers.sqlite"))) as theirs, Load() as load:
        turns = by_turns(load, ours, theirs, scripts, 303)
    return [at_least("durable answer POST, against a bare POST", turns.share, LEAST, "%", _detail(turns))]


def _scripts(begun: list[Family], rounds: int) -> list[list[Script]]:
    """For each round one script a connection: one family after another, each answer a new one."""
    return [
        [
            [request for family in begun[first :: rounds * CONNECTIONS] for request in family.answers_to_all()]
            for first in range(at * CONNECTIONS, (at + 1) * CONNECTIONS)
        ]
        for at in range(rounds)
    ]


def _detail(turns: Turns) -> str:
    return (
        f"each POST a new answer, on the disk before it is answered, and the same form as one JSON row in a "
        f"group-committed SQLite, {CONNECTIONS} connections, {len(turns.ours)} rounds by turns on one core with the "
        f"load on another: {turns.told}; the lower ratio counts. 99 in 100 of ours within {turns.slowest_ms:.0f} ms."
    )
