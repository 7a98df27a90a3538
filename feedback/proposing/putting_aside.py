"""Proposals that somebody put aside: the event is not asked about, and why."""

from collections.abc import Iterable
from typing import Final, NotRequired, TypedDict, cast

from tinydb import where

from language.visible import one_line
from people import audit, contacts
from people.actor import Actor
from people.children import child as child_for
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.records import events
from people.records.events import TouchpointEvent
from people.roles import Permission
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

PROPOSALS_PUT_ASIDE = Kind("proposals_put_aside", indexed=("child", "key"), unique=("key",))
LONGEST_REASON: Final = 500


class PutAside(TypedDict):
    """That one person is not asked about one event, and that somebody took this back."""

    key: str | None  # the event and the contact while it stands; each may be put aside again
    child: str
    event: int
    contact: int
    why: str
    by: int
    at: str
    back_by: NotRequired[int]
    back_at: NotRequired[str]


def put_aside_of(db: Database, child: str) -> dict[tuple[int, int], PutAside]:
    """What is put aside about a child, by event and contact, for rules that have checked already who is asking."""
    return {(one["event"], one["contact"]): one for one in ever_put_aside(db, child) if "back_by" not in one}


def ever_put_aside(db: Database, child: str) -> list[PutAside]:
    """What was put aside about a child, in the order in which it was, with what was taken back."""
    return cast("list[PutAside]", db.table(PROPOSALS_PUT_ASIDE).search(where("child") == child))


def was_put_aside(db: Database, child: str, event: int, contact: int) -> bool:
    """Whether somebody put it aside, also where that was taken back."""
    return any((one["event"], one["contact"]) == (event, contact) for one in ever_put_aside(db, child))


def prefetch(db: Database, children: Iterable[str]) -> None:
    """Read those of these children at once, for a long reading verb that asks for them one by one."""
    db.table(PROPOSALS_PUT_ASIDE).prefetch("child", children)


@needs(Permission.ASK_FOR_FEEDBACK)
def put_aside(db: Database, actor: Actor, event_number: int, contact_id: int, why: str) -> None:
    """Keep that this person is not asked about this event; `Unacceptable` without a reason. Saying it twice is once."""
    event = _event(db, actor, event_number, contact_id)
    reason = one_line(why)
    if not reason:
        raise Unacceptable("Say why they are not asked, in a few words.")
    if len(reason) > LONGEST_REASON:
        raise Unacceptable(f"Say it in up to {LONGEST_REASON} letters.")
    key = f"{event_number} {contact_id}"
    if db.table(PROPOSALS_PUT_ASIDE).contains(where("key") == key):
        return
    kept: PutAside = {
        "key": key,
        "child": event["child"],
        "event": event_number,
        "contact": contact_id,
        "why": reason,
        "by": actor.id,
        "at": db.now.isoformat(),
    }
    db.table(PROPOSALS_PUT_ASIDE).insert(kept)
    about = {"event": event_number, "contact": contact_id}
    audit.record(db, actor, "feedback.not_asked", child=event["child"], **about)
    db.announce(f"child:{event['child']}")


@needs(Permission.ASK_FOR_FEEDBACK)
def take_back_aside(db: Database, actor: Actor, event_number: int, contact_id: int) -> None:
    """They are to be asked after all; that it was put aside, and why, stays on record. Saying it twice is once."""
    event = _event(db, actor, event_number, contact_id)
    stands = put_aside_of(db, event["child"]).get((event_number, contact_id))
    if stands is None:
        return
    back = {"key": None, "back_by": actor.id, "back_at": db.now.isoformat()}
    db.table(PROPOSALS_PUT_ASIDE).replace(number_of(stands), back)
    about = {"event": event_number, "contact": contact_id}
    audit.record(db, actor, "feedback.not_asked_taken_back", child=event["child"], **about)
    db.announce(f"child:{event['child']}")


def _event(db: Database, actor: Actor, event_number: int, contact_id: int) -> TouchpointEvent:
    event, person = events.by_number(db, event_number), contacts.by_id(db, contact_id)
    if event is None or person is None or person["child"] != event["child"]:
        raise NotFound
    child_for(db, actor, event["child"])
    return event
