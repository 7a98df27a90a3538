"""A later date is asked for with a reason, answered by somebody else, and kept beside the first (BR-52)."""

from datetime import date

from people import audit
from people.actor import Actor
from people.errors import NotAllowed, Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.store import Database
from tracker import items
from tracker.access import item_to_decide, item_to_update
from tracker.checked_words import a_day, said
from tracker.items import Wish
from tracker.lines import LATER_ASKED, LATER_GIVEN, LATER_REFUSED, write_line
from tracker.states import OPEN, STATES


def is_overdue(state: str, due: str, today: date) -> bool:
    """Whether its day has passed and nobody has said that it is done; the day itself is in time (BR-52)."""
    return state == OPEN and bool(due) and today.isoformat() > due


@needs(Permission.UPDATE_TRACKER)
def ask_later(db: Database, actor: Actor, number: int, day: str, reason: str, meeting: int = 0) -> None:
    """Ask for a later date; the one that stands holds until somebody has answered."""
    found = item_to_update(db, actor, number)
    if found["state"] != OPEN:
        raise Unacceptable(f"It is {STATES[found['state']].lower()}. Nothing was changed.")
    later = a_day(day, "Give the later day.")
    if later.isoformat() <= found["due"] or later <= london_day(db.now):
        raise Unacceptable("Give a day that is later than the one that stands, and still to come.")
    why = said(reason, "Write why it takes longer, and what that means for the child or for families.")
    wish: Wish = {
        "day": later.isoformat(),
        "reason": why,
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
    }
    after = items.change(db, found, later=wish)
    write_line(db, actor, after, LATER_ASKED, why, day=later.isoformat(), meeting=meeting)
    audit.record(db, actor, "tracker.later_asked", child=found["child"], item=number)


@needs(Permission.MANAGE_TRACKER)
def answer_later(db: Database, actor: Actor, number: int, words: str, *, given: bool, meeting: int = 0) -> None:
    """Give the later date, or say why the first one stands; never who asked, nor the owner."""
    found = item_to_decide(db, actor, number)
    asked = found["later"]
    if asked is None:
        raise Unacceptable("Nobody asks for a later date any more. Nothing was changed.")
    if asked["by"] == actor.id:
        raise NotAllowed("later")
    if given:
        after = items.change(db, found, later=None, due=asked["day"])
        line = f"It was {found['due']}. {asked['by_name']}: {asked['reason']}"
        write_line(db, actor, after, LATER_GIVEN, line, day=asked["day"], meeting=meeting)
    else:
        text = said(words, "Write why the date stands.")
        write_line(db, actor, items.change(db, found, later=None), LATER_REFUSED, text, meeting=meeting)
    audit.record(db, actor, "tracker.later_answered", child=found["child"], item=number, given=given)
