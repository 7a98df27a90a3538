"""What is on record of backups: each that was made and checked, each that failed, and each restore of this store."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypedDict, cast

from tinydb import where

from people import audit
from people.actor import Actor
from people.permissions import needs, open_to
from people.roles import Permission
from storage.kinds import Kind
from storage.store import Database

BACKUPS = Kind("backups", indexed=("at", "good"))
RESTORES = Kind("restores", lasting=True)
TOPIC = "backups"
LATE = timedelta(hours=26)  # a night was left out


class BackupRun(TypedDict):
    """One try to make a backup."""

    at: str  # of the moment that it holds; of one that failed, when it failed
    good: bool  # made, checked and under its name
    name: str  # of its folder; empty where it failed
    why: str  # it failed, in a sentence; empty where it did not


class Restore(TypedDict):
    """That this store was made of a backup: what happened between the two moments is not in it."""

    made: str  # of the backup
    at: str


@dataclass(frozen=True)
class BackupsStanding:
    """When the last good one was made, and why the latest try failed where it did; None and empty where nothing is."""

    last_good: datetime | None
    failed: datetime | None
    why: str


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


def standing(db: Database) -> BackupsStanding:
    """How it stands now."""
    good, bad = _newest(db, good=True), _newest(db, good=False)
    last = datetime.fromisoformat(good["at"]) if good else None
    failed = datetime.fromisoformat(bad["at"]) if bad else None
    if failed is not None and last is not None and last >= failed:
        failed = None
    return BackupsStanding(last, failed, bad["why"] if bad and failed else "")


@needs(Permission.MANAGE_STAFF)
def backups_standing(db: Database, _: Actor) -> BackupsStanding:
    """How it stands now, for whoever sees to the machine."""
    return standing(db)


def _newest(db: Database, *, good: bool) -> BackupRun | None:
    found = db.table(BACKUPS).page(where("good") == good, by="at", newest_first=True, limit=1)
    return cast("BackupRun", found[0]) if found else None
