"""What is done about a training need: it is put on the list or taken off, and planned (BR-11)."""

from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from tracker import items
from tracker.access import check_in_sight, item_for
from tracker.checked_words import said
from tracker.lines import PLANNED, TRAINING_OFF, TRAINING_ON, write_line


@needs(Permission.MANAGE_TRACKER)
def mark_training(db: Database, actor: Actor, number: int, *, training: bool) -> None:
    """Put an item on the Workforce Development Lead's list, or take it off; where it stands so, nothing changes."""
    found = item_for(db, actor, number)
    check_in_sight(found)
    if found["training"] == training:
        return
    after = items.change(db, found, training=training)
    write_line(db, actor, after, TRAINING_ON if training else TRAINING_OFF)
    audit.record(db, actor, "tracker.training", child=found["child"], item=number, training=training)


@needs(Permission.PLAN_TRAINING)
def plan_training(db: Database, actor: Actor, number: int, words: str) -> None:
    """Write what is planned about a need. Whoever plans need not see the child that it came from."""
    found = items.by_id(db, number)
    if found is None or not found["training"] or found["held"]:
        raise NotFound
    check_in_sight(found)
    planned = said(words, "Write what is planned: what, for whom, and when.")
    write_line(db, actor, found, PLANNED, planned)
    audit.record(db, actor, "tracker.training_planned", child=found["child"], item=number)


def item_number(text: str) -> int:
    """The number of an item as people write it: “14”, “Item 14”, “#14”."""
    digits = text.strip().lower().removeprefix("item").strip().lstrip("#").strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 10):
        raise Unacceptable("Write the number of the item.")
    return int(digits)
