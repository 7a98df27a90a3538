"""The monthly message about one's items, and what is new on the training list."""

from collections.abc import Iterator

from language import dates
from pages.staff.home.next_things import NextThing
from pages.staff.shell import words
from pages.staff.shell.addresses import TRACKER, TRAINING
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.store import Database
from tracker.index import TrackerIndex
from tracker.monthly.at_home import MonthlyAtHome, monthly_at_home
from tracker.training.needs import new_training_needs


@needs(Permission.SEE_TRACKER)
def monthly_things(db: Database, actor: Actor) -> Iterator[NextThing]:
    """This month's message, while it is new."""
    if (message := monthly_at_home(db, actor)) is not None:
        yield to_look_through(message, dates.day(message.on, "en", london_day(db.now)))


@needs(Permission.PLAN_TRAINING)
def training_things(db: Database, actor: Actor, index: TrackerIndex) -> Iterator[NextThing]:
    """The needs that have come since this person last looked."""
    if number := new_training_needs(db, actor, index):
        yield NextThing(
            id="training",
            title=f"{words.plural(number, 'new training need', 'new training needs')} on your list",
            why="From reviews, or marked by a manager, since you last looked",
            act="See the list",
            address=TRAINING,
        )


def to_look_through(message: MonthlyAtHome, on: str) -> NextThing:
    """What of it still stands; the first thing in it that is there leads on."""
    own, answers, ownerless = message.items, message.answers, message.ownerless
    counted = (
        (message.overdue, "overdue"),
        (message.not_updated, "without an update this month"),
        (answers, "for you to answer"),
        (ownerless, "of somebody who has left"),
    )
    return NextThing(
        id="monthly",
        title=f"Look through your {words.plural(own, 'item', 'items')}" if own else "Look through what waits for you",
        why=" · ".join((f"Your message of {on}", *(f"{number} {what}" for number, what in counted if number))),
        act="See them",
        address=f"{TRACKER}?mine=yes" if own or answers else f"{TRACKER}?view=lacking",
    )
