"""The rows of the list: each item with its child, its last progress and the words that it answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.voices import voices
from people import children, need_to_know, staff
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database
from tracker import lines
from tracker.access import may_update
from tracker.answered_words import AnsweredWords, voice_of, words_of
from tracker.due_dates import is_overdue
from tracker.items import Item
from tracker.lines import PROGRESS, Line, lines_of
from tracker.months import lacks_update
from tracker.states import IN_SIGHT, OPEN


@dataclass(frozen=True)
class ItemRow:
    """One row; `child_name` is empty for whom the child is not theirs to know of."""

    item: Item
    child_name: str
    owner_left: bool
    overdue: bool
    progress: Line | None  # the last line that says how far it has come
    progress_this_month: bool
    words: AnsweredWords | None  # the first of those it answers that they may read
    can_update: bool
    can_say_done: bool


@needs(Permission.SEE_TRACKER)
def rows_of(db: Database, actor: Actor, found: Sequence[Item]) -> list[ItemRow]:
    """The rows of items of which it was checked that they see them."""
    numbers = [number_of(one) for one in found]
    lines.prefetch(db, numbers)
    staff.prefetch(db, {one["owner"] for one in found if one["owner"]})
    voices.prefetch(db, {voice_of(key) for one in found for key in one["voices"]})
    refs = {one["child"] for one in found if one["child"]}
    need_to_know.prefetch(db, refs)
    names = {ref: children.name_of(db, ref) for ref in sorted(refs) if need_to_know.may_see(db, actor, ref)}
    return [_row(db, actor, one, names.get(one["child"] or "", "")) for one in found]


def owner_left(db: Database, found: Item) -> bool:
    """Whether nobody who works here owns it."""
    owner = staff.member(db, found["owner"]) if found["owner"] else None
    return owner is None or not owner["active"]


def _row(db: Database, actor: Actor, found: Item, child_name: str) -> ItemRow:
    today, mine = london_day(db.now), may_update(actor, found)
    return ItemRow(
        item=found,
        child_name=child_name,
        owner_left=owner_left(db, found),
        overdue=is_overdue(found["state"], found["due"], today),
        progress=next((one for one in reversed(lines_of(db, number_of(found))) if one["kind"] in PROGRESS), None),
        progress_this_month=not lacks_update(found["updated"], today),
        words=next((one for one in words_of(db, actor, found) if one.words), None),
        can_update=mine and found["state"] in IN_SIGHT,
        can_say_done=mine and found["state"] == OPEN,
    )
