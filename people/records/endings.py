"""Why we no longer work with a child, and what ends with it.

A child who has died: nobody is asked from that moment, and those who worked with it still see it, for the family's
sake. Moved to another authority, or adopted: nobody is asked, and nobody works with it any more; what was said stays
for those who may see every child. A closed case can still be asked about once, and is handed over to nobody by itself.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

from people import children
from people.actor import Actor
from people.children import CHILDREN, Child, Ending
from people.errors import Unacceptable
from people.permissions import needs
from people.records.access import child_to_keep
from people.records.casework import end_casework
from people.records.checked import past_day
from people.records.history import about, changed
from people.records.sources import HAND
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

DIED: Final = "died"
MOVED: Final = "moved"
ADOPTED: Final = "adopted"
CLOSED: Final = "closed"
Why = Literal["died", "moved", "adopted", "closed"]
ENDINGS: Mapping[str, str] = {
    DIED: "The child has died",
    MOVED: "The child has moved to another authority",
    ADOPTED: "The child has been adopted",
    CLOSED: "The case is closed",
}
ENDS_CASEWORK = frozenset({MOVED, ADOPTED})


def nobody_is_asked(child: Child) -> str:
    """Why nobody is asked about a child any more, in words; empty where somebody may be."""
    ended = child.get("ended")
    if child.get("died") or (ended and ended["why"] == DIED):
        return "The child has died. Nobody is asked."
    if ended and ended["why"] != CLOSED:
        return f"{ENDINGS[ended['why']]}. Nobody is asked here."
    return ""


@needs(Permission.HAND_OVER)
def note_ending(db: Database, actor: Actor, ref: str, why: Why, on: date, *, source: str = HAND) -> bool:
    """Keep why and when our work with a child ended; whether that is news."""
    child = child_to_keep(db, actor, ref)
    if why not in ENDINGS:
        raise Unacceptable("Say what has happened.")
    day = past_day(on, london_day(db.now))
    if day.isoformat() < child["born"]:
        raise Unacceptable("That day is before the child was born.")
    before = child.get("ended")
    if before and (before["why"], before["on"]) == (why, day.isoformat()):
        return False
    if why in ENDS_CASEWORK:
        end_casework(db, actor, child, day, source=source)
        child = _as_it_is_now(db, ref)
    _keep(db, actor, child, {"why": why, "on": day.isoformat(), "noted": db.now.isoformat()}, "child.ended", source)
    return True


@needs(Permission.KEEP_RECORDS)
def take_back_ending(db: Database, actor: Actor, ref: str, *, source: str = HAND) -> bool:
    """It was not so, or the child came back. Who works with it is to be said anew. Whether there was one."""
    child = child_to_keep(db, actor, ref)
    if not child.get("ended") and not child.get("died"):
        return False
    _keep(db, actor, child, None, "child.ending_taken_back", source)
    return True


def _as_it_is_now(db: Database, ref: str) -> Child:
    """The child as it is after a change within the same verb, which may have ended the actor's own sight of it."""
    found = children.by_ref(db, ref)
    assert found is not None
    return found


def _keep(db: Database, actor: Actor, child: Child, ended: Ending | None, what: str, source: str) -> None:
    before = {"ended": child.get("ended"), "died": bool(child.get("died"))}
    after = {"ended": ended, "died": bool(ended and ended["why"] == DIED)}
    children.change(db, child, {"ended": ended, "died": bool(after["died"])})
    record = about(CHILDREN, number_of(child))
    changed(db, actor, source, what, record, before=before, after=after, child=child["ref"])
    db.announce(f"child:{child['ref']}")
