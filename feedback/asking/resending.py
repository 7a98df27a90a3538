"""A new text for a request whose text did not arrive: the phone is on again, or the number was mended."""

from feedback.asking.obstacles import FATIGUE, obstacles
from feedback.asking.overriding import kept_reason, overridden_by
from feedback.asking.text_requests import TextSettings
from feedback.messages.outbox import REQUEST, queue, text_of
from feedback.messages.undelivered import decide, decisions_about
from feedback.voices.errors import CannotAsk
from feedback.voices.links import REQUESTS, add_token
from people import audit
from people.actor import Actor
from people.contacts import contact_of
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from storage.table import Document


@needs(Permission.ASK_FOR_FEEDBACK)
def send_anew(db: Database, actor: Actor, settings: TextSettings, number: int, override: str = "") -> int:
    """Queue a new text with a link of its own, to the number on record now; returns its number.

    `CannotAsk` says in words what is in the way; what can be overridden needs a reason. It is no new request (BR-66).
    """
    before = text_of(db, number)
    if before is None or before["request"] is None:
        raise NotFound
    if "send_anew" not in decisions_about(db, actor, number):
        raise CannotAsk("That was decided already, or has arrived meanwhile.")
    request = db.table(REQUESTS).get(doc_id=before["request"])
    assert request is not None
    overridden = _check(db, request, override)
    decide(db, actor, number, "give_up")
    text = _queue(db, settings, request)
    about = {"text": number, "anew": text, "obstacles": overridden, "reason": kept_reason(override)}
    audit.record(db, actor, "text.send_anew", child=request["child"], **about)
    return text


def _queue(db: Database, settings: TextSettings, request: Document) -> int:
    person = contact_of(db, request["contact"])
    assert person is not None  # without anybody to text there is an obstacle
    said = settings.wording.request(add_token(db, request), request["language"], discreet=person["discreet"])
    return queue(
        db,
        to=person["phone"],
        body=said.text,
        purpose=REQUEST,
        language=said.lang,
        child=request["child"],
        request=request.doc_id,
        not_before=settings.hours.opens(db.now),
    )


def _check(db: Database, request: Document, override: str) -> list[str]:
    if request["state"] != "open" or request["expires"] <= db.now.isoformat():
        raise CannotAsk("The link of this request is closed. Ask again.")
    about = (request["child"], request["contact"], "sms", request["audience"], db.now)
    found = [one for one in obstacles(db, *about, besides=request.doc_id) if one.code not in FATIGUE]
    return overridden_by(override, found)
