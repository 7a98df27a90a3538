"""Writing in a meeting: what is said of an item there, and what is noted of the meeting as a whole (BR-51)."""

from collections.abc import Callable, Mapping
from typing import Any

from people.actor import Actor
from people.errors import NotAllowed
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from tracker.checked_words import said
from tracker.meetings import meetings
from tracker.meetings.attendance import attend
from tracker.meetings.meetings import Note
from tracker.meetings.sitting import going_on, led, with_one
from tracker.updating import reassign


@needs(Permission.SEE_TRACKER)
def within(
    db: Database, actor: Actor, number: int, verb: Callable[..., Any], item: int, /, *given: Any, **named: Any
) -> Any:
    """Do what `verb` of the tracker does to an item, as said in this meeting while it goes on: it is reached then."""
    found = going_on(db, number)
    done = verb(db, actor, item, *given, meeting=number, **named)
    order = found["order"] if item in found["order"] else [*found["order"], item]
    meetings.change(db, number, order=order, reached=with_one(found["reached"], item))
    return done


@needs(Permission.MANAGE_TRACKER)
def give_to(db: Database, actor: Actor, item: int, owner: int, reason: str, meeting: int = 0) -> None:
    """Give one item to another owner."""
    reassign(db, actor, [item], owner, reason, meeting=meeting)


@needs(Permission.MANAGE_TRACKER)
def note_attendance(db: Database, actor: Actor, number: int, attendance: Mapping[int, str], guests: str) -> None:
    """Say who is here, who sent apologies, and who is a guest."""
    led(db, actor, number)
    attend(db, number, attendance, guests)


@needs(Permission.SEE_TRACKER)
def note(db: Database, actor: Actor, number: int, words: str) -> None:
    """Note something of the meeting as a whole, beside what others noted."""
    found = going_on(db, number)
    if not actor.may(Permission.MANAGE_TRACKER) and actor.id not in found["present"]:
        raise NotAllowed("note")
    new: Note = {
        "words": said(words, "Write what is to be noted."),
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
    }
    meetings.change(db, number, notes=[*found["notes"], new])
