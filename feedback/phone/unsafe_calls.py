"""Calling when nobody knows that it is safe: the caller is asked first, and what they chose is on record."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from feedback.messages.quiet_hours import QuietHours
from feedback.phone.call_access import call_of, number_to_dial
from feedback.phone.call_records import call_record, change_call_record
from feedback.phone.call_safety import CallFacts, Safety, is_number_of, safety
from feedback.phone.calls_due import ASKED_US, CallDue
from feedback.voices.call_wishes import NUMBER, TIME, told_of
from forms.telephone import only_number_in
from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.store import Database

CALL, TALKING, WAIT = "call", "talking", "wait"
CHOICES: Mapping[str, str] = {
    CALL: "Call all the same",
    TALKING: "They rang us, or we are talking already",
    WAIT: "Do not call now",
}
HOLDS = timedelta(minutes=30)  # what was chosen is about this call, not about the next one
LONGEST = 500


@needs(Permission.MAKE_CALLS)
def choose(db: Database, actor: Actor, key: str, choice: str, *, reason: str = "", hours: QuietHours) -> None:
    """Keep what the caller chose when it was not known to be safe; `Unacceptable` where a reason is missing."""
    one = call_of(db, actor, key)
    why = reason.replace("\0", "").strip()[:LONGEST]
    if choice not in CHOICES:
        raise Unacceptable("Choose whether to call.")
    if choice == CALL and not why:
        raise Unacceptable("Say why, in a few words.")
    if choice != WAIT:
        change_call_record(db, key, chosen={"by": actor.id, "at": db.now.isoformat()})
    found = safety_of(db, one, hours)
    audit.record(
        db, actor, "call.unsafe_time", child=one.child, call=key, choice=choice, safe=found.state.value, reason=why
    )


def was_chosen(db: Database, actor: Actor, key: str) -> bool:
    """Whether this caller has chosen a moment ago to call all the same."""
    chosen = call_record(db, key)["chosen"]
    if chosen is None or chosen["by"] != actor.id:
        return False
    return timedelta(0) <= db.now - datetime.fromisoformat(chosen["at"]) < HOLDS


def safety_of(db: Database, one: CallDue, hours: QuietHours, at: datetime | None = None) -> Safety:
    """Whether it is safe to make this call now, or at another moment."""
    agreed = call_record(db, one.key)["agreed"]
    call = CallFacts(
        number=only_number_in(number_to_dial(one) or ""),
        contact=one.contact,
        words=_their_words(one),
        asked=one.why == ASKED_US,
        agreed=datetime.fromisoformat(agreed) if agreed else None,
    )
    return safety(call, at or db.now, hours)


def _their_words(one: CallDue) -> str:
    """What they said about when, or that it should be another number: it counts for whatever we call them about."""
    wish = one.voice if one.item or (one.voice and one.voice["wants_call"]) else None
    gave = told_of(wish, NUMBER)
    on_record = not gave or (one.contact is not None and is_number_of(one.contact, gave))
    return told_of(wish, TIME) or ("" if on_record else gave)
