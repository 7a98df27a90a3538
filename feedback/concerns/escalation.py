"""A concern that nobody acknowledges rises by itself: those who are next are alerted too, each once (BR-25, BR-30)."""

from feedback.concerns import concerns
from feedback.concerns.kinds import OPEN
from feedback.concerns.raising import alert
from people.permissions import open_to
from storage.documents import number_of
from storage.store import Database, Store


async def rise_due(store: Store) -> int:
    """Alert whoever is called on by now; returns for how many concerns somebody new was."""
    waiting = store.read(unacknowledged)
    return sum([await store.write(rise, concern) for concern in waiting])


def unacknowledged(db: Database) -> list[int]:
    """The concerns that nobody has acknowledged, the oldest first."""
    return [number_of(one) for one in concerns.in_state(db, OPEN)]


@open_to("the worker beside the pages")
def rise(db: Database, concern_id: int) -> bool:
    """Alert the next people where their time has come. It looks again in its own transaction: another may have been."""
    concern = concerns.by_id(db, concern_id)
    return concern is not None and concern["state"] == OPEN and alert(db, concern)
