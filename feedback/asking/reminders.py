"""The one reminder: on the fifth day after a text that arrived, and none after an answer, a stop or a new hold."""

from datetime import timedelta

from feedback.asking.obstacles import FATIGUE, obstacles
from feedback.asking.text_requests import TextSettings
from feedback.messages import outbox
from feedback.messages.outbox import REMINDER, REQUEST, WENT, queue
from feedback.voices import requests, voices
from feedback.voices.links import add_token
from feedback.voices.requests import Request, child_of, is_open
from people import audit, contacts
from people.backups import last_restored
from people.permissions import open_to
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database, Store

AFTER = timedelta(days=5)
NOT_AFTER = timedelta(days=10)  # what was held back that long would only surprise


async def remind_due(store: Store, settings: TextSettings) -> int:
    """Queue each reminder whose day has come; returns how many."""
    due = store.read(requests_to_remind)
    return sum([await store.write(remind, settings, number_of(request)) for request in due])


def requests_to_remind(db: Database) -> list[Request]:
    """The open requests by text whose reminder is due, and nothing stands in its way."""
    latest = (db.now - AFTER + timedelta(days=1)).isoformat()  # the day decides, not the hour
    found = requests.open_texts_made_within(db, (db.now - NOT_AFTER).isoformat(), latest)
    return [request for request in found if _is_due(db, request)]


@open_to("the worker that sends texts")
def remind(db: Database, settings: TextSettings, request_id: int) -> bool:
    """Queue the reminder of a request, with a link of its own; False when it has had one or must have none."""
    request = requests.by_id(db, request_id)
    if request is None or not _is_due(db, request):
        return False
    person = contacts.by_id(db, request["contact"]) if request["contact"] is not None else None
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


def _is_due(db: Database, request: Request) -> bool:
    return (
        is_open(request, db.now)
        and london_day(db.now) - london_day(request["made"]) >= AFTER  # the day decides, not the hour
        and not _may_have_gone_before_a_restore(db, request)
        and _was_sent_once(db, number_of(request))
        and not _has_answered(db, number_of(request))
        and not _in_the_way(db, request)
    )


def _may_have_gone_before_a_restore(db: Database, request: Request) -> bool:
    """A reminder that was due when this store was made of a backup may have gone already: it does not go twice."""
    restored = last_restored(db)
    return restored is not None and london_day(restored) - london_day(request["made"]) >= AFTER


def _was_sent_once(db: Database, request_id: int) -> bool:
    """Whether the first text went, and no reminder has been queued."""
    texts = outbox.by_request(db, request_id)
    went = any(one["purpose"] == REQUEST and one["state"] in WENT for one in texts)
    return went and not any(one["purpose"] == REMINDER for one in texts)


def _has_answered(db: Database, request_id: int) -> bool:
    voice = voices.by_request(db, request_id)
    return voice is not None and bool(voice["answers"])


def _in_the_way(db: Database, request: Request) -> bool:
    """Whether anything stands in the way today that would stop a request; what was overridden then is asked anew."""
    found = obstacles(
        db,
        child_of(request),
        request["contact"],
        "sms",
        request["audience"],
        db.now,
        besides=number_of(request),
    )
    return any(one.code not in FATIGUE for one in found)
