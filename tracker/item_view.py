"""One item as one person reads it: what it says, its lines, the words that it answers, and what they may do next."""

from dataclasses import dataclass

from people import children, need_to_know, staff
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.access import item_for, may_decide, may_update, sees, sight_of
from tracker.answered_words import AnsweredWords, words_answered, words_perhaps
from tracker.due_dates import is_overdue
from tracker.item_rows import owner_left
from tracker.items import Item
from tracker.lines import Line, lines_of
from tracker.states import IN_SIGHT, OPEN, SERVICE, TO_JUDGE


@dataclass(frozen=True)
class ItemView:
    """One item; each `can_…` is what this person may press now."""

    item: Item
    child_name: str
    manager_name: str
    owner_left: bool
    overdue: bool
    lines: list[Line]
    answers: list[AnsweredWords]
    perhaps: list[AnsweredWords]
    follows: int  # the item in whose place it came; 0 where there is none that they see
    followed_by: int
    can_update: bool
    can_say_done: bool
    can_judge: bool
    can_ask_later: bool
    can_answer_later: bool
    can_ask_to_drop: bool
    can_answer_drop: bool
    can_move: bool
    can_reassign: bool
    can_change: bool


@needs(Permission.SEE_TRACKER)
def item_view(db: Database, actor: Actor, number: int) -> ItemView:
    """`NotFound` whether there is none or it is not theirs to see."""
    found = item_for(db, actor, number)
    here, mine, decides = found["state"] in IN_SIGHT, may_update(actor, found), may_decide(actor, found)
    later, drop, manages = found["later"], found["drop"], actor.may(Permission.MANAGE_TRACKER)
    said_by_me = found["done"] is not None and found["done"]["by"] == actor.id
    return ItemView(
        item=found,
        child_name=_name(db, actor, found),
        manager_name=staff.name_of(db, found["manager"]) if found["manager"] else "",
        owner_left=owner_left(db, found),
        overdue=is_overdue(found["state"], found["due"], london_day(db.now)),
        lines=lines_of(db, number),
        answers=words_answered(db, actor, number),
        perhaps=words_perhaps(db, actor, number) if mine else [],
        follows=_seen(db, actor, found.get("follows")),
        followed_by=_seen(db, actor, found.get("followed_by")),
        can_update=here and mine,
        can_say_done=found["state"] == OPEN and mine,
        can_judge=found["state"] in TO_JUDGE and decides and not said_by_me,
        can_ask_later=found["state"] == OPEN and mine and later is None,
        can_answer_later=later is not None and decides and later["by"] != actor.id,
        can_ask_to_drop=here and mine and drop is None,
        can_answer_drop=drop is not None and decides and drop["by"] != actor.id,
        can_move=found["state"] in (OPEN, *TO_JUDGE) and found["level"] == SERVICE and manages and not found["moved"],
        can_reassign=here and manages,
        can_change=here and manages,
    )


@needs(Permission.SEE_TRACKER)
def child_items(db: Database, actor: Actor, child: str) -> list[Item]:
    """The items about one child that this person sees, those in sight first, then by their day."""
    sight = sight_of(db, actor)
    found = [one for one in items.by_child(db, child) if sees(sight, one)]
    return sorted(found, key=lambda one: (one["state"] not in IN_SIGHT, one["due"]))


def _seen(db: Database, actor: Actor, number: int | None) -> int:
    found = items.by_id(db, number) if number else None
    return number_of(found) if found and sees(sight_of(db, actor), found) else 0


def _name(db: Database, actor: Actor, found: Item) -> str:
    """The child's name for those who may know of the child; an owner who may not has the reference alone."""
    ref = found["child"]
    return children.name_of(db, ref) if ref and need_to_know.may_see(db, actor, ref) else ""
