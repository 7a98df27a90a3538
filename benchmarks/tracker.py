"""What the tracker's list costs with 2,000 items in sight and 20,000 closed, against 50 of each."""

import statistics
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from benchmarks.authority import filled, opened
from benchmarks.looks import times
from benchmarks.programs import heard
from benchmarks.row import Row, at_most
from people.actor import Actor
from people.staff import as_actor, by_email
from storage.store import Database, Store
from tracker.index import TrackerIndex
from tracker.items import ITEMS, Item
from tracker.lines import LINES, MADE, Line
from tracker.listing import Wanted, tracked
from tracker.states import CHILD, EFFECTIVE, OPEN

MOST = 1.5
IN_SIGHT, CLOSED, FEW = 2_000, 20_000, 50
VOICES = 20
HEAD, HEAD_NUMBER = "helen.marsh@heard.example", 6
SCREENS = {
    "the list": "tracker",
    "by owner, downward": "tracker?sort=-owner",
    "a filter": "tracker?view=no_update&team=Looked+after&source=peer_audit",
    "a search": "tracker?q=prepared+ten",
    "closed": "tracker?view=closed",
    "home": "",
}
THEMES = ("Identity", "Voice of the child", "Reports in time", "Language")
ACTIONS = ("Same interpreter for each visit", "Share reports three days before", "Ask about faith", "Ring when late")


def rows(looks: int = 25) -> list[Row]:
    """Each way to ask opened by turns in both; then what a change and a start cost the one who comes next."""
    few, many = _tracking(FEW, FEW), _tracking(IN_SIGHT, CLOSED)
    with heard(few, pinned=False) as small, heard(many, pinned=False) as large:
        found = {name: times(small, large, path, HEAD_NUMBER, looks) for name, path in SCREENS.items()}
    slowest, (one, other) = max(found.items(), key=lambda each: each[1][1] / each[1][0])
    told = "; ".join(f"{name} {there:.1f} against {here:.1f} ms" for name, (here, there) in found.items())
    first, anew, known = _in_memory(many)
    detail = (
        f"opened {looks} times each by turns, 50 rows drawn each time, medians: {told}. The slowest to grow is "
        f"{slowest}. All of it is read beside the pages at the start, in {first:.0f} ms; after a change the list is "
        f"worked out anew in {anew:.1f} ms, and else in {known:.1f} ms."
    )
    return [
        at_most(
            "the tracker, 2,000 items in sight and 20,000 closed, against 50 of each", other / one, MOST, "x", detail
        )
    ]


def _in_memory(folder: Path) -> tuple[float, float, float]:
    """In milliseconds: the first reading, the list after a change, and the list when nothing has changed."""
    store = opened(folder)
    head, index = as_actor(store.read(by_email, HEAD) or {}), TrackerIndex()  # type: ignore[arg-type]
    first = _spent(lambda: store.read(index.read))
    anew = [_after_a_change(store, head, index) for _ in range(9)]
    known = [_spent(lambda: store.read(tracked, head, index, Wanted())) for _ in range(9)]
    store.close()
    return first, statistics.median(anew), statistics.median(known)


def _after_a_change(store: Store, head: Actor, index: TrackerIndex) -> float:
    store.write_now(lambda db: db.table(LINES).insert(_line(db, 1)))
    return _spent(lambda: store.read(tracked, head, index, Wanted()))


def _spent(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


@cache
def _tracking(in_sight: int, closed: int) -> Path:
    """Demo mode's authority with so many items beside those that it brings."""
    folder = filled(VOICES)
    store = opened(folder)
    store.write_now(_add_items, in_sight, closed)
    store.close()
    return folder


def _add_items(db: Database, in_sight: int, closed: int) -> None:
    numbers = db.table(ITEMS).insert_multiple(_items(in_sight, closed))
    db.table(LINES).insert_multiple(_line(db, number) for number in numbers)


def _line(db: Database, number: int) -> Line:
    return {
        "item": number,
        "kind": MADE,
        "words": "Peer audit",
        "by": HEAD_NUMBER,
        "by_name": "Helen Marsh",
        "at": db.now.isoformat(),
    }


def _items(in_sight: int, closed: int) -> Iterator[Item]:
    for at in range(in_sight + closed):
        ended = at >= in_sight
        due = f"2026-{at % 12 + 1:02}-{at % 28 + 1:02}"
        yield {
            "level": CHILD,
            "child": f"D{at % 30 + 1:04}",
            "action": ACTIONS[at % len(ACTIONS)],
            "impact": "Parents come prepared",
            "shown_by": "Nine of ten went out in time",
            "source": "peer_audit",
            "owner": at % 3 + 1,
            "owner_name": ("Amina Yusuf", "Tom Farrow", "Grace Adeyemi")[at % 3],
            "team": "Looked after",
            "due": due,
            "theme": THEMES[at % 7 % len(THEMES)],
            "section": "3",
            "key": f"measured {at}",
            "manager": 3,
            "held": False,
            "voices": [],
            "perhaps": [],
            "state": EFFECTIVE if ended else OPEN,
            "first_due": due,
            "later": None,
            "drop": None,
            "done": None,
            "moved": None,
            "judgement": None,
            "training": False,
            "updated": "",
            "made": "2026-01-05",
            "closed": due if ended else "",
        }
