"""What families ask about their data, as it is kept: to erase it or to correct it, by when, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack, cast

from feedback.voices import voices
from people import audit
from people.actor import Actor
from people.children import child as child_for
from people.errors import Unacceptable
from people.permissions import needs
from people.retention.rules import LONGEST_REASON, NoReason
from people.roles import Permission
from people.working_days import london_day, months_later
from reviews.erasing_voices import what_keeps
from reviews.evidence import EvidenceItem, pieces_of
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

DATA_REQUESTS = Kind("data_requests", indexed=("child", "due"), lasting=True)
TOPIC = "data_requests"
ERASE, CORRECT = "erase", "correct"
ASKS = {ERASE: "Erase what was said", CORRECT: "Correct what was said"}
ERASED, REFUSED_IN_PART, REFUSED, CORRECTED = "erased", "refused_in_part", "refused", "corrected"
NOTHING_HELD = "nothing_held"
RESULTS = {
    ERASED: "Erased",
    REFUSED_IN_PART: "Refused in part",
    REFUSED: "Refused",
    CORRECTED: "Corrected",
    NOTHING_HELD: "Nothing was held",
}
LONGEST_NAME = 200


class Checked(TypedDict):
    """Who made sure that they are who they say, and how."""

    how: str
    by: int
    name: str
    at: str


class Answered(TypedDict):
    """What was decided, by whom and why; it was done in the same moment."""

    result: str  # a key of `RESULTS`
    why: str
    erased: list[int]  # numbers of voices
    statement: int | None  # the statement that was laid beside
    by: int
    name: str
    at: str


class DataRequest(TypedDict):
    """One request, as it is kept."""

    child: str
    asks: str  # a key of `ASKS`
    who: str  # who asks, as they call themselves
    words: str  # what exactly they ask for
    received: str  # a date
    due: str  # a date, one calendar month later (UK GDPR, article 12(3))
    by: int
    name: str
    at: str
    checked: Checked | None
    answered: Answered | None


class DataRequestChange(TypedDict, total=False):
    """What of it can change."""

    checked: Checked
    answered: Answered


@dataclass(frozen=True)
class VoiceToErase:
    """One conversation about the child; `keeps` says why it cannot be erased now."""

    number: int
    at: str
    audience: str
    channel: str
    keeps: str


@dataclass(frozen=True)
class DataRequestView:
    """One request as it stands; what can be erased or corrected only while it waits."""

    number: int
    request: DataRequest
    is_late: bool
    voices: Sequence[VoiceToErase] = ()
    answers: Sequence[EvidenceItem] = ()


@needs(Permission.ANSWER_DATA_REQUESTS)
def data_requests(db: Database, _: Actor) -> list[DataRequestView]:
    """Every request: those that wait first, by the day on which they are due, then those that are answered."""
    found = cast("list[DataRequest]", db.table(DATA_REQUESTS).page(by="due"))
    waits = [one for one in found if one["answered"] is None]
    return [_view(db, one) for one in [*waits, *reversed([one for one in found if one["answered"] is not None])]]


@needs(Permission.ANSWER_DATA_REQUESTS)
def receive_data_request(
    db: Database, actor: Actor, *, child: str, asks: str, who: str, words: str, received: str
) -> int:
    """Keep that somebody asks; `received` is an ISO date. Audited; NotFound, Unacceptable."""
    ref = child_for(db, actor, (child or "").strip())["ref"]
    if asks not in ASKS:
        raise Unacceptable("Choose what they ask for.")
    if not who.strip() or len(who.strip()) > LONGEST_NAME:
        raise Unacceptable(f"Write who asks, in {LONGEST_NAME} characters or fewer.")
    day = _day(db, received)
    request: DataRequest = {
        "child": ref,
        "asks": asks,
        "who": who.strip(),
        "words": reason(words, "Write what exactly they ask for."),
        "received": day.isoformat(),
        "due": months_later(day, 1).isoformat(),
        "by": actor.id,
        "name": actor.name,
        "at": db.now.isoformat(),
        "checked": None,
        "answered": None,
    }
    number = db.table(DATA_REQUESTS).insert(request)
    audit.record(db, actor, "data_request.received", child=ref, request=number, asks=asks)
    db.announce(TOPIC)
    return number


@needs(Permission.ANSWER_DATA_REQUESTS)
def check_identity(db: Database, actor: Actor, number: int, how: str) -> None:
    """Say how one made sure who asks. Audited; Unacceptable."""
    found = waiting(db, number)
    written = reason(how, "Write how you made sure who they are.")
    checked: Checked = {"how": written, "by": actor.id, "name": actor.name, "at": db.now.isoformat()}
    change(db, found, checked=checked)
    audit.record(db, actor, "data_request.identity_checked", child=found["child"], request=number)
    db.announce(TOPIC)


def waiting(db: Database, number: int) -> DataRequest:
    """The request of this number that waits; Unacceptable."""
    found = cast("DataRequest | None", db.table(DATA_REQUESTS).get(doc_id=number))
    if found is None or found["answered"] is not None:
        raise Unacceptable("This request is answered already.")
    return found


def late_ones(db: Database) -> int:
    """How many wait beyond the day on which they were due."""
    found = cast("list[DataRequest]", db.table(DATA_REQUESTS).page(by="due"))
    return sum(_is_late(db, one) for one in found)


def change(db: Database, request: DataRequest, **fields: Unpack[DataRequestChange]) -> None:
    """Set fields of one."""
    db.table(DATA_REQUESTS).replace(number_of(request), fields)


def reason(text: str, lacking: str) -> str:
    """What has to be written; NoReason where it is not, or too long."""
    if not text.strip():
        raise NoReason(lacking)
    if len(text.strip()) > LONGEST_REASON:
        raise NoReason(f"Use {LONGEST_REASON:,} characters or fewer.")
    return text.strip()


def _day(db: Database, received: str) -> date:
    try:
        day = date.fromisoformat(received.strip())
    except ValueError:
        raise Unacceptable("Choose the day on which it was received.") from None
    if not months_later(london_day(db.now), -12) <= day <= london_day(db.now):
        raise Unacceptable("Choose a day of the last twelve months, today at the latest.")
    return day


def _is_late(db: Database, one: DataRequest) -> bool:
    return one["answered"] is None and one["due"] < london_day(db.now).isoformat()


def _view(db: Database, one: DataRequest) -> DataRequestView:
    seen = DataRequestView(number_of(one), one, _is_late(db, one))
    if one["answered"] is not None:
        return seen
    said = [voice for voice in voices.by_child(db, one["child"]) if "erased" not in voice]
    if one["asks"] == CORRECT:
        answers = [piece for voice in said for piece in pieces_of(db, voice)]
        return DataRequestView(seen.number, one, seen.is_late, answers=answers)
    listed = [
        VoiceToErase(number_of(v), voices.last_said(v), v["audience"], v["channel"], what_keeps(db, v)) for v in said
    ]
    return DataRequestView(seen.number, one, seen.is_late, voices=listed)
