"""One line of the call list, with everything that a caller needs to see before the call."""

from dataclasses import dataclass
from datetime import datetime

from feedback.phone.call_access import number_to_dial
from feedback.phone.call_obstacles import tries_of
from feedback.phone.call_records import call_record
from feedback.phone.call_safety import SafeToCall, Safety, is_number_of
from feedback.phone.call_standing import CallStanding
from feedback.phone.calls_due import WHY, CallDue
from feedback.phone.unsafe_calls import was_chosen
from feedback.voices.attempts import Attempt
from feedback.voices.call_wishes import NAME, TIME, told_of
from feedback.voices.codes import OUTCOMES
from forms.telephone import only_number_in
from forms.vocabulary import AUDIENCES, TOUCHPOINTS
from language.dates import moment
from language.not_here import english_name
from people import children
from people.actor import Actor
from people.phone_numbers import shown
from people.safe_times import spans_in_words
from storage.documents import number_of
from storage.store import Database


@dataclass(frozen=True)
class CallTried:
    """One call that was made: when, in words, and what came of it."""

    at: datetime
    words: str


@dataclass(frozen=True)
class CallLine:
    """One line of the call list, ready to be shown. `number` is for reading, `dial` for a `tel:` address."""

    key: str
    why: str
    why_words: str
    child: str | None
    about: str  # the child's name: said only to whom the caller has made sure of
    request: int | None
    item: int | None
    name: str
    relation: str
    number: str
    dial: str
    unchecked: bool  # nobody has checked that it is safe to call this number
    alarms: tuple[str, ...]  # why whoever asked for a call wants it, as far as their answers say
    safe_times: str  # what was confirmed for this number, as days and hours
    safe_words: str  # and the words beside it
    their_time: str  # when they want to be called, in their own words
    safe_note: str
    safety: Safety
    may_dial: bool  # it is safe now, or this caller has just chosen to call all the same
    language: str
    language_name: str
    interpreter: bool
    dialect: str
    touchpoint: str
    tries: tuple[CallTried, ...]
    since: datetime
    later: datetime | None  # from when: it is not safe before, or it rests until then
    rests_because: str
    left_out: tuple[str, ...]  # why nobody is to call; empty on the list itself
    can_override: bool  # whether a reason on record lets the call be made all the same

    @property
    def rests(self) -> bool:
        """Whether it was put off: after a try, or until a moment for which they asked."""
        return bool(self.rests_because)


def line_of(db: Database, standing: CallStanding, actor: Actor) -> CallLine:
    """The line of a call, for somebody of whom it was checked that they may make it."""
    one, found = standing.due, standing.obstacles
    kept = call_record(db, one.key)
    contact = one.contact
    asked = one.voice if one.item else None
    language = (one.voice or one.request or one.contact or {"language": "en"})["language"]
    number = number_to_dial(one) or ""
    theirs = contact if contact and is_number_of(contact, number) else None
    safety, rests = standing.safety, standing.rests
    return CallLine(
        key=one.key,
        why=one.why,
        why_words=WHY[one.why],
        child=one.child,
        about=children.name_of(db, one.child),
        request=number_of(one.request) if one.request else None,
        item=number_of(one.item) if one.item else None,
        name=told_of(asked, NAME) or (contact["name"] if contact else ""),
        relation=(contact["relation"] if contact else "") or _audience(one),
        number=shown(number) if number.startswith("+") else number,
        dial=only_number_in(number),
        unchecked=bool(number) and not theirs,
        alarms=standing.alarms,
        safe_times=spans_in_words(theirs) if theirs else "",
        safe_words=theirs["safe_times"] if theirs else "",
        their_time=told_of(asked, TIME),
        safe_note=contact["safe_note"] if contact else "",
        safety=safety,
        may_dial=safety.state is SafeToCall.NOW or was_chosen(db, actor, one.key),
        language=language,
        language_name=english_name(language),
        interpreter=bool(contact and contact["interpreter"]),
        dialect=contact["dialect"] if contact else "",
        touchpoint=TOUCHPOINTS[one.request["touchpoint"]] if one.request else "",
        tries=tuple(_try(db, each) for each in tries_of(db, one)),
        since=datetime.fromisoformat(one.since),
        later=standing.later,
        rests_because=kept["rests_because"] if rests else "",
        left_out=tuple(each.words for each in found),
        can_override=bool(found) and all(each.can_override for each in found),
    )


def _try(db: Database, attempt: Attempt) -> CallTried:
    at = datetime.fromisoformat(attempt["at"])
    return CallTried(at, f"{moment(at, 'en', db.now)}: {OUTCOMES[attempt['outcome']]}")


def _audience(one: CallDue) -> str:
    spoken = one.voice or one.request
    return AUDIENCES.get(spoken["audience"], "") if spoken else ""
