"""Who is gone from the files waits until a person decides; nothing ends by itself."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple, TypedDict, cast

from people import audit, children, staff
from people.actor import Actor
from people.children import NOBODY
from people.errors import NotFound, Unacceptable
from people.imports.gone import Gone, has_ended, in_words
from people.imports.picture import CHILD, INVOLVEMENT, MEMBER, Picture
from people.leaving import disable
from people.permissions import needs
from people.records.casework import PARTS, hand_over, spells_of
from people.records.endings import DIED, ENDINGS, Why, note_ending
from people.records.sources import from_import
from people.roles import Permission
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

RECORD_GONE = Kind("record_gone", indexed=("key", "at"), unique=("key",))
TOPIC = "record gone"
STAYS: Final = "stays"
LEFT: Final = "left"
ENDED: Final = "ended"
ENDED_LATER: Final = "They began after that day."


class WaitingGone(TypedDict):
    """One that waits; it goes when it is decided, and when a file names them again."""

    key: str
    what: str
    ref: str
    part: str
    who: int  # whose involvement it is; NOBODY for a child and a member of staff
    brought_by: int
    at: str


class StillGone(NamedTuple):
    """One that waits, as a person reads it; `number` is that of its document."""

    number: int
    what: str
    named: str
    at: str


def keep_gone(db: Database, number: int, found: Iterable[Gone], picture: Picture) -> None:
    """Let them wait, each once; who is named again, or has ended here since, waits no more."""
    waiting = _all(db)
    back = [one for one in waiting if one["key"] in picture.named or not _stands(db, one)]
    _let_go(db, back)
    known = {one["key"] for one in waiting} - {one["key"] for one in back}
    for one in found:
        if one.key not in known:
            new: WaitingGone = {
                "key": one.key,
                "what": one.what,
                "ref": one.ref,
                "part": one.part,
                "who": one.who,
                "brought_by": number,
                "at": db.now.isoformat(),
            }
            db.table(RECORD_GONE).insert(new)
    db.announce(TOPIC)


def forget_gone(db: Database, number: int) -> None:
    """The files of this bringing-in were taken back: nobody is gone because of them."""
    _let_go(db, [one for one in _all(db) if one["brought_by"] == number])
    db.announce(TOPIC)


@needs(Permission.BRING_IN_RECORDS)
def gone_waiting(db: Database, _: Actor) -> list[StillGone]:
    """All about whom nobody has decided, and who stand here still, the oldest first."""
    standing = [one for one in _all(db) if _stands(db, one)]
    return [StillGone(number_of(one), one["what"], in_words(db, _gone(one)), one["at"]) for one in standing]


@needs(Permission.BRING_IN_RECORDS)
def decide_gone(db: Database, actor: Actor, numbers: Sequence[int], how: str, on: date | None = None) -> list[str]:
    """Decide about these: a reason of `ENDINGS` for a child, `LEFT`, `ENDED`, or `STAYS`. Who could not be, and why.

    `Unacceptable` for a death of several at once, and where a day is needed and not given.
    """
    if how == DIED and len(numbers) > 1:
        raise Unacceptable("A death is noted for each child alone, with its own day.")
    if on is None and how not in (STAYS, LEFT):
        raise Unacceptable("Say on which day.")
    refused = []
    for number in numbers:
        found = cast("WaitingGone | None", db.table(RECORD_GONE).get(doc_id=number))
        if found is not None:
            try:
                _decide(db, actor, found, how, on)
            except Unacceptable as why:
                refused.append(f"{in_words(db, _gone(found))}: {why}")
    db.announce(TOPIC)
    return refused


def _decide(db: Database, actor: Actor, found: WaitingGone, how: str, on: date | None) -> None:
    """By the verb of the record, as from the bringing-in: taking that back undoes the ending too."""
    what, source = found["what"], from_import(found["brought_by"])
    if how == STAYS or not _stands(db, found):
        pass
    elif what == CHILD and how in ENDINGS and on:
        note_ending(db, actor, found["ref"], cast("Why", how), on, source=source)
    elif what == MEMBER and how == LEFT:
        disable(db, actor, _number(db, found["ref"]))
    elif what == INVOLVEMENT and how == ENDED and on:
        _end(db, actor, found, on, source)
    else:
        raise NotFound
    _let_go(db, [found])
    audit.record(db, actor, "records.gone_decided", about=found["key"], kept=how)


def _end(db: Database, actor: Actor, found: WaitingGone, on: date, source: str) -> None:
    part = found["part"]
    going_on = [one for one in spells_of(db, found["ref"]) if one["part"] == part and not one["until"]]
    if any((one["since"] or "") > on.isoformat() for one in going_on):
        raise Unacceptable(ENDED_LATER)
    if part in PARTS:
        hand_over(db, actor, found["ref"], part, NOBODY, on, source=source)


def _stands(db: Database, one: WaitingGone) -> bool:
    """Whether there is still something to decide."""
    if one["what"] == MEMBER:
        person = staff.by_reference(db, one["ref"])
        return person is not None and person["active"]
    child = children.by_ref(db, one["ref"])
    if child is None or has_ended(child):
        return False
    part = one["part"]
    return one["what"] == CHILD or (part in PARTS and child[part] == one["who"])


def _gone(one: WaitingGone) -> Gone:
    return Gone(one["what"], one["ref"], one["part"], one["who"])


def _number(db: Database, ref: str) -> int:
    person = staff.by_reference(db, ref)
    if person is None:
        raise NotFound
    return number_of(person)


def _let_go(db: Database, those: Iterable[WaitingGone]) -> None:
    db.table(RECORD_GONE).remove(doc_ids=[number_of(one) for one in those])


def _all(db: Database) -> list[WaitingGone]:
    return cast("list[WaitingGone]", db.table(RECORD_GONE).page(by="at"))
