"""How a verb names the permission it needs, so that no door is left without a lock."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import structlog

from people.actor import Actor
from people.errors import NotAllowed
from people.roles import Permission
from storage.store import Database

P = ParamSpec("P")
R = TypeVar("R")
StaffVerb = Callable[Concatenate[Database, Actor, P], R]

_log = structlog.get_logger("heard.permissions")


def needs(permission: Permission) -> Callable[[StaffVerb[P, R]], StaffVerb[P, R]]:
    """Guard a verb `(db, actor, …)`; raises `NotAllowed` and logs the refusal, without naming a child (ASVS 16.3.2)."""

    def decorate(verb: StaffVerb[P, R]) -> StaffVerb[P, R]:
        @wraps(verb)
        def guarded(db: Database, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if not actor.may(permission):
                _log.warning("refused", verb=verb.__name__, staff=actor.id, permission=permission.value)
                raise NotAllowed(permission)
            return verb(db, actor, *args, **kwargs)

        guarded.needs = permission  # type: ignore[attr-defined]  # read by the structural test
        return guarded

    return decorate


def open_to(audience: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a verb that has no actor, and say who may call it: a family with a link, the command line …"""

    def decorate(verb: Callable[P, R]) -> Callable[P, R]:
        verb.open_to = audience  # type: ignore[attr-defined]  # read by the structural test
        return verb

    return decorate
