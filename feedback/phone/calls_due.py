"""Who might be called: those whom we were to ask by phone, who asked for a call, or who have not answered otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from tinydb import where

from feedback.asking.progress import progress_of
from feedback.messages.inbox import asks_for_a_call, waiting_call
from feedback.phone.call_records import kept_call
from feedback.voices.call_wishes import contact_to_call
from feedback.voices.items_to_read import CALL_ME, OPEN, TRIAGE
from feedback.voices.links import REQUESTS
from feedback.voices.voices import VOICES, voice_of
from people import contacts
from people.contacts import Contact
from people.working_days import london_day
from storage.store import Database
from storage.table import Document

PATIENCE = timedelta(days=7)  # so long an unanswered link or text may lie, a reminder included
LINK_LIFE = timedelta(days=30)
BY_PHONE, ASKED_US, UNANSWERED = "by_phone", "asked_us", "unanswered"
WHY = {
    BY_PHONE: "To be asked by phone",
    ASKED_US: "They asked to be called",
    UNANSWERED: "No answer for a week",
}
REQUEST_KEY, ITEM_KEY, TEXT_KEY = "request", "item", "text"


@dataclass(frozen=True)
class CallDue:
    """One call that somebody is waiting for, or that we want to make. `item` is the triage item of who asked for it."""

    key: str
    why: str
    child: str | None
    request: Document | None
    voice: Document | None
    item: Document | None
    contact: Contact | None
    text: Document | None = None  # the text message that asked for the call, outside any conversation

    @property
    def since(self) -> str:
        """Since when it waits, as ISO text in UTC."""
        return str(
            self.item["at"]
            if self.item
            else self.text["at"]
            if self.text
            else self.request["made"]
            if self.request
            else ""
        )


def calls_due(db: Database) -> Iterator[CallDue]:
    """All of them; who asked for a call is not called a second time for the request that they answered."""
    asked = [*_who_asked(db)]
    yield from asked
    yield from _who_texted(db)
    taken = {one.request.doc_id for one in asked if one.request}
    since = (db.now - LINK_LIFE).isoformat()
    for request in db.table(REQUESTS).search((where("made") > since) & (where("state") == OPEN)):
        if request.doc_id not in taken and (why := _why(db, request)):
            yield _of_request(db, request, why)


def call_due(db: Database, key: str) -> CallDue | None:
    """The call of this key, or None when there is none any more."""
    kind, _, number = key.partition("-")
    if not (number.isascii() and number.isdecimal()):
        return None
    if kind == ITEM_KEY:
        item = db.table(TRIAGE).get(doc_id=int(number))
        return _of_item(db, item) if item and item["matter"] == CALL_ME and item["state"] == OPEN else None
    if kind == TEXT_KEY:
        text = waiting_call(db, int(number))
        return _of_text(db, text) if text else None
    request = db.table(REQUESTS).get(doc_id=int(number)) if kind == REQUEST_KEY else None
    if request is None or request["state"] != OPEN or request["expires"] <= db.now.isoformat():
        return None
    return _of_request(db, request, _why(db, request) or UNANSWERED)


def _why(db: Database, request: Document) -> str | None:
    if request["child"] is None or request.get("place") is not None:
        return None  # a poster's: nobody knows who is there
    if request["channel"] == "phone":
        return BY_PHONE
    voice = voice_of(db, request.doc_id)
    waits = request["made"] <= (db.now - PATIENCE).isoformat() and _had_it_for(db, request, PATIENCE)
    return UNANSWERED if waits and not (voice and voice["answers"]) else None


def _had_it_for(db: Database, request: Document, span: timedelta) -> bool:
    """Whether it was put to them so long ago: a link that nobody was given has not been left unanswered."""
    put_on = progress_of(db, request).put_on
    return put_on is not None and put_on <= london_day(db.now - span)


def _who_asked(db: Database) -> Iterator[CallDue]:
    for item in db.table(TRIAGE).search((where("state") == OPEN) & (where("matter") == CALL_ME)):
        yield _of_item(db, item)


def _who_texted(db: Database) -> Iterator[CallDue]:
    """Who asked by a text message outside any conversation: one call for each phone, however often it asked."""
    first: dict[str, Document] = {}
    for text in sorted(asks_for_a_call(db), key=lambda one: str(one["at"])):
        if not kept_call(db, f"{TEXT_KEY}-{text.doc_id}")["done"]:  # who declined then may ask again
            first.setdefault(str(text["sender"]), text)
    yield from (_of_text(db, text) for text in first.values())


def _of_text(db: Database, text: Document) -> CallDue:
    known = contacts.with_phone(db, str(text["sender"]))
    contact = next((one for one in known if one["child"] == text["child"]), None)
    return CallDue(f"{TEXT_KEY}-{text.doc_id}", ASKED_US, text["child"], None, None, None, contact, text)


def _of_item(db: Database, item: Document) -> CallDue:
    voice = db.table(VOICES).get(doc_id=item["voice"])
    request = db.table(REQUESTS).get(doc_id=voice["request"]) if voice and voice["request"] else None
    contact = contact_to_call(db, request) if request else None
    return CallDue(f"{ITEM_KEY}-{item.doc_id}", ASKED_US, item["child"], request, voice, item, contact)


def _of_request(db: Database, request: Document, why: str) -> CallDue:
    voice = voice_of(db, request.doc_id)
    key = f"{REQUEST_KEY}-{request.doc_id}"
    return CallDue(key, why, request["child"], request, voice, None, contact_to_call(db, request))
