"""Writing to an item: a line of progress, who owns it, and what it says (BR-51, BR-52)."""

from collections.abc import Collection
from dataclasses import dataclass

from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.access import check_in_sight, item_for, item_to_update, manager_of
from tracker.adding import owner_name
from tracker.checked_words import LONGEST_LINE, a_day, said, short
from tracker.items import Item, ItemChange
from tracker.lines import CHANGED, OWNED, UPDATE, write_line

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Described:
    """What an item is for, as somebody sets it down; `due` counts only where there was no day."""

    impact: str
    shown_by: str
    team: str
    theme: str
    due: str = ""


@needs(Permission.UPDATE_TRACKER)
def update(db: Database, actor: Actor, number: int, words: str, meeting: int = 0) -> None:
    """Say how far it has come; a line of its own, beside those that stand there."""
    found = item_to_update(db, actor, number)
    check_in_sight(found)
    write_line(
        db, actor, found, UPDATE, said(words, "Write what has been done since the last update."), meeting=meeting
    )
    audit.record(db, actor, "tracker.updated", child=found["child"], item=number)


@needs(Permission.MANAGE_TRACKER)
def change_item(db: Database, actor: Actor, number: int, revision: int, said_now: Described) -> None:
    """Set down better what it is for; `Conflict` where somebody changed it first. What it was stays in a line."""
    found = item_for(db, actor, number)
    check_in_sight(found)
    before = {"impact": found["impact"], "shown_by": found["shown_by"], "team": found["team"], "theme": found["theme"]}
    after: ItemChange = {
        "impact": said(said_now.impact, "Write what should be different for the child or for families."),
        "shown_by": said(said_now.shown_by, "Write what would show that it worked."),
        "team": short(said_now.team, LONGEST_LINE),
        "theme": short(said_now.theme, LONGEST_LINE),
    }
    if not found["due"] and said_now.due:
        day = a_day(said_now.due, "Give the day by which it has to be done.").isoformat()
        after |= {"due": day, "first_due": day}
    was = [f"{name.replace('_', ' ')}: {text or '–'}" for name, text in before.items() if after.get(name) != text]
    if not was and "due" not in after:
        return
    changed = items.change_if_current(db, found, revision, **after)
    write_line(db, actor, changed, CHANGED, f"It said before: {'; '.join(was) or 'no day'}")
    audit.record(db, actor, "tracker.changed", child=found["child"], item=number)


@needs(Permission.MANAGE_TRACKER)
def reassign(db: Database, actor: Actor, numbers: Collection[int], owner: int, reason: str, meeting: int = 0) -> int:
    """Give items to somebody, one or many with one reason; all or none. Returns how many changed hands."""
    why = said(reason, "Write why it changes hands.")
    name = owner_name(db, owner)
    if len(numbers) > MOST_AT_ONCE:
        raise Unacceptable(f"Choose {MOST_AT_ONCE} items at most.")
    given = [
        _give(db, actor, item_for(db, actor, number), owner, name, why, meeting) for number in sorted(set(numbers))
    ]
    return sum(given)


def _give(db: Database, actor: Actor, found: Item, owner: int, name: str, why: str, meeting: int) -> bool:
    check_in_sight(found)
    if found["owner"] == owner:
        return False
    before = found["owner_name"] or "nobody"
    manager = manager_of(db, found["child"]) or owner
    after = items.change(db, found, owner=owner, owner_name=name, manager=manager)
    write_line(db, actor, after, OWNED, f"{name}, from {before}: {why}", meeting=meeting)
    audit.record(db, actor, "tracker.reassigned", child=found["child"], item=number_of(found), owner=owner)
    return True
