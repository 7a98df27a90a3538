"""Attempts: each try to hear somebody, with date, method and outcome; added to, never deleted (BR-08)."""

from collections.abc import Iterable
from datetime import datetime
from typing import NotRequired, TypedDict, cast

from tinydb import where
from tinydb.queries import QueryLike

from feedback.voices.codes import CHANNELS, LOGGED, OPENED, PREPARED
from feedback.voices.errors import CannotAsk
from people import audit
from people.actor import Actor
from people.children import child as child_for
from people.permissions import needs
from people.roles import Permission
from storage.documents import Document, number_of
from storage.kinds import Kind
from storage.store import Database

ATTEMPTS = Kind("attempts", indexed=("child", "request", "voice", "at"), lasting=True)


class Attempt(TypedDict):
    """One try to hear somebody, or what was made for one, as it is kept."""

    child: str | None  # None where a poster's voice asked to be called
    request: int | None  # None for a try that was logged, and for a talk
    voice: NotRequired[int | None]  # the voice that asked to be called, or that was noted
    at: str
    method: str
    outcome: str
    detail: str
    by: int | None  # the member of staff; None for the family and for the program itself
    becomes: NotRequired[str]  # the outcome that is meant for what is only made or printed
    of: NotRequired[int | None]  # the attempt of the made thing that this one hands over
    erased: NotRequired[str]  # when its note was erased


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
    attempt: Attempt = {
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
    attempt_id = db.table(ATTEMPTS).insert(attempt)
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


def by_id(db: Database, number: int) -> Attempt | None:
    """One attempt, for rules that check who is asking."""
    return cast("Attempt | None", db.table(ATTEMPTS).get(doc_id=number))


def by_child(db: Database, child: str) -> list[Attempt]:
    """The attempts to hear this child and family, the oldest first."""
    return _oldest_first(db, where("child") == child)


def prefetch(db: Database, *, requests: Iterable[int] = (), voices: Iterable[int] = ()) -> None:
    """Read those of these requests and voices at once, for a long reading verb that asks for them one by one."""
    db.table(ATTEMPTS).prefetch("request", requests)
    db.table(ATTEMPTS).prefetch("voice", voices)


def by_request(db: Database, request: int) -> list[Attempt]:
    """The attempts that belong to one request, the oldest first."""
    return _oldest_first(db, where("request") == request)


def by_voice(db: Database, voice: int) -> list[Attempt]:
    """The attempts to call whoever asked for it in this voice, the oldest first."""
    return _oldest_first(db, where("voice") == voice)


def logged_since(db: Database, child: str | None, moment: str) -> list[Attempt]:
    """The attempts since a moment that belong to no request and no voice, the oldest first."""
    loose = (where("request") == None) & (where("voice") == None)  # noqa: E711  # a TinyDB query
    return _oldest_first(db, (where("child") == child) & (where("at") >= moment) & loose)


def is_try(attempt: Attempt) -> bool:
    """Whether it reached out to somebody: what was only made or printed has not, and excuses nothing (BR-08)."""
    return attempt["outcome"] not in PREPARED


def as_opened(attempt: Attempt, at: str) -> Attempt:
    """What was made, as it is told once somebody has opened it."""
    return cast("Attempt", Document({**attempt, "outcome": OPENED, "at": at}, number_of(attempt)))


def set_outcome(db: Database, number: int, outcome: str, detail: str) -> None:
    """What has become of a try since it was noted."""
    db.table(ATTEMPTS).replace(number, {"outcome": outcome, "detail": detail})


def kept_between(db: Database, first: str, last: str, limit: int) -> list[Attempt]:
    """Up to so many whose note is there, between two moments, both included; the oldest first."""
    found = _oldest_first(db, (where("at") >= first) & (where("at") <= last))
    return [one for one in found if "erased" not in one][:limit]


def erase(db: Database, number: int) -> None:
    """Take its note away; that it was tried stays (BR-08)."""
    db.table(ATTEMPTS).replace(number, {"detail": "", "erased": db.now.isoformat()})


def _oldest_first(db: Database, cond: QueryLike) -> list[Attempt]:
    return cast("list[Attempt]", db.table(ATTEMPTS).page(cond, by="at"))
