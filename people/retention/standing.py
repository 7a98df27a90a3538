"""What will go and what went, by number alone: nobody has to know of a child to decide how long things are kept."""

from dataclasses import dataclass
from datetime import timedelta

from people import drafts
from people.actor import Actor
from people.permissions import needs
from people.retention import again, erasures, listed, nights
from people.retention.erasures import Erasure
from people.retention.nights import Night
from people.retention.rules import DRAFTS, NOTICE, PROPOSALS, days_of
from people.roles import Permission
from storage.store import Database

MOST = 20  # pieces of what went


@dataclass(frozen=True)
class Going:
    """How many things of one sort will go, from when the oldest is counted, and when the first of them goes.

    `oldest` is empty where that is not kept.
    """

    title: str
    count: int
    oldest: str
    first: str


@needs(Permission.DECIDE_RETENTION)
def what_will_go(db: Database, _: Actor) -> list[Going]:
    """What stands on the list, by sort; nothing of a sort of which nothing does."""
    found = []
    for rule in (one for one in PROPOSALS if one != NOTICE):
        oldest, first = listed.first(db, rule, "since"), listed.first(db, rule, "goes")
        if oldest is not None and first is not None:
            found.append(Going(PROPOSALS[rule].title, listed.count(db, rule), oldest["since"], first["goes"]))
    return [*found, *_drafts(db)]


def _drafts(db: Database) -> list[Going]:
    """Drafts stand on no list, for each says by itself when it goes; those that go within the notice are counted."""
    until = (db.now + timedelta(days=days_of(db, NOTICE))).isoformat()
    ends = [one for one in drafts.untils(db) if one <= until]
    return [Going(PROPOSALS[DRAFTS].title, len(ends), "", ends[0])] if ends else []


@needs(Permission.DECIDE_RETENTION)
def erased_again_later(db: Database, _: Actor) -> int:
    """How many things had gone, came back with a backup, and are kept by something for now."""
    return again.waiting(db)


@needs(Permission.DECIDE_RETENTION)
def last_night(db: Database, _: Actor) -> Night | None:
    """The latest night on which the list was gone through to its end."""
    return nights.last(db)


@needs(Permission.DECIDE_RETENTION)
def erased_lately(db: Database, _: Actor) -> list[Erasure]:
    """What went last, the newest first."""
    return erasures.newest_first(db, MOST)
