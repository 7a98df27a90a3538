"""Who can be given an item."""

from dataclasses import dataclass

from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.staff import as_actor, everyone
from storage.store import Database


@dataclass(frozen=True)
class Owner:
    """Somebody who may own an item."""

    number: int
    name: str
    title: str


@needs(Permission.SEE_TRACKER)
def owners(db: Database, _: Actor) -> list[Owner]:
    """Those who work here and may write to what they own, by name."""
    people = (as_actor(one) for one in everyone(db))
    return [Owner(one.id, one.name, one.title) for one in people if one.may(Permission.UPDATE_TRACKER)]
