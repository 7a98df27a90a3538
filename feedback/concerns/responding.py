"""Answering a concern: somebody says that they have it, and records what they did."""

from feedback.concerns import concerns
from feedback.concerns.concerns import Concern, ConcernAction, Mark
from feedback.concerns.kinds import ACKNOWLEDGED, ACTED
from feedback.concerns.raising import LONGEST, announce
from feedback.concerns.responders import called_on
from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database


@needs(Permission.ANSWER_CONCERN)
def acknowledge(db: Database, actor: Actor, concern_id: int) -> None:
    """Say that one has it; the first to say so is kept."""
    concern = _called_on_for(db, actor, concern_id)
    if concern["acknowledged"]:
        return
    concerns.change(db, concern, acknowledged=_mark(db, actor), state=ACKNOWLEDGED)
    announce(db, concern)
    audit.record(db, actor, "concern.acknowledged", child=concern["child"], concern=concern_id)


@needs(Permission.ANSWER_CONCERN)
def record_action(db: Database, actor: Actor, concern_id: int, words: str) -> None:
    """Put on record what was done; further actions are added below. Whoever acts has acknowledged it too."""
    concern = _called_on_for(db, actor, concern_id)
    text = words.replace("\0", "").strip()
    if not text:
        raise Unacceptable("Write what was done, by whom.")
    if len(text) > LONGEST:
        raise Unacceptable(f"Keep it under {LONGEST:,} characters.")
    mark = _mark(db, actor)
    actions: list[ConcernAction] = [*concern["actions"], {**mark, "words": text}]
    concerns.change(db, concern, acknowledged=concern["acknowledged"] or mark, actions=actions, state=ACTED)
    announce(db, concern)
    audit.record(db, actor, "concern.acted", child=concern["child"], concern=concern_id)


def _called_on_for(db: Database, actor: Actor, concern_id: int) -> Concern:
    concern = concerns.by_id(db, concern_id)
    if concern is None or actor.id not in {number_of(one) for one in called_on(db, concern)}:
        raise NotFound
    return concern


def _mark(db: Database, actor: Actor) -> Mark:
    return {"by": actor.id, "name": actor.name, "at": db.now.isoformat()}
