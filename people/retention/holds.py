"""Legal holds: nothing about the child goes by a rule until a named person lifts it."""

from typing import NotRequired, TypedDict, cast

from tinydb import where

from people import audit
from people.actor import Actor
from people.children import child
from people.errors import Unacceptable
from people.permissions import needs
from people.retention.rules import LONGEST_REASON, TOPIC, NoReason
from people.roles import Permission
from people.staff import member
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

HOLDS = Kind("holds", indexed=("child", "lifted_at"), lasting=True)


class Hold(TypedDict):
    """One hold, as it is kept; `lifted_at` is empty while it stands."""

    child: str
    review: NotRequired[int]  # of a hold on one review of the child, and not on all that there is about it
    why: str
    by: int
    by_name: str
    at: str
    lifted_by: int | None
    lifted_by_name: str
    lifted_at: str
    lifted_why: str


def is_held(db: Database, ref: str) -> bool:
    """Whether a hold stands on a child."""
    return any("review" not in one for one in _standing(db) if one["child"] == ref)


def held_reviews(db: Database) -> frozenset[int]:
    """The reviews on which a hold stands."""
    return frozenset(one["review"] for one in _standing(db) if "review" in one)


@needs(Permission.HOLD_RECORDS)
def holds(db: Database, _: Actor) -> list[Hold]:
    """Every hold that stands or stood, the newest first."""
    return cast("list[Hold]", db.table(HOLDS).all())[::-1]


@needs(Permission.HOLD_RECORDS)
def hold(db: Database, actor: Actor, ref: str, why: str) -> int:
    """Keep what there is about a child until the hold is lifted. Audited; NotFound, Unacceptable."""
    found, reason = child(db, actor, ref.strip()), _checked(why)
    if is_held(db, found["ref"]):
        raise Unacceptable("There is a hold on this child already.")
    return _place(db, actor, found["ref"], reason)


@needs(Permission.HOLD_RECORDS)
def place_on_review(db: Database, actor: Actor, review: int, ref: str, why: str) -> int:
    """Keep one review of a child, which this person may read, until the hold is lifted. Audited; Unacceptable."""
    reason = _checked(why)
    if review in held_reviews(db):
        raise Unacceptable("There is a hold on this review already.")
    return _place(db, actor, ref, reason, review)


def _place(db: Database, actor: Actor, ref: str, why: str, review: int | None = None) -> int:
    held: Hold = {
        "child": ref,
        "why": why,
        "by": actor.id,
        "by_name": _name(db, actor),
        "at": db.now.isoformat(),
        "lifted_by": None,
        "lifted_by_name": "",
        "lifted_at": "",
        "lifted_why": "",
    }
    if review is not None:
        held["review"] = review
    number = db.table(HOLDS).insert(held)
    about = {} if review is None else {"review": review}
    audit.record(db, actor, "retention.held", child=ref, hold=number, **about)
    db.announce(TOPIC)
    return number


@needs(Permission.HOLD_RECORDS)
def lift(db: Database, actor: Actor, number: int, why: str) -> None:
    """Let the rules hold again; what the hold was stays on record. Audited; Unacceptable."""
    found, reason = cast("Hold | None", db.table(HOLDS).get(doc_id=number)), _checked(why)
    if found is None or found["lifted_at"]:
        raise Unacceptable("This hold was lifted already.")
    lifted = {"lifted_by": actor.id, "lifted_by_name": _name(db, actor), "lifted_at": db.now.isoformat()}
    db.table(HOLDS).replace(number_of(found), {**lifted, "lifted_why": reason})
    audit.record(db, actor, "retention.hold_lifted", child=found["child"], hold=number)
    db.announce(TOPIC)


def _standing(db: Database) -> list[Hold]:
    return cast("list[Hold]", db.table(HOLDS).search(where("lifted_at") == ""))


def _checked(why: str) -> str:
    if not why.strip():
        raise NoReason("Write why, so that others can follow the decision.")
    if len(why.strip()) > LONGEST_REASON:
        raise NoReason(f"Use {LONGEST_REASON:,} characters or fewer for the reason.")
    return why.strip()


def _name(db: Database, actor: Actor) -> str:
    person = member(db, actor.id)
    return person["name"] if person else ""
