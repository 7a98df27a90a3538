"""One line of the call list, with everything that a caller needs to see before the call."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tinydb import where

from feedback.calls.in_the_way import in_the_way, tries_of
from feedback.calls.kept import kept_call
from feedback.calls.safe_times import is_safe
from feedback.calls.wanted import WHY, Wanted
from feedback.calls.whom import number_of
from feedback.codes import AUDIENCES, OUTCOMES, TOUCHPOINTS
from feedback.texts.numbers import NotAMobile, mobile, shown
from language.dates import moment
from language.registry import LANGUAGES
from people.children import CHILDREN
from storage.store import Database
from storage.table import Document

LET_BY = timedelta(minutes=1)


@dataclass(frozen=True)
class Try:
    """One call that was made: when, in words, and what came of it."""

    at: datetime
    words: str


@dataclass(frozen=True)
class Line:
    """One line of the call list, ready to be shown. `number` is for reading, `dial` for a `tel:` address."""

    key: str
    why: str
    why_words: str
    child: str | None
    about: str  # the child's name: said only to whom the caller has made sure of
    request: int | None
    item: int | None
    name: str
    relation: str
    number: str
    dial: str
    safe_times: str
    safe_note: str
    safe_now: bool | None  # None: read the safe times yourself
    language: str
    language_name: str
    interpreter: bool
    dialect: str
    touchpoint: str
    tries: tuple[Try, ...]
    since: datetime
    rests_until: datetime | None
    rests_because: str
    left_out: tuple[str, ...]  # why nobody is to call; empty on the list itself
    can_override: bool  # whether a reason on record lets the call be made all the same


def line_of(db: Database, one: Wanted) -> Line:
    """The line of a call, for somebody of whom it was checked that they may make it."""
    kept, found = kept_call(db, one.key), in_the_way(db, one)
    contact: Mapping[str, Any] = one.contact or {}
    said = {key: answer["value"] for key, answer in one.voice["answers"].items()} if one.voice and one.item else {}
    times = str(said.get("call_time") or contact.get("safe_times") or "")
    language = (one.voice or one.request or one.contact or {"language": "en"})["language"]
    number = number_of(one) or ""
    rests = datetime.fromisoformat(kept["rests_until"]) if kept["rests_until"] else None
    resting = rests is not None and rests > db.now + LET_BY
    return Line(
        key=one.key,
        why=one.why,
        why_words=WHY[one.why],
        child=one.child,
        about=_name_of(db, one.child),
        request=one.request.doc_id if one.request else None,
        item=one.item.doc_id if one.item else None,
        name=str(said.get("call_name") or contact.get("name") or ""),
        relation=str(contact.get("relation") or _audience(one)),
        number=shown(number) if number.startswith("+") else number,
        dial=_dialled(number),
        safe_times=times,
        safe_note=str(contact.get("safe_note") or ""),
        safe_now=is_safe(times, db.now),
        language=language,
        language_name=LANGUAGES[language].english_name if language in LANGUAGES else language,
        interpreter=bool(contact.get("interpreter")),
        dialect=str(contact.get("dialect") or ""),
        touchpoint=TOUCHPOINTS[one.request["touchpoint"]] if one.request else "",
        tries=tuple(_try(db, each) for each in tries_of(db, one)),
        since=datetime.fromisoformat(one.since),
        rests_until=rests if resting else None,
        rests_because=kept["rests_because"] if resting else "",
        left_out=tuple(each.words for each in found),
        can_override=bool(found) and all(each.can_override for each in found),
    )


def _try(db: Database, attempt: Document) -> Try:
    at = datetime.fromisoformat(attempt["at"])
    return Try(at, f"{moment(at, 'en', db.now)}: {OUTCOMES[attempt['outcome']]}")


def _audience(one: Wanted) -> str:
    spoken = one.voice or one.request
    return AUDIENCES.get(spoken["audience"], "") if spoken else ""


def _dialled(number: str) -> str:
    """What a telephone dials; nothing where what they typed is no number that we can read."""
    try:
        return mobile(number)
    except NotAMobile:
        return number if number.startswith("+") else ""


def _name_of(db: Database, ref: str | None) -> str:
    found = db.table(CHILDREN).get(where("ref") == ref) if ref else None
    return str(found["name"]) if found else ""
