"""Requests as they are kept: who is asked what, on which way, and until when it can be answered."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NotRequired, TypedDict, Unpack, cast

from tinydb import where
from tinydb.queries import QueryLike

from feedback.voices.answers_back import Told
from storage.documents import Document, number_of
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database

REQUESTS = Kind(
    "requests",
    indexed=("child", "contact", "keys", "made", "state", "told.item", "told.voice", "by_itself"),
    unique=("keys", "by_itself"),
)
OPEN, ANSWERED, REVOKED, DECLINED = "open", "answered", "revoked", "declined"


class Request(TypedDict):
    """One request, as it is kept."""

    child: str | None  # None for a poster's, until what was said there is tied to a child
    place: NotRequired[int | None]  # the place whose poster it came from
    touchpoint: str
    audience: str
    language: str
    channel: str
    form: str
    form_version: int
    fingerprint: str  # the very version of the form that is asked
    contact: int | None  # who is asked; None where that is not said
    keys: list[str]  # keyed hashes of the tokens that open it: its own, and one for each letter and reminder
    shown_key: NotRequired[str]  # the one of them that was shown when it was made
    made: str
    expires: str
    state: str
    by: int | None  # the member of staff who asked; None for a poster's, and where nobody pressed
    by_itself: NotRequired[str]  # the proposal that went with nobody pressing: each goes so once
    told: NotRequired[Told]  # it asks nothing new: it tells what came of their words (BR-54)
    erased: NotRequired[str]  # when it was erased whom it asked and what it told


class RequestChange(TypedDict, total=False):
    """What of a request can change."""

    child: str
    keys: list[str]
    shown_key: str
    state: str
    expires: str


def by_id(db: Database, number: int) -> Request | None:
    """One request, for rules that have checked already who is asking."""
    return _typed(db.table(REQUESTS).get(doc_id=number))


def by_key(db: Database, key: str) -> Request | None:
    """The request that the token of this keyed hash belongs to."""
    return _typed(db.table(REQUESTS).get(Holding("keys", key)))


def by_child(db: Database, child: str) -> list[Request]:
    """What was asked about a child, in the order in which it was kept."""
    return _search(db, where("child") == child)


def by_child_newest_first(db: Database, child: str) -> list[Request]:
    """What was asked about a child, by the moment at which it was made."""
    return cast("list[Request]", db.table(REQUESTS).page(where("child") == child, by="made", newest_first=True))


def by_contact(db: Database, contact: int) -> list[Request]:
    """What this contact was asked."""
    return _search(db, where("contact") == contact)


def went_by_itself(db: Database, proposal: str) -> bool:
    """Whether this proposal was asked with nobody pressing, also where its request was closed since."""
    return db.table(REQUESTS).contains(where("by_itself") == proposal)


def open_by_itself(db: Database) -> list[Request]:
    """Those that were asked with nobody pressing and can still be answered or closed."""
    return _search(db, (where("by_itself") > "") & (where("state") == OPEN))


def by_itself_since(db: Database, moment: str) -> int:
    """How many were asked since a moment with nobody pressing."""
    return db.table(REQUESTS).count((where("made") >= moment) & (where("by_itself") > ""))


def that_tell_of(db: Database, item: int) -> list[Request]:
    """Those by which somebody was told what came of an item."""
    return _search(db, where("told")["item"] == item)


def that_answer(db: Database, voice: int) -> list[Request]:
    """Those by which whoever spoke in a voice was told what came of it, the oldest first."""
    return cast("list[Request]", db.table(REQUESTS).page(where("told")["voice"] == voice, by="made"))


def last_that_tell(db: Database, most: int) -> list[Request]:
    """Those by which anybody was told, the newest first."""
    found = db.table(REQUESTS).page(where("told")["item"] > 0, by="made", newest_first=True, limit=most)
    return cast("list[Request]", found)


def tells(request: Request) -> bool:
    """Whether it tells what came of their words, and asks for nothing new."""
    return "told" in request


def open_made_after(db: Database, moment: str) -> list[Request]:
    """What was made after a moment and nobody has answered or closed; its time may be over."""
    return _search(db, (where("made") > moment) & (where("state") == OPEN))


def open_texts_made_within(db: Database, first: str, last: str) -> list[Request]:
    """What was asked by text between two moments and nobody has answered or closed; its time may be over."""
    made = (where("made") >= first) & (where("made") <= last)
    return _search(db, made & (where("state") == OPEN) & (where("channel") == "sms"))


def children_asked_after(db: Database, touchpoint: str, since: date) -> frozenset[str]:
    """The children about whom somebody was asked after this touchpoint on or after a day."""
    found = _search(db, (where("made") >= since.isoformat()) & (where("touchpoint") == touchpoint))
    return frozenset(one["child"] for one in found if one["child"] and not tells(one))


def prefetch(
    db: Database, numbers: Iterable[int] = (), *, children: Iterable[str] = (), contacts: Iterable[int] = ()
) -> None:
    """Read these, and those of these children or contacts, at once, for a long reading verb that asks one by one."""
    db.table(REQUESTS).prefetch_numbers(numbers)
    db.table(REQUESTS).prefetch("contact", contacts)
    db.table(REQUESTS).prefetch("child", children)


def is_open(request: Request, now: datetime) -> bool:
    """Whether it can still be answered."""
    return request["state"] == OPEN and request["expires"] > now.isoformat()


def child_of(request: Request) -> str:
    """The child that it is about, where it is about one."""
    assert request["child"] is not None
    return request["child"]


def add(db: Database, request: Request) -> int:
    """Keep a new request; returns its number."""
    return db.table(REQUESTS).insert(request)


def change(db: Database, request: Request, **fields: Unpack[RequestChange]) -> None:
    """Set fields of a request, whatever has become of the others since it was read."""
    db.table(REQUESTS).replace(number_of(request), fields)


def kept_between(db: Database, first: str, last: str, limit: int) -> list[Request]:
    """Up to so many that say whom they asked, made between two moments, both included; the oldest first."""
    made = (where("made") >= first) & (where("made") <= last)
    found = cast("list[Request]", db.table(REQUESTS).page(made, by="made"))
    return [one for one in found if "erased" not in one][:limit]


def erase(db: Database, request: Request, on: str) -> None:
    """Take away whom it asked, its links and what it told; that it was made stays. `on` is said in its place."""
    left: dict[str, Any] = {"contact": None, "keys": [], "shown_key": "", "erased": db.now.isoformat()}
    if "told" in request:
        left["told"] = {**request["told"], "english": on, "words": on, "language": "en", "translated_by": ""}
    db.table(REQUESTS).replace(number_of(request), left)


def tie(db: Database, number: int, child: str) -> None:
    """Put a poster's request to a child."""
    fields: RequestChange = {"child": child}
    db.table(REQUESTS).replace(number, fields)


def never_kept(request: Request) -> Request:
    """A request that nobody made, for words that came without one; it is handed on under the number 0."""
    return cast("Request", Document(request, 0))


def _search(db: Database, cond: QueryLike) -> list[Request]:
    return cast("list[Request]", db.table(REQUESTS).search(cond))


def _typed(found: Document | None) -> Request | None:
    return cast("Request | None", found)
