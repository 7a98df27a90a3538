"""Which proposals are safe to go with nobody pressing: a narrow rule, and what it does not know is for a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from feedback.asking.text_requests import TOKEN_TO_SHOW, TextSettings
from feedback.concerns import concerns
from feedback.messages import outbox
from feedback.messages.outbox import UNKNOWN
from feedback.proposing import putting_aside
from feedback.proposing.proposals import Proposal, way_for
from feedback.voices import requests, triage_items, voices
from language.registry import LANGUAGES
from language.standing import standing
from people import children, contacts
from people.backups import last_restored
from people.children import NOBODY, age_on
from people.contacts import Contact
from people.records import events
from people.safe_times import hold_at, spans_of
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

AFTER: Final = frozenset({"conference", "looked_after_review", "closure", "transfer"})  # a visit is asked about there
OF: Final = frozenset({"parent_carer", "care_leaver"})
OF_AGE: Final = 18
LEAD: Final = timedelta(days=1)  # somebody has a whole day to look at it before it goes
_RESTORED = "The data was restored from a backup since: they may have been asked after it was made."


@dataclass(frozen=True)
class ByItself:
    """How a proposal stands: why a person has to press, empty where it is safe; from which day it goes, and if now."""

    why_not: str
    first_day: date
    now: bool


def by_itself(db: Database, proposal: Proposal, texting: TextSettings) -> ByItself:
    """Whether this proposal may go with nobody pressing, as far as is known at this moment."""
    person, first = contacts.by_id(db, proposal.contact), _first_day(db, proposal)
    assert person is not None
    why_not = next(_for_a_person(db, proposal, person, first, texting), "")
    come = london_day(db.now) >= first
    return ByItself(why_not, first, not why_not and come and _is_an_hour(person, db.now, texting))


def _for_a_person(
    db: Database, proposal: Proposal, person: Contact, first: date, texting: TextSettings
) -> Iterator[str]:
    """Why it waits for a person; the first one is told. What is confidential has one sentence for all of it."""
    if proposal.forgotten:
        yield "Its days are over."
    if first > proposal.until:
        yield "It was noted too late for that."
    if proposal.touchpoint not in AFTER:
        yield "After a visit they are asked there and then."
    if proposal.whose == NOBODY:
        yield "Nobody works with the child who would see to what comes back."
    yield from _about_the_person(db, proposal, person)
    yield from _about_the_way(db, proposal, person, texting)
    yield from _about_before(db, proposal, first)
    if any(_waits_for_a_person(db, one) for one in _family(db, proposal.child, person)):
        yield "Something about this family is to be looked at by a person first."


def _about_the_person(db: Database, proposal: Proposal, person: Contact) -> Iterator[str]:
    child = children.by_ref(db, proposal.child)
    assert child is not None
    young = person["relation"] == "Self" and age_on(date.fromisoformat(child["born"]), london_day(db.now)) < OF_AGE
    if proposal.audience not in OF or young:
        yield "Only parents, carers and care leavers are asked by itself."
    if person["interpreter"]:
        yield "They need an interpreter."
    if any(one["abuse_flag"] for one in contacts.of_child(db, proposal.child)):
        yield "There is a domestic abuse flag around the child."
    if person["safe_times"] or person["safe_note"]:
        yield "What is written about reaching them safely is for a person to read."
    elif not spans_of(person):
        yield "No days and hours are on record at which it is safe to reach them."


def _about_the_way(db: Database, proposal: Proposal, person: Contact, texting: TextSettings) -> Iterator[str]:
    channel, in_the_way, _ = way_for(db, proposal.child, person, texts=True)
    if channel != "sms":
        yield "Nothing goes by itself but a text."
    if in_the_way:
        yield "Something is in the way."
    if not (phone := person["phone"]):
        return
    if any(one["name"] != person["name"] for one in contacts.with_phone(db, phone) if not one.get("gone")):
        yield "Somebody else has the same number."
    if any(one["state"] == UNKNOWN for one in outbox.by_phone(db, phone)):
        yield "It is not known whether an earlier text to them went."
    if proposal.language not in LANGUAGES:
        yield "It is not on record which language they read."
        return
    if standing(proposal.language).note:
        yield f"Not everything in {LANGUAGES[proposal.language].english_name} is signed off."
    elif (
        texting.wording.request(TOKEN_TO_SHOW, proposal.language, discreet=person["discreet"]).lang != proposal.language
    ):
        yield "The text itself would be in English."


def _about_before(db: Database, proposal: Proposal, first: date) -> Iterator[str]:
    restored = last_restored(db)
    if restored is not None and first <= london_day(restored):
        yield _RESTORED
    if putting_aside.was_put_aside(db, proposal.child, proposal.event, proposal.contact):
        yield "It was put aside once, and that was taken back."
    if requests.went_by_itself(db, proposal.key):
        yield "It went by itself once, and was closed again."


def _first_day(db: Database, proposal: Proposal) -> date:
    """The day after its days began, it was over, and it was noted, whichever is last."""
    event = events.by_number(db, proposal.event)
    assert event is not None
    return max(proposal.since, proposal.on, london_day(event["noted"])) + LEAD


def _is_an_hour(person: Contact, now: datetime, texting: TextSettings) -> bool:
    """Whether a text would go this minute, and reach them at an hour that they called safe."""
    return not texting.hours.are_on(now) and hold_at(spans_of(person), now)


def _family(db: Database, child: str, person: Contact) -> frozenset[str]:
    """The child, and the brothers and sisters whose contact has the same phone."""
    beside = contacts.with_phone(db, person["phone"]) if person["phone"] else ()
    return frozenset({child, *(one["child"] for one in beside)})


def _waits_for_a_person(db: Database, child: str) -> bool:
    """Whether a concern about the child has no action on record, or anything that was said waits to be decided on."""
    said = (triage_items.open_by_voice(db, number_of(one)) for one in voices.by_child(db, child))
    return bool(concerns.unsettled_of(db, child)) or any(said)
