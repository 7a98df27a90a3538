"""Voices as they are kept: what somebody said, by whom, in which language and by which channel."""

from collections.abc import Iterable, Iterator
from typing import NotRequired, TypedDict, Unpack, cast

from tinydb import where
from tinydb.queries import QueryLike

from forms.answers import Value
from storage.documents import Document, number_of
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database

ANSWER_BACK = "told"  # the form that goes with an answer back
VOICES = Kind("voices", indexed=("child", "place", "request", "unread", "begun", "owed"), unique=("request",))


class Answer(TypedDict):
    """One answer, with the words of its question as they were put."""

    value: Value | None  # None where it was skipped; "" where what is attached is the whole answer
    asked: str
    asked_lang: str  # the language that the question was really in
    lang: str
    at: str
    browser: str  # who gave it: the keyed hash of a browser's session, "sms …" or "call …"
    channel: NotRequired[str]
    collected_by: NotRequired[str]
    evidence_for: list[str]  # numbers of sections of the review
    attachments: NotRequired[dict[str, int]]  # a drawing, a voice note: their numbers by kind


class Flags(TypedDict):
    """What the answers say about the voice itself (BR-25, BR-26)."""

    worried: bool
    wants_call: bool
    unfair: bool
    shared_with_worker: bool
    owed: bool  # they want to be told what came of it, and nobody has told them (BR-54)


class Tied(TypedDict):
    """Who put a poster's voice to a child, and why."""

    by: int
    name: str
    at: str
    reason: str


class Voice(Flags):
    """One voice, as it is kept."""

    request: int | None  # None for a talk that was noted afterwards: nobody had asked
    child: str | None  # None for a poster's, until it is tied to a child
    place: NotRequired[int | None]  # the place whose poster it came from
    touchpoint: str
    audience: str
    form: str
    form_version: int
    fingerprint: str  # the very version of the form that was answered
    channel: str
    language: str
    helped: NotRequired[dict[str, str] | None]  # by the fields of `help_given.FIELDS`
    helped_by: str | None  # the same in words
    collected_by: NotRequired[str]
    begun: str
    finished: str | None
    answers: dict[str, Answer]  # by question
    browsers: list[str]  # who has taken part
    easy: NotRequired[list[str]]  # those of them who asked for Easy Read
    drafts: dict[str, dict[str, str]]  # what was typed and not submitted: by browser, then by question
    looking_at: str | None  # the question that was gone back to
    unread: bool
    call_asked: NotRequired[str]  # when they asked for a call without being asked
    read_by: NotRequired[int]
    read_at: NotRequired[str]
    tied: NotRequired[Tied]
    noted: NotRequired[str]  # of a talk: when it was written down
    method: NotRequired[str]  # of a talk: how it was held
    erased: NotRequired[str]  # when what was said was erased; there is nothing more to read then


class VoiceChange(TypedDict, total=False):
    """What of a voice can change."""

    request: None
    child: str
    tied: Tied
    language: str
    helped: dict[str, str] | None
    helped_by: str | None
    begun: str
    finished: str
    answers: dict[str, Answer]
    browsers: list[str]
    easy: list[str]
    drafts: dict[str, dict[str, str]]
    looking_at: str | None
    unread: bool
    worried: bool
    wants_call: bool
    unfair: bool
    shared_with_worker: bool
    owed: bool
    call_asked: str
    read_by: int
    read_at: str
    noted: str
    method: str
    erased: str


def by_id(db: Database, number: int) -> Voice | None:
    """One voice, for rules that check who is asking."""
    return cast("Voice | None", db.table(VOICES).get(doc_id=number))


def everything(db: Database) -> Iterator[Voice]:
    """Every voice, by number: for a look at the whole."""
    return (cast("Voice", one) for one in db.table(VOICES))


def by_request(db: Database, request: int) -> Voice | None:
    """The conversation that this request led to, if it has begun."""
    return cast("Voice | None", db.table(VOICES).get(Holding("request", request)))


