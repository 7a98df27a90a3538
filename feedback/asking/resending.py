"""A new text for a request whose text did not arrive: the phone is on again, or the number was mended."""

from feedback.asking.obstacles import FATIGUE, obstacles
from feedback.asking.overriding import kept_reason, overridden_by
from feedback.asking.text_requests import TextSettings
from feedback.messages import outbox
from feedback.messages.outbox import REQUEST, TOLD, queue
from feedback.messages.undelivered import decide, decisions_about
from feedback.voices import requests
from feedback.voices.errors import CannotAsk
from feedback.voices.links import add_token
from feedback.voices.requests import Request, child_of, is_open, tells
from people import audit, contacts
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database


@needs(Permission.ASK_FOR_FEEDBACK)
def send_anew(db: Database, actor: Actor, settings: TextSettings, number: int, override: str = "") -> int:
    """Queue a new text with a link of its own, to the number on record now; returns its number.

    `CannotAsk` says in words what is in the way; what can be overridden needs a reason. It is no new request (BR-66).
    """
    before = outbox.by_id(db, number)
    if before is None or before["request"] is None:
        raise NotFound
    if "send_anew" not in decisions_about(db, actor, number):
        raise CannotAsk("That was decided already, or has arrived meanwhile.")
    request = requests.by_id(db, before["request"])
    assert request is not None
    overridden = _check(db, request, override)
    decide(db, actor, number, "give_up")
    text = _queue(db, settings, request)
    about = {"text": number, "anew": text, "obstacles": overridden, "reason": kept_reason(override)}
    audit.record(db, actor, "text.send_anew", child=request["child"], **about)
    return text


def _queue(db: Database, settings: TextSettings, request: Request) -> int:
    person = contacts.by_id(db, request["contact"]) if request["contact"] is not None else None
    assert person is not None
    assert person["phone"]  # without a phone there is an obstacle
    words = settings.wording.told if tells(request) else settings.wording.request
    said = words(add_token(db, request), request["language"], discreet=person["discreet"])
    return queue(
        db,
        to=person["phone"],
        body=said.text,
        purpose=TOLD if tells(request) else REQUEST,
        language=said.lang,
        child=request["child"],
        request=number_of(request),
        not_before=settings.hours.opens(db.now),
    )


def _check(db: Database, request: Request, override: str) -> list[str]:
    if not is_open(request, db.now):
        raise CannotAsk("The link of this request is closed. Ask again.")
    about = (child_of(request), request["contact"], "sms", request["audience"], db.now)
    found = [one for one in obstacles(db, *about, besides=number_of(request)) if one.code not in FATIGUE]
    return overridden_by(override, found)
