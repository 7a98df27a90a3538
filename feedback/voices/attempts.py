"""Attempts: each try to hear somebody, with date, method and outcome; added to, never deleted (BR-08)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tinydb import where

from feedback.voices.codes import CHANNELS, LOGGED, PREPARED
from feedback.voices.errors import CannotAsk
from people import audit
from people.actor import Actor
from people.children import child as child_for
from people.permissions import needs
from people.roles import Permission
from storage.kinds import Kind
from storage.store import Database
from storage.table import Document

ATTEMPTS = Kind("attempts", indexed=("child", "request", "voice", "at"), lasting=True)


def note_attempt(
    db: Database,
    who: Actor | str,
    child: str | None,
    request: int | None,
    method: str,
    outcome: str,
    detail: str = "",
    *,
    voice: int | None = None,
    at: datetime | None = None,
    becomes: str = "",
    of: int | None = None,
) -> int:
    """Keep one attempt, made now or at the time of a talk that is noted later, and tell the screens of the child.

    `voice` is the voice that asked to be called: one from a poster has neither child nor request. `becomes` is the
    outcome that is meant for what is only made or printed, `of` the attempt of the made thing that this one hands over.
    """
    attempt_id = db.table(ATTEMPTS).insert(
        {
            "child": child,
            "request": request,
            "voice": voice,
            "at": (at or db.now).isoformat(),
            "method": method,
            "outcome": outcome,
            "detail": detail,
            "by": who.id if isinstance(who, Actor) else None,
            "becomes": becomes,
            "of": of,
        }
    )
    db.announce(f"child:{child}")
    return attempt_id


@needs(Permission.ASK_FOR_FEEDBACK)
def log_attempt(db: Database, actor: Actor, child: str, method: str, outcome: str, detail: str = "") -> int:
    """Log a try that happened outside this program: a call without an answer, a letter handed over."""
    child_for(db, actor, child)
    if method not in CHANNELS or outcome not in LOGGED:
        raise CannotAsk("Choose how you tried and what came of it.")
    attempt_id = note_attempt(db, actor, child, None, method, outcome, detail.strip()[:500])
    audit.record(db, actor, "attempt.logged", child=child, attempt=attempt_id)
    return attempt_id


def attempts_of(db: Database, child: str) -> list[Document]:
    """The attempts to hear this child and family, the oldest first."""
    return db.table(ATTEMPTS).page(where("child") == child, by="at")


def attempts_for(db: Database, request_id: int) -> list[Document]:
    """The attempts that belong to one request, the oldest first."""
    return db.table(ATTEMPTS).page(where("request") == request_id, by="at")


def attempt_of(db: Database, attempt_id: int) -> Document | None:
    """One attempt, for rules that check who is asking."""
    return db.table(ATTEMPTS).get(doc_id=attempt_id)


def is_try(attempt: Mapping[str, Any]) -> bool:
    """Whether it reached out to somebody: what was only made or printed has not, and excuses nothing (BR-08)."""
    return attempt["outcome"] not in PREPARED
