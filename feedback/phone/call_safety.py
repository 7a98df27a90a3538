"""Whether it is safe to call now: yes only by what was confirmed for this very number, as data, outside quiet hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from feedback.messages.quiet_hours import QuietHours
from forms.telephone import only_number_in
from language.dates import LONDON, clock
from people.contacts import Contact
from people.safe_contact import check_stands
from people.safe_times import SafeSpan, begin_on, hold_at, next_days, spans_of
from people.working_days import is_bank_holiday, london_day

USUAL_HOURS = QuietHours()  # where a house has set none: one rule for texts and for calls
LOOK_AHEAD = 16  # days: a week, and another one where bank holidays are in the way
READ_IT = "Read it yourself"
UNCHECKED = "Nobody has checked that this number is safe"
NOT_KNOWN = "It is not on record when it is safe"
NOT_CONFIRMED = "How it is safe to reach them has not been confirmed lately"
HOLIDAY = "Today is a bank holiday, and their week may be another one"
QUIET = "Quiet hours"
NEVER_OPEN = "Their safe times are all in quiet hours. Agree on another time with them"


class SafeToCall(StrEnum):
    """What is known about calling at this moment."""

    NOW = "now"
    LATER = "later"
    READ = "read"  # nobody can tell from what is on record: a person reads it


@dataclass(frozen=True)
class Safety:
    """Whether it is safe. `opens` is when it will be, or when quiet hours end; `why` says what is not known."""

    state: SafeToCall
    opens: datetime | None = None
    why: str = ""


@dataclass(frozen=True)
class CallFacts:
    """What the rule looks at. `number` is what will be dialled, in E.164, or nothing where no number can be read.

    `words` are what the family said about when. `asked`: they asked for the call and wait for it. `agreed` is the
    moment for which they asked when somebody spoke to them last.
    """

    number: str
    contact: Contact | None
    words: str = ""
    asked: bool = False
    agreed: datetime | None = None


def safety(call: CallFacts, now: datetime, hours: QuietHours) -> Safety:
    """Yes only from a confirmed span; what a person has to read is never a yes, and never quietly a no."""
    found = _by_record(call, now, hours)
    agreed = call.agreed if call.agreed and call.agreed <= now else None
    if found.state is not SafeToCall.NOW and agreed and london_day(agreed) == london_day(now):
        return Safety(SafeToCall.READ, why=f"They asked to be called at {clock(agreed)} today")
    return found


def is_number_of(contact: Contact, number: str) -> bool:
    """Whether this is the number for which the contact's safe times were checked, however it is written."""
    checked = only_number_in(str(contact.get("safe_number") or contact["phone"] or ""))
    return bool(checked) and checked == only_number_in(number)


def _by_record(call: CallFacts, now: datetime, hours: QuietHours) -> Safety:
    spans, why = _confirmed(call, now)
    if not spans:
        return _to_be_read(call, why, now, hours)
    if _is_open(spans, now, hours):
        return Safety(SafeToCall.NOW) if _is_usual(spans, now) else Safety(SafeToCall.READ, why=HOLIDAY)
    opens = next(_openings(spans, now, hours), None)
    return Safety(SafeToCall.LATER, opens, NEVER_OPEN if opens is None else QUIET if hold_at(spans, now) else "")


def _confirmed(call: CallFacts, now: datetime) -> tuple[tuple[SafeSpan, ...], str]:
    """The spans that may be relied on for this number; where there are none, why a person has to read."""
    contact = call.contact
    if contact is None or not is_number_of(contact, call.number):
        return (), UNCHECKED
    if not check_stands(contact, london_day(now)):
        return (), NOT_CONFIRMED
    if call.words:
        return (), READ_IT
    spans = spans_of(contact) if contact.get("safe_number") else ()
    return spans, "" if spans else READ_IT if contact["safe_times"] else NOT_KNOWN


def _to_be_read(call: CallFacts, why: str, now: datetime, hours: QuietHours) -> Safety:
    """In quiet hours nobody is called who does not wait for it; whoever asked is read at any time."""
    if call.asked or not hours.are_on(now):
        return Safety(SafeToCall.READ, why=why)
    return Safety(SafeToCall.LATER, hours.opens(now), QUIET)


def _is_open(spans: tuple[SafeSpan, ...], moment: datetime, hours: QuietHours) -> bool:
    return hold_at(spans, moment) and not hours.are_on(moment)


def _is_usual(spans: tuple[SafeSpan, ...], moment: datetime) -> bool:
    """On a bank holiday the days of the week say nothing: only what holds on all of them can be relied on."""
    daily = [one for one in spans if one.is_daily]
    return not is_bank_holiday(london_day(moment)) or hold_at(daily, moment)


def _openings(spans: tuple[SafeSpan, ...], now: datetime, hours: QuietHours) -> Iterator[datetime]:
    """The moments to come from which on it is safe: where a span begins, or where the quiet hours end within one."""
    for day in next_days(now, LOOK_AHEAD):
        morning = datetime.combine(day, hours.end, LONDON)
        for moment in sorted(one.astimezone(UTC) for one in (*begin_on(spans, day), morning)):
            if moment > now and _is_open(spans, moment, hours) and _is_usual(spans, moment):
                yield moment
