"""What stands in the way of asking somebody: stops, safe contact, holds and too many questions (BR-66)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from feedback.asking.progress import progress_of
from feedback.messages import outbox
from feedback.messages.outbox import DELIVERED, LOST
from feedback.messages.provider_codes import CodeAction, meaning
from feedback.voices import requests
from feedback.voices.requests import REVOKED, tells
from language.dates import day
from people import children, contacts
from people.children import age_on
from people.contacts import Contact
from people.opt_outs import stopped
from people.phone_numbers import NotAMobile, mobile
from people.records.endings import nobody_is_asked
from people.safe_contact import check_is_over, flag_is_unconfirmed, is_for_another_number
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

SENT_CHANNELS = frozenset({"sms", "letter", "phone"})  # these reach somebody while nobody looks who is beside them
BETWEEN_REQUESTS = timedelta(days=30)
YEAR = timedelta(days=365)
MOST_A_YEAR = 4
FATIGUE = frozenset({"asked_lately", "asked_often"})  # a reminder is no new request (BR-66)
YOUNGEST = 8  # below it, an agreed helper is asked


@dataclass(frozen=True)
class Obstacle:
    """One thing in the way; `words` say what it is and the mend. Where it can be overridden, a reason is needed."""

    code: str
    words: str
    can_override: bool


@dataclass(frozen=True)
class RequestFacts:
    """All that the rules look at, as of `today` in London. `contact` is None where it is not said who is asked."""

    today: date
    channel: str
    audience: str
    contact: Contact | None
    born: date
    nobody_asked: str = ""  # why nobody is asked about the child any more
    stopped_on: date | None = None
    asked_on: tuple[date, ...] = ()  # the requests to the same person, in any order
    bad_number: str = ""  # why texts to this number cannot arrive, where one came back


def obstacles(
    db: Database,
    child_ref: str,
    contact: int | None,
    channel: str,
    audience: str,
    now: datetime,
    *,
    besides: int | None = None,
    asked_before: bool = True,
) -> tuple[Obstacle, ...]:
    """What stands in the way of asking; `besides` is a request that does not count, for a reminder of that request.

    Without `asked_before` it is not weighed how often they were asked: that was done when the request was made.
    """
    facts = _facts(db, child_ref, contact, channel, audience, now)
    if facts.contact is not None and asked_before:
        facts = replace(facts, asked_on=tuple(_asked_on(db, facts.contact, besides)))
    return obstacles_in(facts)


def obstacles_in(facts: RequestFacts) -> tuple[Obstacle, ...]:
    """The rules themselves, the ones that nobody may override first."""
    found = [*_about_the_child(facts), *_about_the_way(facts)]
    if facts.contact is not None:
        found += [*_about_safety(facts, facts.contact), *_about_fatigue(facts)]
    return tuple(sorted(found, key=lambda one: one.can_override))


def _about_the_child(facts: RequestFacts) -> Iterator[Obstacle]:
    if facts.nobody_asked:
        yield Obstacle("ended", facts.nobody_asked, False)
    own = facts.contact is not None and facts.contact["relation"] == "Self"
    if own and facts.channel in SENT_CHANNELS and age_on(facts.born, facts.today) < YOUNGEST:
        words = "The child is under 8. Choose the grown-up who has agreed to help them answer."
        yield Obstacle("under_8", words, False)


def _about_the_way(facts: RequestFacts) -> Iterator[Obstacle]:
    if facts.channel == "sms" and facts.contact is None:
        yield Obstacle("no_contact", "Choose whom the text goes to.", False)
    if facts.contact is None or facts.channel not in {"sms", "phone"}:
        return
    if not facts.contact["phone"]:
        yield Obstacle("no_phone", "There is no phone number on record. Choose another way, or add the number.", False)
    elif facts.channel == "sms" and (wrong := _wrong_with(facts.contact["phone"])):
        yield Obstacle("not_a_mobile", wrong, False)
    elif facts.channel == "sms" and facts.bad_number:
        words = f"An earlier text came back: {facts.bad_number}. Check the number, or choose another way."
        yield Obstacle("bad_number", words, True)


def _about_safety(facts: RequestFacts, contact: Contact) -> Iterator[Obstacle]:
    if facts.stopped_on is not None:
        words = f"They asked us to stop on {_said(facts.stopped_on, facts)}. Nobody asks again until they say so."
        yield Obstacle("stopped", words, False)
    if why := contact.get("do_not_contact"):
        yield Obstacle("do_not_contact", f"Your own system says not to contact them: {why}.", False)
    if contact.get("gone"):
        yield Obstacle("gone", "They are no longer somebody around the child. Choose somebody else.", False)
    held = _day(contact["hold_until"])
    if held is not None and held >= facts.today:
        because = f" ({contact['hold_reason']})" if contact["hold_reason"] else ""
        yield Obstacle("hold", f"Nobody is asked before {_said(held, facts)}{because}.", True)
    if facts.channel not in SENT_CHANNELS:
        return
    if flag_is_unconfirmed(contact, facts.today):
        words = "There is a domestic abuse flag. Check again with them that this way is safe: each week, before asking."
        yield Obstacle("abuse_flag", words, False)
    if check_is_over(contact, facts.today):
        checked = _day(contact["safe_checked"])
        last = f"was last checked on {_said(checked, facts)}" if checked else "was never checked"
        yield Obstacle("safe_contact", f"How it is safe to reach them {last}. Check it with them first.", True)
    elif is_for_another_number(contact):
        words = "How it is safe to reach them was checked for another number. Check it with them first."
        yield Obstacle("safe_contact", words, True)


def _about_fatigue(facts: RequestFacts) -> Iterator[Obstacle]:
    """BR-66: one request in 30 days and four in a year, on all channels together."""
    recent = [asked for asked in facts.asked_on if facts.today - asked < BETWEEN_REQUESTS]
    if recent:
        last = max(recent)
        again = _said(last + BETWEEN_REQUESTS, facts)
        yield Obstacle(
            "asked_lately", f"The last request to them is of {_said(last, facts)}. Ask again from {again}.", True
        )
    within = [asked for asked in facts.asked_on if facts.today - asked < YEAR]
    if len(within) >= MOST_A_YEAR:
        words = f"There were {len(within)} requests to them within a year. Four are the most."
        yield Obstacle("asked_often", words, True)


def _wrong_with(phone: str) -> str:
    try:
        mobile(phone)
    except NotAMobile as wrong:
        return str(wrong)
    return ""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _said(on: date, facts: RequestFacts) -> str:
    return day(on, "en", facts.today)


def _facts(
    db: Database, child_ref: str, contact: int | None, channel: str, audience: str, now: datetime
) -> RequestFacts:
    child = children.by_ref(db, child_ref)
    person = contacts.by_id(db, contact) if contact is not None else None
    if person is not None and person["child"] != child_ref:
        person = None
    phone = person["phone"] if person else None
    stop = stopped(db, phone) if phone else None
    return RequestFacts(
        today=london_day(now),
        channel=channel,
        audience=audience,
        contact=person,
        born=date.fromisoformat(child["born"]) if child else date.min,
        nobody_asked=nobody_is_asked(child) if child else "",
        stopped_on=london_day(stop["at"]) if stop else None,
        bad_number=_bad_number(db, phone) if phone and channel == "sms" else "",
    )


def _asked_on(db: Database, person: Contact, besides: int | None) -> Iterator[date]:
    """The days on which this person was asked; who has the same name and phone for a brother or sister is the same.

    A link that was made and lies in a drawer has asked nobody, and who was told what came of it was asked nothing.
    """
    for contact in _same_person(db, person):
        for request in requests.by_contact(db, contact):
            if number_of(request) != besides and request["state"] != REVOKED and not tells(request):
                put_on = progress_of(db, request).put_on
                yield from () if put_on is None else (put_on,)


def _same_person(db: Database, person: Contact) -> Iterable[int]:
    if not person["phone"]:
        return {number_of(person)}
    same = (number_of(one) for one in contacts.with_phone(db, person["phone"]) if one["name"] == person["name"])
    return {number_of(person), *same}


def _bad_number(db: Database, phone: str) -> str:
    """Why the last text to this number that came to an end did not arrive, where the number itself was at fault."""
    ended = [one for one in outbox.by_phone(db, phone) if one["state"] in {DELIVERED, *LOST}]
    means = meaning(ended[-1]["code"]) if ended and ended[-1]["state"] in LOST else None
    return means.words if means and means.do == CodeAction.NUMBER else ""
