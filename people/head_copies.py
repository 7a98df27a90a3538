"""What is on record of copies of the trail's head to a place outside: each that was made, each that failed."""

from typing import cast

from tinydb import where

from people import audit
from people.actor import Actor
from people.nightly_runs import NightlyRun, NightlyStanding, standing_of
from people.permissions import needs, open_to
from people.roles import Permission
from storage.kinds import Kind
from storage.store import Database

HEAD_COPIES = Kind("head_copies", indexed=("at", "good"))
TOPIC = "head copies"


@open_to("the work that copies the head")
def note_copied(db: Database) -> None:
    """Keep that a line was added to the file outside. Audited."""
    run: NightlyRun = {"at": db.now.isoformat(), "good": True, "why": ""}
    db.table(HEAD_COPIES).insert(run)
    audit.record(db, audit.SYSTEM, "head.copied")
    db.announce(TOPIC)


@open_to("the work that copies the head")
def note_not_copied(db: Database, why: str) -> None:
    """Keep that no line could be added, and why."""
    run: NightlyRun = {"at": db.now.isoformat(), "good": False, "why": why}
    db.table(HEAD_COPIES).insert(run)
    db.announce(TOPIC)


def standing(db: Database) -> NightlyStanding:
    """How it stands now."""
    return standing_of(_newest(db, good=True), _newest(db, good=False))


@needs(Permission.MANAGE_STAFF)
def copies_standing(db: Database, _: Actor) -> NightlyStanding:
    """How it stands now, for whoever sees to the machine."""
    return standing(db)


def _newest(db: Database, *, good: bool) -> NightlyRun | None:
    found = db.table(HEAD_COPIES).page(where("good") == good, by="at", newest_first=True, limit=1)
    return cast("NightlyRun", found[0]) if found else None
