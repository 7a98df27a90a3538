"""What is to be asked now, and what was forgotten: of one person, of one child, of all for who sees them all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from feedback.asking.obstacles import Obstacle
from feedback.asking.text_requests import TextSettings
from feedback.messages import outbox
from feedback.proposing import putting_aside
from feedback.proposing.forgotten import Forgotten, Pair
from feedback.proposing.proposals import Proposal, has_begun, proposals_of, until_of, way_for, whose
from feedback.proposing.putting_aside import PutAside
from feedback.proposing.safe_by_itself import ByItself, by_itself
from feedback.proposing.switch import Stopped, stopped
from feedback.voices import requests
from forms.library import Library
from people import children, contacts, opt_outs, staff
from people.actor import Actor
from people.children import child as child_for
from people.contacts import Contact
from people.need_to_know import known_children
from people.permissions import needs
from people.records import events
from people.records.events import TouchpointEvent
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

LOOKS_BACK: Final = timedelta(days=60)  # an event before that is asked about no more, and is not called forgotten
MOST_SHOWN: Final = 20


@dataclass(frozen=True)
class ShownProposal:
    """A proposal with its names, the way that is proposed today, and what stands in it."""

    proposal: Proposal
    child_name: str
    person: Contact
    whose_name: str
    channel: str
    in_the_way: tuple[Obstacle, ...]
    not_by_text: str  # why it is not the phone; empty where it is, or where there is none
    by_itself: ByItself | None  # whether it goes with nobody pressing; None where no setting lets it


@dataclass(frozen=True)
class AsideLine:
    """A proposal about a child that somebody put aside, in names; `on` is an ISO date. `back_by`: who took it back."""

    event: int
    contact: int
    touchpoint: str
    on: str
    name: str
    why: str
    by: str
    at: str
    back_by: str
    back_at: str


@dataclass(frozen=True)
class ToAsk:
    """How many can be asked now, how many were forgotten, and the first of them; of one child, what was put aside."""

    now: int
    forgotten: int
    shown: Sequence[ShownProposal]
    aside: Sequence[AsideLine] = ()
    stopped: Stopped | None = None  # where a setting lets safe ones go, and they do not today

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.now + self.forgotten - len(self.shown)


@needs(Permission.ASK_FOR_FEEDBACK)
def to_ask(
    db: Database,
    actor: Actor,
    library: Library,
    *,
    texts: bool,
    alone: TextSettings | None = None,
    memory: Forgotten | None = None,
) -> ToAsk:
    """What is this person's to ask; for who sees every child, also whatever anybody forgot.

    `texts`: whether any go; `alone`: how the safe ones go by themselves, where a setting lets them. Of what was
    forgotten of all children, only the beginning is worked out where a `memory` knows the rest.
    """
    db.remember()
    today = london_day(db.now)
    if actor.may(Permission.SEE_ALL_CHILDREN):
        found, forgotten = _of_all(db, actor, library, memory or Forgotten())
        return _shown(db, found, texts=texts, alone=alone, forgotten=forgotten)
    refs = known_children(db, actor)
    events.prefetch(db, refs)
    asked_about = [one for ref in refs for one in _lately(db, ref) if has_begun(one, today)]
    found = [one for one in _worked_out(db, asked_about, library) if one.whose == actor.id]
    return _shown(db, found, texts=texts, alone=alone)


def _of_all(db: Database, actor: Actor, library: Library, memory: Forgotten) -> tuple[list[Proposal], int]:
    """What is theirs to ask now with the first that were forgotten, and how many these are in all."""
    today = london_day(db.now)
    begun = [one for one in events.events_since(db, today - LOOKS_BACK) if has_begun(one, today)]
    over = [one for one in begun if until_of(one) < today]
    known = memory.known(db, lambda: _worked_out(db, over, library))
    first, in_all = _first_still_so(db, known, library)
    current = [one for one in begun if until_of(one) >= today]
    children.prefetch(db, {one["child"] for one in current})
    own = _worked_out(db, [one for one in current if _is_for(db, one, actor)], library)
    return [*own, *first], in_all


def _worked_out(db: Database, happened: Sequence[TouchpointEvent], library: Library) -> list[Proposal]:
    prefetch(db, {one["child"] for one in happened})
    return list(proposals_of(db, happened, library))


def _first_still_so(db: Database, known: Sequence[Pair], library: Library) -> tuple[list[Proposal], int]:
    """As many as are shown, each looked at now, and how many there are without those that are not so any more."""
    found: list[Proposal] = []
    gone = 0
    for at in range(0, len(known), MOST_SHOWN):
        some = known[at : at + MOST_SHOWN]
        events.prefetch_numbers(db, [event for event, _ in some])
        happened = [one for event, _ in some if (one := events.by_number(db, event)) is not None]
        still = {(one.event, one.contact): one for one in _worked_out(db, happened, library)}
        found += [still[pair] for pair in some if pair in still]
        gone += sum(pair not in still for pair in some)
        if len(found) >= MOST_SHOWN:
            break
    return found, len(known) - gone


def _is_for(db: Database, event: TouchpointEvent, actor: Actor) -> bool:
    child = children.by_ref(db, event["child"])
    return child is not None and whose(db, child) == actor.id


@needs(Permission.ASK_FOR_FEEDBACK)
def to_ask_about(
    db: Database, actor: Actor, ref: str, library: Library, *, texts: bool, alone: TextSettings | None = None
) -> ToAsk:
    """The same of one child, whosever it is to ask; `NotFound` where the child is not theirs."""
    child_for(db, actor, ref)
    found = _shown(db, list(proposals_of(db, _lately(db, ref), library)), texts=texts, alone=alone)
    return replace(found, aside=[_aside_line(db, one) for one in putting_aside.ever_put_aside(db, ref)])


def _lately(db: Database, ref: str) -> list[TouchpointEvent]:
    since = (london_day(db.now) - LOOKS_BACK).isoformat()
    return [one for one in events.events_of(db, ref) if one["on"] >= since]


def prefetch(db: Database, refs: Iterable[str]) -> None:
    """Read what proposals about these children are worked out of at once."""
    wanted = sorted(refs)
    children.prefetch(db, wanted)
    contacts.prefetch(db, children=wanted)
    people = [one for ref in wanted for one in contacts.of_child(db, ref)]
    contacts.prefetch(db, numbers=[number_of(one) for one in people])
    opt_outs.prefetch(db, {one["phone"] for one in people if one["phone"]})
    requests.prefetch(db, children=wanted)
    putting_aside.prefetch(db, wanted)


def _shown(
    db: Database,
    found: Sequence[Proposal],
    *,
    texts: bool,
    alone: TextSettings | None,
    forgotten: int | None = None,
) -> ToAsk:
    """`forgotten` says how many there are in all, where not all are given.

    Those that can be asked now come first, whose days end first before the others; the latest forgotten next.
    """
    now = sorted((one for one in found if not one.forgotten), key=lambda one: (one.until, one.child, one.contact))
    over = sorted((one for one in found if one.forgotten), key=lambda one: one.until, reverse=True)
    chosen = (now + over)[:MOST_SHOWN]
    _prefetch_ways(db, [one.contact for one in chosen])
    shown = [_with_names(db, one, texts=texts, alone=alone) for one in chosen]
    in_all = len(over) if forgotten is None else forgotten
    return ToAsk(len(now), in_all, shown, stopped=stopped(db) if alone is not None else None)


def _prefetch_ways(db: Database, numbers: Sequence[int]) -> None:
    """What says by which way they can be asked: the texts to their phones, and when those who share one were asked."""
    contacts.prefetch(db, numbers=numbers)
    phones = {person["phone"] for one in numbers if (person := contacts.by_id(db, one)) and person["phone"]}
    contacts.prefetch(db, phones=phones)
    outbox.prefetch_by_phone(db, phones)
    sharing = {number_of(one) for phone in phones for one in contacts.with_phone(db, phone)}
    requests.prefetch(db, contacts=sharing.union(numbers))


def _with_names(db: Database, one: Proposal, *, texts: bool, alone: TextSettings | None) -> ShownProposal:
    person = contacts.by_id(db, one.contact)
    assert person is not None
    channel, found, not_by_text = way_for(db, one.child, person, texts=texts)
    return ShownProposal(
        proposal=one,
        child_name=children.name_of(db, one.child),
        person=person,
        whose_name=staff.name_of(db, one.whose) if one.whose else "",
        channel=channel,
        in_the_way=found,
        not_by_text=not_by_text,
        by_itself=by_itself(db, one, alone) if alone is not None else None,
    )


def _aside_line(db: Database, one: PutAside) -> AsideLine:
    event, person = events.by_number(db, one["event"]), contacts.by_id(db, one["contact"])
    assert event is not None
    assert person is not None
    return AsideLine(
        event=one["event"],
        contact=one["contact"],
        touchpoint=event["touchpoint"],
        on=event["on"],
        name=person["name"],
        why=one["why"],
        by=staff.name_of(db, one["by"]),
        at=one["at"],
        back_by=staff.name_of(db, one["back_by"]) if "back_by" in one else "",
        back_at=one.get("back_at", ""),
    )
