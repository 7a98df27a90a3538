"""Brings a picture in: some steps a unit of work, each by the verb of its record; begun again, it goes on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.imports import differences, imports
from people.imports.compared import NEW, Change, Compared, Difference
from people.imports.comparing import Comparing
from people.imports.gone import gone_from, in_words
from people.imports.gone_waiting import keep_gone
from people.imports.imports import DONE, MOST_TOLD, RUNNING, STANDS_STILL, STOPPED, RecordImport
from people.imports.incoming import Place, Wrong
from people.imports.picture import Picture
from people.imports.rosters import keep_roster
from people.imports.steps import Step, steps_of
from people.permissions import needs, open_to
from people.records.sources import from_import
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

TOPIC = "record imports"
AT_ONCE = 40  # steps a unit of work: families and other writers wait no longer for it


@dataclass
class Found:
    """What the steps came to so far."""

    changes: list[tuple[Place, str, str]] = field(default_factory=list)  # where, `NEW` or `CHANGED`, in words
    differences: list[Difference] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def new(self) -> int:
        """How many records are new."""
        return sum(kind == NEW for _, kind, _ in self.changes)

    @property
    def changed(self) -> int:
        """How many changes there are to records that are here."""
        return len(self.changes) - self.new

    def take(self, changes: Iterable[Change], compared: Compared) -> None:
        """Note what one step came to."""
        self.changes += [(one.place, one.kind, one.words) for one in changes]
        self.differences += compared.differences
        self.wrong += compared.wrong


@dataclass
class Work:
    """A picture on its way in."""

    picture: Picture
    steps: list[Step]
    found: Found
    next: int = 0

    @classmethod
    def of(cls, picture: Picture) -> "Work":
        """All of its steps, none of them done; what was wrong with the rows is told with the rest."""
        return cls(picture, steps_of(picture), Found(wrong=[*picture.wrong, *picture.partly]))

    @property
    def is_done(self) -> bool:
        """Whether every step has been taken."""
        return self.next >= len(self.steps)


@needs(Permission.BRING_IN_RECORDS)
def look_at_some(db: Database, _: Actor, work: Work) -> None:
    """Compare the next steps with what is here, and change nothing."""
    comparing = Comparing(db, work.picture, london_day(db.now))
    for step in work.steps[work.next : work.next + AT_ONCE]:
        compared = comparing.compare(step)
        work.found.take(compared.changes, compared)
    work.next += AT_ONCE


@needs(Permission.BRING_IN_RECORDS)
def begin(db: Database, actor: Actor, kind: str, files: Sequence[str], digest: str) -> int:
    """Keep that a bringing-in begins, and return its number: the source of all that it changes.

    Where the same contents stopped half-way, or stand still, it is theirs: the bringing-in goes on.
    """
    if halted := imports.halted(db, digest, db.now - STANDS_STILL):
        number = number_of(halted)
        imports.change(db, halted, state=RUNNING, moved=db.now.isoformat())
    else:
        number = imports.add(
            db,
            {
                "kind": kind,
                "files": list(files),
                "digest": digest,
                "by": actor.id,
                "by_name": actor.name,
                "at": db.now.isoformat(),
                "state": RUNNING,
                "steps": 0,  # nobody has counted them yet
                "next": 0,
                "moved": db.now.isoformat(),
                "new": 0,
                "changed": 0,
                "wrong": [],
                "wrong_in_all": 0,
                "differing": 0,
                "gone": [],
            },
        )
    audit.record(db, actor, "records.import_started", number=number, kind=kind)
    db.announce(TOPIC)
    return number


@needs(Permission.BRING_IN_RECORDS)
def go_on(db: Database, _: Actor, number: int, picture: Picture) -> None:
    """The files are read: from the first step on, and what is here already comes to nothing."""
    one, steps = imports.by_id(db, number), len(steps_of(picture))
    imports.change(db, one, state=RUNNING, steps=steps, next=0, moved=db.now.isoformat())
    db.announce(TOPIC)


@needs(Permission.BRING_IN_RECORDS)
def bring_some(db: Database, actor: Actor, number: int, steps: Sequence[Step], picture: Picture) -> Found:
    """Bring these steps in, all or none. A step that its verb refuses is told as wrong, and the next goes on."""
    comparing, source, found = Comparing(db, picture, london_day(db.now)), from_import(number), Found()
    for step in steps:
        compared = comparing.compare(step)
        done = [one for one in compared.changes if _is_done(db, actor, one, source, compared)]
        found.take(done, compared)
    differences.keep(db, number, found.differences)
    one = imports.by_id(db, number)
    new, changed = one["new"] + found.new, one["changed"] + found.changed
    imports.change(db, one, next=one["next"] + len(steps), moved=db.now.isoformat(), new=new, changed=changed)
    db.announce(TOPIC)
    return found


def _is_done(db: Database, actor: Actor, change: Change, source: str, compared: Compared) -> bool:
    try:
        change.verb(db, actor, source)
    except (Unacceptable, NotFound) as why:
        compared.wrong.append(Wrong(change.place, str(why) or "The record is not there any more."))
        return False
    return True


@open_to("whatever was bringing it in")
def stop(db: Database, number: int) -> None:
    """Nobody goes on with it; what has come in until then is whole, and it says how far it came."""
    one = imports.by_id(db, number)
    if one["state"] != RUNNING:
        return
    imports.change(db, one, state=STOPPED)
    audit.record(db, audit.SYSTEM, "records.import_stopped", number=number, steps=one["steps"], done=one["next"])
    db.announce(TOPIC)


@needs(Permission.BRING_IN_RECORDS)
def finish(db: Database, actor: Actor, number: int, found: Found, picture: Picture) -> None:
    """All steps are taken: keep what was not brought in, who stands in it, and who is missing that the last one had."""
    one = imports.by_id(db, number)
    gone = gone_from(db, picture)
    keep_gone(db, number, gone, picture)
    keep_roster(db, number, picture)
    imports.change(
        db,
        one,
        state=DONE,
        wrong=[imports.told(wrong) for wrong in found.wrong[:MOST_TOLD]],
        wrong_in_all=len(found.wrong),
        differing=len(found.differences),
        gone=[each.nameless for each in gone[:MOST_TOLD]],
        gone_in_all=len(gone),
        ended=db.now.isoformat(),
    )
    audit.record(db, actor, "records.import_done", number=number, new=one["new"], changed=one["changed"])
    db.announce(TOPIC)


@needs(Permission.BRING_IN_RECORDS)
def imports_shown(db: Database, _: Actor, most: int) -> list[RecordImport]:
    """What was brought in, the last first."""
    return imports.latest(db, most)


@needs(Permission.BRING_IN_RECORDS)
def import_shown(db: Database, _: Actor, number: int) -> RecordImport:
    """One of them."""
    return imports.by_id(db, number)


@needs(Permission.BRING_IN_RECORDS)
def imports_standing(db: Database, _: Actor) -> imports.ImportsStanding:
    """How the last ones stand."""
    return imports.standing(db)


@needs(Permission.BRING_IN_RECORDS)
def who_is_gone(db: Database, _: Actor, picture: Picture) -> list[str]:
    """Whom the last files of the same tables had and these have not, by name."""
    return [in_words(db, one) for one in gone_from(db, picture)]
