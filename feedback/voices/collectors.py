"""Who collected an answer: independence raises what people say, so each answer says it (BR-67)."""

from collections.abc import Mapping

from people import need_to_know
from people.actor import Actor
from people.roles import Permission, Role
from storage.store import Database

SELF, WORKER, INDEPENDENT, REVIEWER = "self", "worker", "independent", "reviewer"
COLLECTED_BY: Mapping[str, str] = {
    SELF: "answered directly",
    INDEPENDENT: "collected by an independent caller",
    REVIEWER: "collected by a reviewer",
    WORKER: "collected by a worker",
}


def collector(db: Database, actor: Actor, child: str | None) -> str:
    """How independent this person is of the case: whoever works on it is a worker, whatever else they are."""
    if child and need_to_know.has_reason(db, actor.id, child, need_to_know.CASEWORK):
        return WORKER
    if Role.INDEPENDENT_CALLER in actor.roles:
        return INDEPENDENT
    return REVIEWER if actor.may(Permission.WRITE_REVIEWS) else WORKER
