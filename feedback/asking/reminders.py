"""The one reminder: on the fifth day after a text that arrived, and none after an answer, a stop or a new hold."""

from datetime import timedelta

from tinydb import where

from feedback.asking.obstacles import FATIGUE, obstacles
from feedback.asking.text_requests import TextSettings
from feedback.messages.outbox import ACCEPTED, DELIVERED, REMINDER, REQUEST, SENT, queue, texts_of_request
from feedback.voices.links import REQUESTS, add_token
from feedback.voices.voices import voice_of
from people import audit, contacts
from people.permissions import open_to
from people.working_days import london_day
from storage.store import Database, Store
from storage.table import Document

AFTER = timedelta(days=5)
NOT_AFTER = timedelta(days=10)  # what was held back that long would only surprise


async def remind_due(store: Store, settings: TextSettings) -> int:
    """Queue each reminder whose day has come; returns how many."""
    due = store.read(requests_to_remind)
    return sum([await store.write(remind, settings, request.doc_id) for request in due])


def requests_to_remind(db: Database) -> list[Document]:
    """The open requests by text whose reminder is due, and nothing stands in its way."""
    latest = (db.now - AFTER + timedelta(days=1)).isoformat()  # the day decides, not the hour
    made = (where("made") >= (db.now - NOT_AFTER).isoformat()) & (where("made") <= latest)
    found = db.table(REQUESTS).search(made & (where("state") == "open") & (where("channel") == "sms"))
    return [request for request in found if _is_due(db, request)]


@open_to("the worker that sends texts")
def remind(db: Database, settings: TextSettings, request_id: int) -> bool:
    """Queue the reminder of a request, with a link of its own; False when it has had one or must have none."""
    request = db.table(REQUESTS).get(doc_id=request_id)
    if request is None or not _is_due(db, request):
        return False
    person = contacts.by_id(db, request["contact"])
    assert person is not None
    assert person["phone"]  # without a phone there is an obstacle
    said = settings.wording.reminder(add_token(db, request), request["language"], discreet=person["discreet"])
    text = queue(
        db,
        to=person["phone"],
        body=said.text,
        purpose=REMINDER,
        language=said.lang,
        child=request["child"],
        request=request_id,
        not_before=settings.hours.opens(db.now),
    )
    audit.record(db, audit.SYSTEM, "feedback.reminded", child=request["child"], request=request_id, text=text)
    return True


def _is_due(db: Database, request: Document) -> bool:
    return (
        request["state"] == "open"
        and request["expires"] > db.now.isoformat()
        and london_day(db.now) - london_day(request["made"]) >= AFTER  # the day decides, not the hour
        and _was_sent_once(db, request.doc_id)
        and not _has_answered(db, request.doc_id)
        and not _in_the_way(db, request)
    )


def _was_sent_once(db: Database, request_id: int) -> bool:
    """Whether the first text went, and no reminder has been queued."""
    texts = texts_of_request(db, request_id)
    went = any(one["purpose"] == REQUEST and one["state"] in {ACCEPTED, SENT, DELIVERED} for one in texts)
    return went and not any(one["purpose"] == REMINDER for one in texts)


def _has_answered(db: Database, request_id: int) -> bool:
    voice = voice_of(db, request_id)
    return voice is not None and bool(voice["answers"])


def _in_the_way(db: Database, request: Document) -> bool:
    """Whether anything stands in the way today that would stop a request; what was overridden then is asked anew."""
    found = obstacles(
        db,
        request["child"],
        request["contact"],
        "sms",
        request["audience"],
        db.now,
        besides=request.doc_id,
    )
    return any(one.code not in FATIGUE for one in found)
