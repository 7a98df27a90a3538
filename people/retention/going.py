"""The nightly work: what stood on the list for its whole notice goes, and what will go is put on it, in small pieces.

Each piece is one unit of work that changes, or leaves, whole things: a night that was cut off is gone on with.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from people.backups import last_restored
from people.permissions import open_to
from people.retention import again, listed, nights
from people.retention.erasures import Gone, note_erased
from people.retention.holds import is_held
from people.retention.rules import NOTICE, days_of
from storage.store import Database, Store

PIECE = 100  # things in one unit of work
REST = 0.05  # seconds between two: families do not wait for it


@dataclass(frozen=True)
class Thing:
    """One thing that a rule is about. `busy`: something of its own is still under way."""

    number: int
    since: str  # from when its time is counted, an ISO moment
    child: str | None = None
    busy: bool = False
    made: str = ""  # what never changes of it, where `since` does

    @property
    def gone(self) -> Gone:
        """By what it is known once it has gone."""
        return {"number": self.number, "made": self.made or self.since}


@dataclass(frozen=True)
class Sort:
    """One sort of thing: how it is found and how it goes. `between` gives so many of two moments, oldest first."""

    rule: str
    between: Callable[[Database, str, str, int], Iterable[Thing]]
    find: Callable[[Database, int], Thing | None]
    erase: Callable[[Database, int], None]


@dataclass(frozen=True)
class Place:
    """Where the next piece begins. It is larger where more things than a piece holds have the same moment."""

    moment: str
    size: int


Waits = Callable[[Database, str], bool]  # whether something about a child is still under way


@dataclass(frozen=True)
class Keeping:
    """All that the nightly work knows of the rooms above it."""

    sorts: Sequence[Sort]
    waits: Sequence[Waits]


async def work_at_night(store: Store, keeping: Keeping, rest: float = REST) -> None:
    """Go through the list once a night, and put on it what will go."""
    if not await store.fetch(nights.is_due):
        return
    gone = put = 0
    key: str | None = ""
    while key is not None:
        key, went = await store.write(erase_again, keeping, key)
        gone += went
        await asyncio.sleep(rest)
    for sort in keeping.sorts:
        number: int | None = 0
        while number is not None:
            number, went = await store.write(look_through, keeping, sort, number)
            gone += went
            await asyncio.sleep(rest)
        place: Place | None = Place("", PIECE)
        while place is not None:
            place, new = await store.write(put_on, keeping, sort, place)
            put += new
            await asyncio.sleep(rest)
    await store.write(nights.note_done, gone, put)


@open_to("work beside the pages")
def look_through(db: Database, keeping: Keeping, sort: Sort, after: int) -> tuple[int | None, int]:
    """A piece of the list: what has to go goes, what may no longer go is taken off; where to go on, how many went.

    What was listed before a restore is listed anew: a hold that was placed after the backup is not there.
    """
    restored = at.isoformat() if (at := last_restored(db)) else ""
    days, gone = days_of(db, sort.rule), list[Gone]()
    piece = listed.after(db, sort.rule, after, PIECE)
    for one in piece:
        thing = sort.find(db, one["number"])
        is_current = one["days"] == days and one["put"] >= restored
        if thing is None or not is_current or thing.since != one["since"] or _stays(db, keeping, thing):
            listed.strike(db, one)
        elif one["goes"] <= db.now.isoformat():
            sort.erase(db, thing.number)
            listed.strike(db, one)
            gone.append(thing.gone)
    if gone:
        note_erased(db, sort.rule, days, [one["number"] for one in gone], gone)
    return (piece[-1]["number"] if len(piece) == PIECE else None), len(gone)


@open_to("work beside the pages, and a restore")
def erase_again(db: Database, keeping: Keeping, after: str) -> tuple[str | None, int]:
    """A piece of what had gone before a restore: it goes again by its sort; where to go on, how many went.

    What a hold or its own business keeps stays and is tried each night; what a family had asked for waits for no more.
    """
    sorts, gone = {one.rule: one for one in keeping.sorts}, dict[tuple[str, bool], list[Gone]]()
    piece = again.after(db, after, PIECE)
    for one in piece:
        sort = sorts.get(one["rule"])
        thing = sort.find(db, one["number"]) if sort else None
        if sort is None or thing is None or thing.gone["made"] != one["made"]:
            again.strike(db, one)
        elif not (_is_kept(db, thing) if one["asked"] else _stays(db, keeping, thing)):
            sort.erase(db, thing.number)
            again.strike(db, one)
            gone.setdefault((sort.rule, one["asked"]), []).append(thing.gone)
    for (rule, asked), went in gone.items():
        note_erased(db, rule, days_of(db, rule), [one["number"] for one in went], went, asked=asked, again=True)
    return (piece[-1]["key"] if len(piece) == PIECE else None), sum(map(len, gone.values()))


@open_to("work beside the pages")
def put_on(db: Database, keeping: Keeping, sort: Sort, place: Place) -> tuple[Place | None, int]:
    """Put a piece of what will go on the list, a notice before it does; where to go on, how many are new."""
    days, notice = days_of(db, sort.rule), timedelta(days=days_of(db, NOTICE))
    latest = (db.now + notice - timedelta(days=days)).isoformat()
    piece = list(sort.between(db, place.moment, latest, place.size))
    new = [one for one in piece if not listed.is_listed(db, sort.rule, one.number) and not _stays(db, keeping, one)]
    for one in new:
        over = datetime.fromisoformat(one.since) + timedelta(days=days)
        listed.add(db, sort.rule, one.number, one.since, days, max(over, db.now + notice).isoformat())
    if len(piece) < place.size:
        return None, len(new)
    last = piece[-1].since
    return (Place(last, PIECE) if last > place.moment else Place(last, place.size * 2)), len(new)


def _stays(db: Database, keeping: Keeping, thing: Thing) -> bool:
    ref = thing.child
    return _is_kept(db, thing) or (ref is not None and any(waits(db, ref) for waits in keeping.waits))


def _is_kept(db: Database, thing: Thing) -> bool:
    return thing.busy or (thing.child is not None and is_held(db, thing.child))
