"""What is on record of backups: each that was made and checked, each that failed, and each restore of this store."""

from datetime import datetime
from typing import Any, TypedDict, cast

from tinydb import where

from people import audit
from people.actor import Actor
from people.nightly_runs import NightlyRun, NightlyStanding, standing_of
from people.permissions import needs, open_to
from people.roles import Permission
from storage.kinds import Kind
from storage.store import Database

BACKUPS = Kind("backups", indexed=("at", "good"))
RESTORES = Kind("restores", lasting=True)
TOPIC = "backups"


class BackupRun(NightlyRun):
    """One try to make a backup; a good one is made, checked and under its name."""

    name: str  # of its folder; empty where it failed


class Restore(TypedDict):
    """That this store was made of a backup: what happened between the two moments is not in it."""

    made: str  # of the backup
    at: str


@open_to("the work that makes backups")
def note_good(db: Database, who: Actor | str, at: datetime, name: str, documents: int) -> None:
    """Keep that a backup was made and checked. Audited: all that stands here lies there too."""
    run: BackupRun = {"at": at.isoformat(), "good": True, "name": name, "why": ""}
    db.table(BACKUPS).insert(run)
    audit.record(db, who, "backup.made", name=name, documents=documents)
    db.announce(TOPIC)


@open_to("the work that makes backups")
def note_failed(db: Database, why: str) -> None:
    """Keep that a backup could not be made, and why."""
    run: BackupRun = {"at": db.now.isoformat(), "good": False, "name": "", "why": why}
    db.table(BACKUPS).insert(run)
    db.announce(TOPIC)


@open_to("a restore")
def note_restored(db: Database, who: Actor | str, made: str, **about: Any) -> None:
    """Keep that this store was made of a backup of that moment. Audited."""
    restore: Restore = {"made": made, "at": db.now.isoformat()}
    db.table(RESTORES).insert(restore)
    audit.record(db, who, "backup.restored", made=made, **about)


def last_restored(db: Database) -> datetime | None:
    """When this store was last made of a backup: what was due before may have been done already."""
    found = cast("Restore | None", db.table(RESTORES).newest())
    return datetime.fromisoformat(found["at"]) if found else None


def standing(db: Database) -> NightlyStanding:
    """How it stands now."""
    return standing_of(_newest(db, good=True), _newest(db, good=False))


@needs(Permission.MANAGE_STAFF)
def backups_standing(db: Database, _: Actor) -> NightlyStanding:
    """How it stands now, for whoever sees to the machine."""
    return standing(db)


def _newest(db: Database, *, good: bool) -> BackupRun | None:
    found = db.table(BACKUPS).page(where("good") == good, by="at", newest_first=True, limit=1)
    return cast("BackupRun", found[0]) if found else None
