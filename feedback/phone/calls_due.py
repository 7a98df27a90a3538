"""Who might be called: those whom we were to ask by phone, who asked for a call, or who have not answered otherwise."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from feedback.asking.progress import progress_of
from feedback.messages.inbox import ReceivedText, waiting_call, waiting_calls
from feedback.phone.call_records import call_record
from feedback.voices import attempts, requests, triage_items, voices
from feedback.voices.call_wishes import contact_to_call
from feedback.voices.items_to_read import CALL_ME
from feedback.voices.requests import Request, is_open, tells
from feedback.voices.triage_items import OPEN, TriageItem
from feedback.voices.voices import Voice
from people import contacts
from people.contacts import Contact
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

PATIENCE = timedelta(days=7)  # so long an unanswered link or text may lie, a reminder included
LINK_LIFE = timedelta(days=30)
BY_PHONE, ASKED_US, UNANSWERED, TO_TELL = "by_phone", "asked_us", "unanswered", "to_tell"
WHY = {
    BY_PHONE: "To be asked by phone",
    ASKED_US: "They asked to be called",
    UNANSWERED: "No answer for a week",
    TO_TELL: "To be told what came of their words",
}
REQUEST_KEY, ITEM_KEY, TEXT_KEY = "request", "item", "text"


@dataclass(frozen=True)
class CallDue:
    """One call that somebody is waiting for, or that we want to make. `item` is the triage item of who asked for it."""

    key: str
    why: str
    child: str | None
    request: Request | None
    voice: Voice | None
    item: TriageItem | None
    contact: Contact | None
    text: ReceivedText | None = None  # the text message that asked for the call, outside any conversation

    @property
    def since(self) -> str:
        """Since when it waits, as ISO text in UTC."""
        if asked := self.item or self.text:
            return asked["at"]
        return self.request["made"] if self.request else ""


def calls_due(db: Database, children: Collection[str] | None = None) -> Iterator[CallDue]:
    """All of them, or those about some `children`.

    Who asked for a call is not called a second time for the request that they answered.
    """
    asked = [one for one in _who_asked(db) if children is None or one.child in children]
    yield from asked
    yield from (one for one in _who_texted(db) if children is None or one.child in children)
    taken = {number_of(one.request) for one in asked if one.request}
    for request in _may_want_a_call(db, children):
        if number_of(request) not in taken and (why := _why(db, request)):
            yield _of_request(db, request, why)


def _may_want_a_call(db: Database, children: Collection[str] | None) -> list[Request]:
    """The open requests that are to be asked by phone, or lie there for long; what is asked of them is read at once."""
    since, lying = ((db.now - span).isoformat() for span in (LINK_LIFE, PATIENCE))
    open_ones = [one for one in requests.open_made_after(db, since) if children is None or one["child"] in children]
    found = [one for one in open_ones if one["channel"] == "phone" or one["made"] <= lying]
    _prefetch_for(db, found)
    return found


def _prefetch_for(db: Database, asked: Collection[Request]) -> None:
    """Read at once what is asked of each of these requests."""
    numbers = [number_of(one) for one in asked]
    voices.prefetch_by_request(db, numbers)
    attempts.prefetch(db, requests=numbers)
    named = [contact for one in asked if (contact := one["contact"]) is not None]
    loose = [child for one in asked if one["contact"] is None and (child := one["child"])]
    contacts.prefetch(db, numbers=named, children=loose)


def call_due(db: Database, key: str) -> CallDue | None:
    """The call of this key, or None when there is none any more."""
    kind, _, number = key.partition("-")
    if not (number.isascii() and number.isdecimal()):
        return None
    if kind == ITEM_KEY:
        item = triage_items.by_id(db, int(number))
        return _of_item(db, item) if item and item["matter"] == CALL_ME and item["state"] == OPEN else None
    if kind == TEXT_KEY:
        text = waiting_call(db, int(number))
        return _of_text(db, text) if text else None
    request = requests.by_id(db, int(number)) if kind == REQUEST_KEY else None
    if request is None or not is_open(request, db.now):
        return None
    return _of_request(db, request, _why(db, request) or UNANSWERED)


def calls_of(db: Database, keys: Iterable[str]) -> list[CallDue]:
    """The calls of these keys that are still due, read with few statements where the unit of work remembers."""
    wanted = [*keys]
    triage_items.prefetch(db, _numbers(wanted, ITEM_KEY))
    asked = _numbers(wanted, REQUEST_KEY)
    requests.prefetch(db, asked)
    _prefetch_for(db, [one for number in asked if (one := requests.by_id(db, number)) is not None])
    return [due for key in wanted if (due := call_due(db, key)) is not None]


def _numbers(keys: Iterable[str], kind: str) -> list[int]:
    return [int(key.partition("-")[2]) for key in keys if key.startswith(f"{kind}-")]


def _why(db: Database, request: Request) -> str | None:
    if request["child"] is None or request.get("place") is not None:
        return None  # a poster's: nobody knows who is there
    if request["channel"] == "phone":
        return TO_TELL if tells(request) else BY_PHONE
    if tells(request):
        return None  # that they do not say whether it helped needs no call
    voice = voices.by_request(db, number_of(request))
    waits = request["made"] <= (db.now - PATIENCE).isoformat() and _had_it_for(db, request, PATIENCE)
    return UNANSWERED if waits and not (voice and voice["answers"]) else None


def _had_it_for(db: Database, request: Request, span: timedelta) -> bool:
    """Whether it was put to them so long ago: a link that nobody was given has not been left unanswered."""
    put_on = progress_of(db, request).put_on
    return put_on is not None and put_on <= london_day(db.now - span)


def _who_asked(db: Database) -> Iterator[CallDue]:
    for item in triage_items.open_by_matter(db, CALL_ME):
        yield _of_item(db, item)


def _who_texted(db: Database) -> Iterator[CallDue]:
    """Who asked by a text message outside any conversation: one call for each phone, however often it asked."""
    first: dict[str, ReceivedText] = {}
    for text in waiting_calls(db):
        if not call_record(db, f"{TEXT_KEY}-{number_of(text)}")["done"]:  # who declined then may ask again
            first.setdefault(text["sender"], text)
    yield from (_of_text(db, text) for text in first.values())


def _of_text(db: Database, text: ReceivedText) -> CallDue:
    known = contacts.with_phone(db, text["sender"])
    contact = next((one for one in known if one["child"] == text["child"]), None)
    return CallDue(f"{TEXT_KEY}-{number_of(text)}", ASKED_US, text["child"], None, None, None, contact, text)


def _of_item(db: Database, item: TriageItem) -> CallDue:
    voice = voices.by_id(db, item["voice"])
    request = requests.by_id(db, voice["request"]) if voice and voice["request"] else None
    contact = contact_to_call(db, request) if request else None
    return CallDue(f"{ITEM_KEY}-{number_of(item)}", ASKED_US, item["child"], request, voice, item, contact)


def _of_request(db: Database, request: Request, why: str) -> CallDue:
    voice = voices.by_request(db, number_of(request))
    key = f"{REQUEST_KEY}-{number_of(request)}"
    return CallDue(key, why, request["child"], request, voice, None, contact_to_call(db, request))
