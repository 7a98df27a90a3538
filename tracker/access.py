"""Who sees an item, who writes to it, and who decides about it."""

from dataclasses import dataclass

from people import children, need_to_know
from people.actor import Actor
from people.errors import NotAllowed, NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission, Role
from storage.store import Database
from tracker import items
from tracker.items import Item
from tracker.states import IN_SIGHT, SERVICE, STATES, WITHDRAWN


@dataclass(frozen=True)
class Sight:
    """What one person sees of the tracker, worked out once for many items."""

    person: int
    everything: bool
    children: frozenset[str]

    def sees(self, level: str, child: str | None, owner: int, manager: int, *, held: bool) -> bool:
        """Whether this person may know of such an item; what is held waits for its review to be sent."""
        if self.everything:
            return True
        if held:
            return False
        return level == SERVICE or self.person in (owner, manager) or child in self.children


@needs(Permission.SEE_TRACKER)
def sight_of(db: Database, actor: Actor) -> Sight:
    """What this person sees: heads and leaders all; others what is theirs, their children's, and the service's."""
    everything = actor.may(Permission.SEE_ALL_CHILDREN) or Role.BOARD_CHAIR in actor.roles
    casework = frozenset[str]() if everything else need_to_know.known_because(db, actor.id, need_to_know.CASEWORK)
    return Sight(actor.id, everything, casework)


def sees(sight: Sight, found: Item) -> bool:
    """Whether an item is among what a person sees."""
    about = (found["level"], found["child"], found["owner"], found["manager"])
    return found["state"] != WITHDRAWN and sight.sees(*about, held=found["held"])


@needs(Permission.SEE_TRACKER)
def item_for(db: Database, actor: Actor, number: int) -> Item:
    """One item; `NotFound` whether there is none or it is not theirs to see (ASVS 8.2.2)."""
    found = items.item(db, number)
    if not sees(sight_of(db, actor), found):
        raise NotFound
    return found


def may_update(actor: Actor, found: Item) -> bool:
    """Whether this person may write what has been done: its owner, and who answers for it or manages the tracker."""
    own = actor.id in (found["owner"], found["manager"]) and actor.may(Permission.UPDATE_TRACKER)
    return own or actor.may(Permission.MANAGE_TRACKER)


def may_decide(actor: Actor, found: Item) -> bool:
    """Whether this person may decide on a later date, on effect, on its end: never its owner (BR-52)."""
    return actor.may(Permission.MANAGE_TRACKER) and actor.id != found["owner"]


@needs(Permission.SEE_TRACKER)
def item_to_update(db: Database, actor: Actor, number: int) -> Item:
    """An item that this person may write to; `NotAllowed` where they may only read it."""
    found = item_for(db, actor, number)
    if not may_update(actor, found):
        raise NotAllowed("update")
    return found


@needs(Permission.MANAGE_TRACKER)
def item_to_decide(db: Database, actor: Actor, number: int) -> Item:
    """An item about which this person may decide."""
    found = item_for(db, actor, number)
    if not may_decide(actor, found):
        raise NotAllowed("decide")
    return found


def manager_of(db: Database, child: str | None) -> int:
    """Who answers for a child's items in the monthly meeting: the line manager of today."""
    found = children.by_ref(db, child)
    return found["manager"] if found else items.NOBODY


def check_in_sight(found: Item) -> None:
    """`Unacceptable` where an item has come to its end."""
    if found["state"] not in IN_SIGHT:
        raise Unacceptable(f"This item is closed: {STATES[found['state']].lower()}. Nothing was changed.")
