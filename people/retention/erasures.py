"""What has gone leaves a trace without its content: how many, of which sort, when and by which rule."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict, cast

from tinydb import where

from people import audit
from people.actor import Actor
from people.retention.rules import TRAIL, VOICES
from storage.kinds import Kind
from storage.store import Database

ERASURES = Kind("erasures", indexed=("at",), lasting=True)
ERASED_ENTRY = "retention.erased"


class Gone(TypedDict):
    """One thing that went. A restore may give a number out again: `made` tells whether it is the same thing."""

    number: int
    made: str  # a moment or day of it that never changes


class Erasure(TypedDict):
    """What went in one piece of a night, or by one request."""

    at: str
    rule: str
    days: int  # of the rule, as it stood; 0 where a family asked
    count: int
    things: NotRequired[list[Gone]]  # none in older ones, and none of drafts
    asked: NotRequired[bool]  # a family asked
    again: NotRequired[bool]  # it had gone before, and a restore had brought it back


def note_erased(
    db: Database,
    rule: str,
    days: int,
    numbers: Sequence[int],
    things: Sequence[Gone] = (),
    *,
    asked: bool = False,
    again: bool = False,
) -> None:
    """Keep that these have gone; the sealed entry of the trail names them by number."""
    number = _keep(db, rule, days, len(numbers), things, asked=asked, again=again)
    about = audit.endings(db, numbers) if rule == TRAIL else {}
    if again:
        about["again"] = True
    audit.record(db, audit.SYSTEM, ERASED_ENTRY, rule=rule, days=days, numbers=[*numbers], erasure=number, **about)


def note_asked(db: Database, voices: Sequence[Gone]) -> None:
    """Keep that these have gone because a family asked; each has its own entry of the trail."""
    _keep(db, VOICES, 0, len(voices), voices, asked=True, again=False)


def note_voice_erased(db: Database, who: Actor | str, number: int, child: str | None, answers: int) -> None:
    """Keep that what was said in one voice has gone: without such an entry `heard verify` misses its answers."""
    audit.record(db, who, ERASED_ENTRY, child=child, rule=VOICES, voice=number, answers=answers)


def newest_first(db: Database, most: int) -> list[Erasure]:
    """What went last."""
    return cast("list[Erasure]", db.table(ERASURES).page(by="at", newest_first=True, limit=most))


def since(db: Database, moment: str) -> list[Erasure]:
    """What went at a moment or after it, the oldest first."""
    return cast("list[Erasure]", db.table(ERASURES).page(where("at") >= moment, by="at"))


def _keep(db: Database, rule: str, days: int, count: int, things: Sequence[Gone], *, asked: bool, again: bool) -> int:
    erasure: Erasure = {"at": db.now.isoformat(), "rule": rule, "days": days, "count": count, "things": [*things]}
    if asked:
        erasure["asked"] = True
    if again:
        erasure["again"] = True
    return db.table(ERASURES).insert(erasure)
