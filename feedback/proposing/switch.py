"""Whether safe proposals go by themselves today: a person or a restore stops it, until somebody lets them go on."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypedDict, cast

from feedback.asking.requests import revoke
from feedback.messages import outbox
from feedback.messages.outbox import QUEUED
from feedback.voices import requests
from language.visible import one_line
from people import audit, staff
from people.actor import Actor
from people.backups import last_restored
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

ASKING_BY_ITSELF = Kind("asking_by_itself", lasting=True)
TOPIC: Final = "asking by itself"
LONGEST_REASON: Final = 500
LATELY: Final = timedelta(days=7)
_RESTORED: Final = "The data was restored from a backup: who was asked after it was made is not in it."


class Switched(TypedDict):
    """That somebody stopped it, or let it go on."""

    on: bool
    why: str
    by: int
    at: str


@dataclass(frozen=True)
class Stopped:
    """Since when nothing goes by itself, why, and who stopped it; `by` is empty for a restore."""

    at: str
    why: str
    by: str


def stopped(db: Database) -> Stopped | None:
    """Who or what stopped it, where it is stopped; a restore counts until somebody has let it go on since."""
    last = cast("Switched | None", db.table(ASKING_BY_ITSELF).newest())
    if last is not None and not last["on"]:
        return Stopped(last["at"], last["why"], staff.name_of(db, last["by"]))
    restored = last_restored(db)
    if restored is not None and (last is None or last["at"] < restored.isoformat()):
        return Stopped(restored.isoformat(), _RESTORED, "")
    return None


@dataclass(frozen=True)
class AskingByItself:
    """How it stands: how many were asked so in the last seven days, and who or what stopped it, if it is."""

    lately: int
    stopped: Stopped | None


@needs(Permission.DECIDE_ASKING)
def asking_by_itself(db: Database, _: Actor) -> AskingByItself:
    """How it stands, for who may stop it."""
    since = (db.now - LATELY).isoformat()
    return AskingByItself(requests.by_itself_since(db, since), stopped(db))


@needs(Permission.DECIDE_ASKING)
def stop_asking(db: Database, actor: Actor, why: str) -> int:
    """From this moment nothing goes by itself; what was asked so and has not left yet is closed again: how many."""
    _switch(db, actor, why, on=False)
    waiting = [number_of(one) for one in requests.open_by_itself(db) if _waits(db, number_of(one))]
    for number in waiting:
        revoke(db, actor, number)
    return len(waiting)


@needs(Permission.DECIDE_ASKING)
def let_asking_go_on(db: Database, actor: Actor, why: str) -> None:
    """Safe proposals go by themselves again; after a restore this is somebody's word that it may be so."""
    _switch(db, actor, why, on=True)


def _switch(db: Database, actor: Actor, why: str, *, on: bool) -> None:
    reason = one_line(why)
    if not reason:
        raise Unacceptable("Say why, in a few words.")
    if len(reason) > LONGEST_REASON:
        raise Unacceptable(f"Say it in up to {LONGEST_REASON} letters.")
    if on is (stopped(db) is None):
        return
    kept: Switched = {"on": on, "why": reason, "by": actor.id, "at": db.now.isoformat()}
    db.table(ASKING_BY_ITSELF).insert(kept)
    audit.record(db, actor, "feedback.by_itself_on" if on else "feedback.by_itself_stopped", reason=reason)
    db.announce(TOPIC)


def _waits(db: Database, request: int) -> bool:
    return any(one["state"] == QUEUED for one in outbox.by_request(db, request))
