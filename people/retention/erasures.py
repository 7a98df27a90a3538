"""What has gone leaves a trace without its content: how many, of which sort, when and by which rule."""

from collections.abc import Sequence
from typing import TypedDict, cast

from people import audit
from people.actor import Actor
from people.retention.rules import TRAIL, VOICES
from storage.kinds import Kind
from storage.store import Database

ERASURES = Kind("erasures", indexed=("at",), lasting=True)
ERASED_ENTRY = "retention.erased"


class Erasure(TypedDict):
    """What went in one piece of a night."""

    at: str
    rule: str
    days: int  # of the rule, as it stood
    count: int


def note_erased(db: Database, rule: str, days: int, numbers: Sequence[int]) -> None:
    """Keep that these have gone; the sealed entry of the trail names them by number."""
    erasure: Erasure = {"at": db.now.isoformat(), "rule": rule, "days": days, "count": len(numbers)}
    number = db.table(ERASURES).insert(erasure)
    about = audit.endings(db, numbers) if rule == TRAIL else {}
    audit.record(db, audit.SYSTEM, ERASED_ENTRY, rule=rule, days=days, numbers=[*numbers], erasure=number, **about)


def note_voice_erased(db: Database, who: Actor | str, number: int, child: str | None, answers: int) -> None:
    """Keep that what was said in one voice has gone: without such an entry `heard verify` misses its answers."""
    audit.record(db, who, ERASED_ENTRY, child=child, rule=VOICES, voice=number, answers=answers)


def newest_first(db: Database, most: int) -> list[Erasure]:
    """What went last."""
    return cast("list[Erasure]", db.table(ERASURES).page(by="at", newest_first=True, limit=most))
