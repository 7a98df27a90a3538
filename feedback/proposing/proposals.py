"""Proposals: what happened to a child makes one, for each person who can be asked about it, at its own time.

A proposal is worked out of its event whenever somebody looks and is stored nowhere: it ends when they were asked, when
somebody put it aside with a reason, or with its days, and then it stands as forgotten.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

from feedback.asking.obstacles import Obstacle, obstacles
from feedback.proposing import putting_aside
from feedback.voices import requests
from feedback.voices.call_wishes import contact_to_call
from feedback.voices.requests import REVOKED, Request, tells
from forms.library import Library
from people import children, contacts, staff
from people.children import Child
from people.contacts import Contact
from people.deputies import in_place_of
from people.records.endings import nobody_is_asked
from people.records.events import TouchpointEvent
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database


@dataclass(frozen=True)
class Window:
    """The days after an event on which it is asked about, both of them among these."""

    first: int
    last: int


WINDOWS: Final[Mapping[str, Window]] = {
    "conference": Window(2, 7),
    "looked_after_review": Window(3, 10),
    "closure": Window(0, 7),
    "transfer": Window(21, 28),
    "placement_visit": Window(0, 1),
}
# whoever these hold for is asked by nobody, on no way
NOT_ASKED_AT_ALL = frozenset({"ended", "stopped", "do_not_contact", "gone"})
# with one of these another way is better; what else is in the way is so on every way
ABOUT_THE_WAY = frozenset({"no_phone", "not_a_mobile", "bad_number", "abuse_flag", "safe_contact", "under_8"})
WAYS = ("sms", "phone", "letter", "link")  # the one that asks least of anybody first


@dataclass(frozen=True)
class Proposal:
    """That one person could be asked about one event: from the day `since` to the day `until`."""

    event: int
    child: str
    touchpoint: str
    on: date
    contact: int
    audience: str
    language: str
    since: date
    until: date
    whose: int  # who is to ask: a staff id; 0 where nobody works with the child
    forgotten: bool

    @property
    def key(self) -> str:
        """The event and the person."""
        return f"{self.event} {self.contact}"


def proposals_of(db: Database, happened: Iterable[TouchpointEvent], library: Library) -> Iterator[Proposal]:
    """What these events propose today, for rules that have checked already who is asking."""
    today = london_day(db.now)
    for event in happened:
        child = children.by_ref(db, event["child"])
        if child is not None and has_begun(event, today) and not nobody_is_asked(child):
            yield from _of_event(db, event, child, library)


def way_for(db: Database, ref: str, person: Contact, *, texts: bool) -> tuple[str, tuple[Obstacle, ...], str]:
    """By which way to ask somebody today, what stands in it all the same, and why their phone is not used."""
    why = ""
    for channel in WAYS if texts else WAYS[1:]:
        found = obstacles(db, ref, number_of(person), channel, person["audience"], db.now)
        against = [one for one in found if one.code in ABOUT_THE_WAY]
        if not against:
            return channel, found, why
        why = why or next((one.words for one in against if one.code != "no_phone"), "")
    raise AssertionError("a link has nothing against it that is about the way")


def _of_event(db: Database, event: TouchpointEvent, child: Child, library: Library) -> Iterator[Proposal]:
    ref, number, on = event["child"], number_of(event), date.fromisoformat(event["on"])
    window, aside = WINDOWS[event["touchpoint"]], putting_aside.put_aside_of(db, ref)
    asked = _asked_since(db, event)
    until, asker = until_of(event), whose(db, child)
    for person in contacts.of_child(db, ref):
        contact = number_of(person)
        is_over = (number, contact) in aside or contact in asked
        has_questions = library.find(event["touchpoint"], person["audience"]) is not None
        if is_over or not has_questions or not _may_be_asked(db, ref, person):
            continue
        yield Proposal(
            event=number,
            child=ref,
            touchpoint=event["touchpoint"],
            on=on,
            contact=contact,
            audience=person["audience"],
            language=person["language"],
            since=on + timedelta(days=window.first),
            until=until,
            whose=asker,
            forgotten=london_day(db.now) > until,
        )


def _may_be_asked(db: Database, ref: str, person: Contact) -> bool:
    found = obstacles(db, ref, number_of(person), "link", person["audience"], db.now, asked_before=False)
    return all(one.code not in NOT_ASKED_AT_ALL for one in found)


def _asked_since(db: Database, event: TouchpointEvent) -> frozenset[int]:
    """The contacts who were asked about this kind of event on its day or since."""

    def counts(request: Request) -> bool:
        asks = request["state"] != REVOKED and not tells(request) and request["touchpoint"] == event["touchpoint"]
        return asks and london_day(request["made"]).isoformat() >= event["on"]

    asked = (contact_to_call(db, one) for one in requests.by_child(db, event["child"]) if counts(one))
    return frozenset(number_of(one) for one in asked if one is not None)


def whose(db: Database, child: Child) -> int:
    """Who asks: the allocated worker, the line manager where there is none, or who stands in for them today."""
    for staff_id in (child["worker"], child["manager"]):
        person = staff.member(db, staff_id) if staff_id else None
        if person is not None and person["active"]:
            return db.once(("in place of", staff_id), partial(in_place_of, db, staff_id, london_day(db.now)))
    return children.NOBODY


def has_begun(event: TouchpointEvent, today: date) -> bool:
    """Whether the days have come on which it is asked about; never, where it is nothing that is asked about."""
    window = WINDOWS.get(event["touchpoint"])
    return window is not None and today >= date.fromisoformat(event["on"]) + timedelta(days=window.first)


def until_of(event: TouchpointEvent) -> date:
    """The last day on which this is asked about, for an event that has begun to be; after it, it is forgotten."""
    return date.fromisoformat(event["on"]) + timedelta(days=WINDOWS[event["touchpoint"]].last)
