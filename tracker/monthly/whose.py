"""Whose the items in sight are: the owner's, theirs who answer; of an owner who has left, the manager's or a head's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from people.actor import Actor
from people.permissions import open_to
from people.roles import Permission, Role
from people.staff import as_actor, everyone
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.index import ItemEntry, TrackerIndex
from tracker.items import NOBODY
from tracker.states import DONE


@dataclass
class Share:
    """What one person has in the tracker, by numbers."""

    items: list[int] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    ownerless: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.items or self.answers or self.ownerless)


@open_to("the worker beside the pages")
def shares(db: Database, index: TrackerIndex) -> Mapping[int, Share]:
    """By staff id, for everybody who works here and has something; what is held nobody is told of."""
    here = {number_of(one): as_actor(one) for one in everyone(db)}
    heads = [number for number, one in here.items() if Role.HEAD_OF_SAFEGUARDING in one.roles]
    found: dict[int, Share] = {number: Share() for number in here}
    for one in sorted(index.open_items(db), key=lambda one: (one.due or "9999", one.number)):
        if one.held:
            continue
        if one.owner in here:
            found[one.owner].items.append(one.number)
        for number in _instead(one, here, heads):
            found[number].ownerless.append(one.number)
        if _answers(db, one, here.get(one.manager)):
            found[one.manager].answers.append(one.number)
    return {number: share for number, share in found.items() if share}


def _instead(one: ItemEntry, here: Mapping[int, Actor], heads: Iterable[int]) -> Iterable[int]:
    """Who is told of an item whose owner does not work here: who answers for it, else the heads."""
    if one.owner in here:
        return ()
    return (one.manager,) if one.manager in here else heads


def _answers(db: Database, one: ItemEntry, manager: Actor | None) -> bool:
    """Whether it waits for who answers for it: a wish that somebody else made, or an effect that nobody has looked at.

    The owner answers neither (BR-52).
    """
    if manager is None or manager.id == one.owner or not manager.may(Permission.MANAGE_TRACKER):
        return False
    return one.state == DONE or (one.asked and _asked_by_another(db, one.number, manager.id))


def _asked_by_another(db: Database, number: int, person: int) -> bool:
    found = items.item(db, number)
    return any(wish is not None and wish["by"] not in (person, NOBODY) for wish in (found["later"], found["drop"]))
