"""Up to which item somebody has looked at the training list."""

from typing import TypedDict, cast

from tinydb import where

from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

TRAINING_LOOKS = Kind("training_looks", indexed=("staff",), unique=("staff",))
TOPIC = "training"


class TrainingLook(TypedDict):
    """Their last look."""

    staff: int
    item: int  # the newest that they have seen
    at: str


def seen_up_to(db: Database, staff: int) -> int:
    """The number of the newest item that this person has seen; 0 for who never looked."""
    found = _look_of(db, staff)
    return found["item"] if found else 0


@needs(Permission.PLAN_TRAINING)
def note_training_look(db: Database, actor: Actor, newest: int) -> None:
    """This person says that they have seen the list up to this item; a look never goes back."""
    look: TrainingLook = {"staff": actor.id, "item": newest, "at": db.now.isoformat()}
    found = _look_of(db, actor.id)
    if found is None:
        db.table(TRAINING_LOOKS).insert(look)
    elif newest > found["item"]:
        db.table(TRAINING_LOOKS).replace(number_of(found), look)
    db.announce(TOPIC)


def _look_of(db: Database, staff: int) -> TrainingLook | None:
    return cast("TrainingLook | None", db.table(TRAINING_LOOKS).get(where("staff") == staff))
