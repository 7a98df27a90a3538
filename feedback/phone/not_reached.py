"""A call that did not happen: two clicks, an attempt on record, and its effect on the call list."""

from datetime import datetime, timedelta

from feedback.phone.call_access import call_of, number_to_dial
from feedback.phone.call_obstacles import PHONE, tries_of
from feedback.phone.call_records import change_call_record, next_morning, rest
from feedback.phone.calls_due import CallDue
from feedback.voices import requests
from feedback.voices.attempts import note_attempt
from feedback.voices.codes import OUTCOMES
from language.dates import LONDON, moment
from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database

NO_ANSWER, WRONG_NUMBER, NOT_SAFE_NOW = "no_answer", "wrong_number", "not_safe_now"
LATER, DECLINED = "asked_for_later", "declined"
CHOICES = {code: OUTCOMES[code] for code in (NO_ANSWER, WRONG_NUMBER, NOT_SAFE_NOW, LATER, DECLINED)}
TRY_AGAIN_AFTER = timedelta(hours=2)
SAME_CLICK = timedelta(minutes=1)
FURTHEST = timedelta(days=60)


@needs(Permission.MAKE_CALLS)
def not_reached(
    db: Database, actor: Actor, key: str, outcome: str, *, when: datetime | None = None, detail: str = ""
) -> int:
    """Log it and return the attempt. `when` is the moment that was agreed for `asked_for_later`; London's if naive."""
    one = call_of(db, actor, key)
    if outcome not in CHOICES:
        raise Unacceptable("Choose what came of the call.")
    agreed = _agreed(db, outcome, when)
    if (before := _same_click(db, actor, one, outcome)) is not None:
        return before
    request = number_of(one.request) if one.request else None
    voice = number_of(one.voice) if one.item and one.voice else None
    said = detail.replace("\0", "").strip()[:500]
    attempt = note_attempt(db, actor, one.child, request, PHONE, outcome, said, voice=voice)
    _take_effect(db, one, outcome, agreed)
    audit.record(db, actor, "call.not_reached", child=one.child, attempt=attempt, outcome=outcome)
    return attempt


def _agreed(db: Database, outcome: str, when: datetime | None) -> datetime | None:
    if outcome != LATER:
        return None
    if when is None:
        raise Unacceptable("Say when they asked to be called.")
    agreed = when if when.tzinfo else when.replace(tzinfo=LONDON)
    if not db.now < agreed <= db.now + FURTHEST:
        raise Unacceptable("Choose a time that is still to come, within the next 60 days.")
    return agreed.astimezone(db.now.tzinfo)


def _take_effect(db: Database, one: CallDue, outcome: str, agreed: datetime | None) -> None:
    match outcome:
        case "no_answer":
            rest(db, one.key, db.now + TRY_AGAIN_AFTER, "No answer a short while ago")
        case "not_safe_now":
            rest(db, one.key, next_morning(db.now), "It was not safe to talk")
        case "asked_for_later" if agreed:
            rest(db, one.key, agreed, f"Asked to be called {moment(agreed, 'en', db.now)}", agreed)
        case "wrong_number":
            number = number_to_dial(one)
            change_call_record(db, one.key, wrong_number=db.keyed_hash(number) if number else None)
        case "declined":
            _decline(db, one)


def _decline(db: Database, one: CallDue) -> None:
    """They said no: nobody calls or reminds them about this again. Their link still works if they change their mind."""
    change_call_record(db, one.key, done="They declined.")
    if one.item is None and one.request is not None:
        requests.change(db, one.request, state=requests.DECLINED)


def _same_click(db: Database, actor: Actor, one: CallDue, outcome: str) -> int | None:
    """The attempt that this very click has made already."""
    last = next(iter(reversed(tries_of(db, one))), None)
    if last is None or last["outcome"] != outcome or last["by"] != actor.id:
        return None
    return number_of(last) if datetime.fromisoformat(last["at"]) > db.now - SAME_CLICK else None
