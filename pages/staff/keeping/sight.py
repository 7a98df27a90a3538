"""Which of the screens of what is kept are whose."""

from dataclasses import dataclass

from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from storage.store import Database


@dataclass(frozen=True)
class Sight:
    """Which of the other screens this person sees."""

    holds: bool
    requests: bool


@needs(Permission.DECIDE_RETENTION)
def sight(_: Database, actor: Actor) -> Sight:
    """The ways that this person is offered."""
    return Sight(actor.may(Permission.HOLD_RECORDS), actor.may(Permission.ANSWER_DATA_REQUESTS))
