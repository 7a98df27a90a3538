"""Releasing an entry to families, and taking it back: a Head alone, with what was looked at on record (BR-71)."""

from typing import cast

from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.documents import Document
from storage.errors import Conflict
from storage.store import Database
from tracker import items
from tracker.checked_words import said, short
from tracker.said import releases, said_entries
from tracker.said.recognisable import FEWEST, behind, check_words
from tracker.said.releases import REPLACED, TAKEN, Ended, place_of
from tracker.said.resting_on import check_can_rest_on
from tracker.said.said_entries import NOT_YET, RELEASED, TAKEN_BACK, SaidEntry, Words, is_stale
from tracker.said.writing import TOPIC

LONGEST_REASON = 1_000


@needs(Permission.RELEASE_SAID)
def release(
    db: Database, actor: Actor, number: int, revision: int, *, looked: bool, reason: str = "", fewest: int = FEWEST
) -> None:
    """Let families read it, in the words of the `revision` that this Head saw; `Conflict` where they have changed.

    Where fewer than `fewest` children are behind it, the Head's reason why nobody can be recognised is kept.
    """
    found = said_entries.entry(db, number)
    if cast("Document", found).revision != revision:
        raise Conflict(cast("Document", found))
    if found["state"] == RELEASED:
        return
    if not looked:
        raise Unacceptable("Look for what could tell who somebody is, and say that you have.")
    for one in items.by_numbers(db, found["items"]):
        check_can_rest_on(one)
    words = releasable_words(found)
    for each in words.values():
        check_words(db, found["items"], each)
    children = behind(db, found["items"]).number
    why = said(reason, _fewer(children), LONGEST_REASON) if children < fewest else short(reason, LONGEST_REASON)
    _end_standing(db, actor, found, REPLACED)
    month = found["month"] or f"{london_day(db.now):%Y-%m}"
    kept = releases.add(
        db,
        {
            "entry": number,
            "theme": found["theme"],
            "words": words,
            "month": month,
            "place": place_of(month, number),
            "standing": True,
            "children": children,
            "fewest": fewest,
            "reason": why,
            "by": actor.id,
            "by_name": actor.name,
            "at": db.now.isoformat(),
            "ended": None,
        },
    )
    said_entries.change(db, found, state=RELEASED, release=kept, month=month)
    audit.record(db, actor, "said.released", entry=number, release=kept, children=children)
    db.announce(TOPIC)


@needs(Permission.RELEASE_SAID)
def take_back(db: Database, actor: Actor, number: int, reason: str = "") -> None:
    """Families read it no longer, from this moment; what they read stays on record. Twice is once."""
    found = said_entries.entry(db, number)
    if found["release"] == NOT_YET:
        return
    _end_standing(db, actor, found, TAKEN, short(reason, LONGEST_REASON))
    said_entries.change(db, found, state=TAKEN_BACK, release=NOT_YET)
    audit.record(db, actor, "said.taken_back", entry=number, release=found["release"])
    db.announce(TOPIC)


def releasable_words(found: SaidEntry) -> dict[str, Words]:
    """The English, and the translations that were made from it: families never read one of an older English."""
    return {code: one["words"] for code, one in found["written"].items() if not is_stale(found, code)}


def _fewer(children: int) -> str:
    told = "the words of one child’s family" if children == 1 else f"the words about {children} children"
    return f"It rests on {told if children else 'no words that are on record'}. Write why nobody can be recognised."


def _end_standing(db: Database, actor: Actor, found: SaidEntry, how: str, why: str = "") -> None:
    """What families read of this entry until now ends."""
    there = releases.by_number(db, found["release"]) if found["release"] else None
    if there is None:
        return
    ended: Ended = {"how": how, "why": why, "by": actor.id, "by_name": actor.name, "at": db.now.isoformat()}
    releases.end(db, there, ended)
