"""The tracker in memory: what a list filters, sorts and counts by, brought up to date from the lines written since."""

import threading
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from language.folding import fold
from storage.documents import number_of
from storage.store import Database
from tracker import items, lines
from tracker.items import NOBODY, Item
from tracker.states import CLOSED, IN_SIGHT

Found = TypeVar("Found")

MOST_FOUND = 64
MOST_CAUGHT_UP = 2_000  # lines; beyond them reading everything anew is quicker


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """What the index knows of an item; `text` is folded, for search."""

    number: int
    level: str
    action: str
    child: str | None
    owner: int
    owner_name: str
    manager: int
    team: str
    theme: str
    source: str
    state: str
    due: str
    updated: str
    closed: str
    held: bool
    answers: bool  # whether it answers a family's words
    askers: tuple[int, ...]  # who asks for a later date or its end, and waits for an answer
    again: str  # day on which its effect is looked at again
    done_by: int  # who said that it is done
    training: bool
    text: str

    @property
    def asked(self) -> bool:
        """Whether somebody waits for an answer."""
        return bool(self.askers)


class TrackerIndex:
    """Every item of one store; each reading first takes in what was written since the last, by any process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen = 0  # the last line that is taken in
        self._open: dict[int, ItemEntry] = {}
        self._closed: dict[int, ItemEntry] = {}
        self._found: dict[Hashable, Any] = {}  # what was worked out since the last line

    def read(self, db: Database) -> None:
        """Take in what was written since the last reading; at the start, everything."""
        with self._lock:
            self._catch_up(db)

    def once(self, db: Database, asked: Hashable, find: Callable[[], Found]) -> Found:
        """What `find` works out of the items: once for all who ask the same until the next line is written."""
        with self._lock:
            self._catch_up(db)
            seen = self._seen
            if asked in self._found:
                known: Found = self._found[asked]
                return known
        found = find()
        with self._lock:
            if seen == self._seen:
                if len(self._found) >= MOST_FOUND:
                    self._found.clear()
                self._found[asked] = found
        return found

    def open_items(self, db: Database) -> Iterable[ItemEntry]:
        """The items in sight."""
        with self._lock:
            self._catch_up(db)
            return list(self._open.values())

    def closed_items(self, db: Database) -> Iterable[ItemEntry]:
        """The items that have come to their end."""
        with self._lock:
            self._catch_up(db)
            return list(self._closed.values())

    def _catch_up(self, db: Database) -> None:
        last = lines.last_number(db)
        if last <= self._seen:  # a reading that began before the last one: what is known is newer than what it sees
            return
        self._found.clear()
        if last - self._seen > MOST_CAUGHT_UP:
            self._open.clear()
            self._closed.clear()
            self._take_in(items.everything(db))
        else:
            self._take_in(items.by_numbers(db, lines.items_touched(db, self._seen, last)))
        self._seen = last

    def _take_in(self, found: Iterable[Item]) -> None:
        for one in found:
            number = number_of(one)
            self._open.pop(number, None)
            self._closed.pop(number, None)
            if one["state"] in IN_SIGHT:
                self._open[number] = entry_of(one)
            elif one["state"] in CLOSED:
                self._closed[number] = entry_of(one)


def entry_of(one: Item) -> ItemEntry:
    """What a list needs to know of an item."""
    said = (one["action"], one["impact"], one["shown_by"], one["owner_name"], one["team"], one["theme"])
    judgement = one["judgement"]
    return ItemEntry(
        number=number_of(one),
        level=one["level"],
        action=one["action"],
        child=one["child"],
        owner=one["owner"],
        owner_name=one["owner_name"],
        manager=one["manager"],
        team=one["team"],
        theme=one["theme"],
        source=one["source"],
        state=one["state"],
        due=one["due"],
        updated=one["updated"],
        closed=one["closed"],
        held=one["held"],
        answers=bool(one["voices"]),
        askers=tuple(wish["by"] for wish in (one["later"], one["drop"]) if wish is not None),
        again=judgement["again"] if judgement else "",
        done_by=one["done"]["by"] if one["done"] else NOBODY,
        training=one["training"],
        text=fold(" ".join((*said, one["child"] or "", str(number_of(one))))),
    )
