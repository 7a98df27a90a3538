"""What families ask about their data, as it is kept: to see, correct or erase it, by when, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NotRequired, TypedDict, Unpack, cast

from feedback.voices import voices
from people import audit
from people.actor import Actor
from people.children import child as child_for
from people.errors import NotFound, Unacceptable
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
SEE, CORRECT, ERASE = "see", "correct", "erase"
ASKS = {SEE: "See what is held", CORRECT: "Correct what was said", ERASE: "Erase what was said"}
ERASED, REFUSED_IN_PART, REFUSED, CORRECTED = "erased", "refused_in_part", "refused", "corrected"
NOTHING_HELD, HANDED_OVER = "nothing_held", "handed_over"
RESULTS = {
    ERASED: "Erased",
    REFUSED_IN_PART: "Refused in part",
    REFUSED: "Refused",
    CORRECTED: "Corrected",
    NOTHING_HELD: "Nothing was held",
    HANDED_OVER: "Handed over",
}
LONGEST_NAME = 200
MONTHS, MONTHS_EXTENDED = 1, 3  # from the day on which it was received (UK GDPR, article 12(3))


class Checked(TypedDict):
    """Who made sure that they are who they say, and how."""

    how: str
    by: int
    name: str
    at: str


class Extended(TypedDict):
    """That it takes two months more, why, and when whoever asks was told so."""

    why: str
    told: str  # a date
    by: int
    name: str
    at: str


class TakenOut(TypedDict):
    """Why a passage does not go, and who decided it."""

    reason: str  # a key of `right_of_access.packs.REASONS`
    why: str
    by: int
    name: str
    at: str


class PackCheck(TypedDict):
    """That somebody read the whole pack, and what it was then: it may be handed over as long as it is the same."""

    by: int
    name: str
    at: str
    seal: str  # a keyed hash of what is in it
    passages: int
    taken_out: int


class PackWork(TypedDict):
    """What was decided about the pack of a request to see, by the keys of its passages: none of their words."""

    person: str  # whose data: `child`, or `contact 12`
    taken_out: dict[str, TakenOut]
    stays: list[str]  # marked passages that go all the same
    check: PackCheck | None


class Answered(TypedDict):
    """What was decided, by whom and why; what was to be done was done in the same moment."""

    result: str  # a key of `RESULTS`
    why: str
    erased: list[int]  # numbers of voices
    statement: int | None  # the statement that was laid beside
    on: NotRequired[str]  # of a pack: the day on which it was handed over
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
    due: str  # a date, `MONTHS` later, or `MONTHS_EXTENDED`
    extended: NotRequired[Extended]
    pack: NotRequired[PackWork]  # of a request to see, once it is known whose data it is
    by: int
    name: str
    at: str
    checked: Checked | None
    answered: Answered | None


class DataRequestChange(TypedDict, total=False):
    """What of it can change."""

    checked: Checked
    answered: Answered
    due: str
    extended: Extended
    pack: PackWork


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
        "due": months_later(day, MONTHS).isoformat(),
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


@needs(Permission.ANSWER_DATA_REQUESTS)
def extend(db: Database, actor: Actor, number: int, told: str, why: str) -> None:
    """Take two months more (UK GDPR, article 12(3)); whoever asks was told so, and why, within the first month.

    `told` is the ISO date of that. Audited; Unacceptable.
    """
    found = waiting(db, number)
    if "extended" in found:
        raise Unacceptable("It was extended already, and cannot be extended again.")
    received = date.fromisoformat(found["received"])
    written, day = (
        reason(why, "Write why it takes longer: many requests of theirs, or what makes it complex."),
        _date(told),
    )
    if day is None or not received <= day <= london_day(db.now):
        raise Unacceptable("Give the day on which they were told, from the day it was received until today.")
    if day > months_later(received, MONTHS):
        raise Unacceptable("They have to be told within the first month. That month has passed: it cannot be extended.")
    extended: Extended = {
        "why": written,
        "told": day.isoformat(),
        "by": actor.id,
        "name": actor.name,
        "at": db.now.isoformat(),
    }
    change(db, found, extended=extended, due=months_later(received, MONTHS_EXTENDED).isoformat())
    audit.record(db, actor, "data_request.extended", child=found["child"], request=number)
    db.announce(TOPIC)


@needs(Permission.ANSWER_DATA_REQUESTS)
def data_request(db: Database, _: Actor, number: int) -> DataRequestView:
    """One request as it stands; NotFound."""
    found = cast("DataRequest | None", db.table(DATA_REQUESTS).get(doc_id=number))
    if found is None:
        raise NotFound
    return _view(db, found)


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
    day = _date(received)
    if day is None:
        raise Unacceptable("Choose the day on which it was received.")
    if not months_later(london_day(db.now), -12) <= day <= london_day(db.now):
        raise Unacceptable("Choose a day of the last twelve months, today at the latest.")
    return day


def _date(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None


def _is_late(db: Database, one: DataRequest) -> bool:
    return one["answered"] is None and one["due"] < london_day(db.now).isoformat()


def _view(db: Database, one: DataRequest) -> DataRequestView:
    seen = DataRequestView(number_of(one), one, _is_late(db, one))
    if one["answered"] is not None:
        return seen
    if one["asks"] == SEE:
        return seen
    said = [voice for voice in voices.by_child(db, one["child"]) if "erased" not in voice]
    if one["asks"] == CORRECT:
        answers = [piece for voice in said for piece in pieces_of(db, voice)]
        return DataRequestView(seen.number, one, seen.is_late, answers=answers)
    listed = [
        VoiceToErase(number_of(v), voices.last_said(v), v["audience"], v["channel"], what_keeps(db, v)) for v in said
    ]
    return DataRequestView(seen.number, one, seen.is_late, voices=listed)
