"""Who asked us to stop: one stop holds for every channel until the same phone asks for texts again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NotRequired, TypedDict, cast

from tinydb import where

from people import audit, contacts
from people.actor import Actor
from people.children import child as child_for
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

OPT_OUTS = Kind("opt_outs", indexed=("at",), hashed=("phone",))


class OptOut(TypedDict):
    """What is kept of one stop; it stays on record with its end."""

    phone: str  # E.164
    at: str
    words: str  # the person's own
    language: str
    lifted: str | None  # when
    from_phone: NotRequired[int]  # the number of the stop that the same person made on the phone that they had before


@dataclass(frozen=True)
class Stop:
    """A stop as staff read it: whose phone, since when, and in which words."""

    contact: int
    name: str
    at: str
    words: str
    language: str


def stopped(db: Database, phone: str) -> OptOut | None:
    """The stop that holds for this phone (E.164): `at` is its moment, `words` are the person's own."""
    found = cast("list[OptOut]", db.table(OPT_OUTS).search(where("phone") == phone))
    return next((one for one in reversed(found) if one["lifted"] is None), None)


def prefetch(db: Database, phones: Iterable[str]) -> None:
    """Read the stops of these phones at once, for a long reading verb that asks for them one by one."""
    db.table(OPT_OUTS).prefetch("phone", phones)


def stop(db: Database, phone: str, words: str, language: str) -> bool:
    """Keep that this phone wants no more; returns whether that is news, for only the first is confirmed."""
    if stopped(db, phone) is not None:
        return False
    kept: OptOut = {"phone": phone, "at": db.now.isoformat(), "words": words, "language": language, "lifted": None}
    _tell(db, phone, "texts.stopped", db.table(OPT_OUTS).insert(kept))
    return True


def carry_over(db: Database, old: str, new: str) -> None:
    """The person who stopped us on one phone has another now: the stop goes with them, in their words and of that day.

    It ends as any other does, by their asking for texts again.
    """
    holding = stopped(db, old)
    if holding is None or stopped(db, new) is not None:
        return
    kept: OptOut = {
        "phone": new,
        "at": holding["at"],
        "words": holding["words"],
        "language": holding["language"],
        "lifted": None,
        "from_phone": number_of(holding),
    }
    _tell(db, new, "texts.stop_carried_over", db.table(OPT_OUTS).insert(kept))


def start(db: Database, phone: str) -> bool:
    """Lift the stop of this phone; returns whether there was one. The stop stays on record with its end."""
    holding = stopped(db, phone)
    if holding is None:
        return False
    db.table(OPT_OUTS).replace(number_of(holding), {"lifted": db.now.isoformat()})
    _tell(db, phone, "texts.started", number_of(holding))
    return True


@needs(Permission.SEE_CHILDREN)
def stops_about(db: Database, actor: Actor, child: str) -> list[Stop]:
    """The stops that hold among a child's contacts, so that no worker misses one."""
    child_for(db, actor, child)
    theirs = contacts.of_child(db, child)
    found = ((contact, stopped(db, contact["phone"])) for contact in theirs if contact["phone"])
    return [
        Stop(number_of(contact), contact["name"], one["at"], one["words"], one["language"])
        for contact, one in found
        if one
    ]


def _tell(db: Database, phone: str, action: str, opt_out: int) -> None:
    children = sorted({contact["child"] for contact in contacts.with_phone(db, phone)})
    for child in children:
        audit.record(db, audit.FAMILY, action, child=child, opt_out=opt_out)
        db.announce(f"child:{child}")
    if not children:
        audit.record(db, audit.FAMILY, action, opt_out=opt_out)