def prefetch(db: Database, numbers: Iterable[int]) -> None:
    """Read these at once, for a long reading verb that asks for them one by one."""
    db.table(VOICES).prefetch_numbers(numbers)


def prefetch_by_child(db: Database, children: Iterable[str]) -> None:
    """Read those of these children at once, for a long reading verb that asks for them one by one."""
    db.table(VOICES).prefetch("child", children)


def prefetch_by_request(db: Database, requests: Iterable[int]) -> None:
    """Read those of these requests at once, for a long reading verb that asks for them one by one."""
    db.table(VOICES).prefetch("request", requests)


def by_child(db: Database, child: str) -> list[Voice]:
    """Every voice about a child, those too in which nothing has been said yet."""
    return _search(db, where("child") == child)


def by_place(db: Database, place: int) -> list[Voice]:
    """Every voice that came from the poster of a place."""
    return _search(db, where("place") == place)


def owed_an_answer(db: Database, most: int) -> list[Voice]:
    """The voices about children that wait to be told what came of them, who waits longest first."""
    waiting = (where("owed") == True) & (where("child") != None)  # noqa: E711, E712  # a TinyDB query
    return cast("list[Voice]", db.table(VOICES).page(waiting, by="begun", limit=most))


def heard_from(db: Database, child: str) -> list[Voice]:
    """The voices about a child that were asked and hold at least one answer, the newest first.

    Whether an answer back helped says nothing of anybody's practice, and nobody is heard by it (BR-08).
    """
    return [voice for voice in answered(db, child) if voice["form"] != ANSWER_BACK]


def answered(db: Database, child: str) -> list[Voice]:
    """The same, with those that say whether an answer back helped."""
    found = db.table(VOICES).page(where("child") == child, by="begun", newest_first=True)
    return [voice for voice in cast("list[Voice]", found) if voice["answers"]]


def last_said(voice: Voice) -> str:
    """When its last answer was given; the moment it began where there is none."""
    return max((answer["at"] for answer in voice["answers"].values()), default=voice["begun"])


def kept_between(db: Database, first: str, last: str, limit: int) -> list[Voice]:
    """Up to so many that hold words and whose last answer came between two moments, both included; the oldest first."""
    begun = cast("list[Voice]", db.table(VOICES).page(where("begun") <= last, by="begun"))
    found = [one for one in begun if "erased" not in one and first <= last_said(one) <= last]
    return sorted(found, key=lambda one: (last_said(one), number_of(one)))[:limit]


def empty(db: Database, voice: Voice) -> None:
    """Take away what was said, what was typed, and everything that only repeats it; that it was begun stays."""
    left: VoiceChange = {
        "answers": {},
        "drafts": {},
        "browsers": [],
        "easy": [],
        "looking_at": None,
        "helped": None,
        "helped_by": None,
        "unread": False,
        "worried": False,
        "wants_call": False,
        "unfair": False,
        "shared_with_worker": False,
        "owed": False,
        "erased": db.now.isoformat(),
    }
    change(db, voice, **left)


def add(db: Database, voice: Voice) -> Voice:
    """Keep a new voice; returns it with its number."""
    return cast("Voice", Document(voice, db.table(VOICES).insert(voice), 1))


def change(db: Database, voice: Voice, **fields: Unpack[VoiceChange]) -> Voice:
    """Set fields of a voice, whatever has become of the others since it was read; returns it as it is now."""
    return cast("Voice", db.table(VOICES).replace(number_of(voice), fields))


def amend(db: Database, voice: Voice, **fields: Unpack[VoiceChange]) -> Voice:
    """Set fields of a voice that was read in this unit of work, without reading it again; returns it as it is now."""
    return cast("Voice", db.table(VOICES).amend(cast("Document", voice), fields))


def _search(db: Database, cond: QueryLike) -> list[Voice]:
    return cast("list[Voice]", db.table(VOICES).search(cond))
