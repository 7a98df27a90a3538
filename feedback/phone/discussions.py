"""The discussions with the worker and the line manager: the two other parts of section 6 (BR-08)."""

from collections.abc import Collection, Mapping
from typing import NotRequired, TypedDict, cast

from tinydb import where

from feedback.phone.talk_notes import check, check_method, day_of, words_of
from people import audit
from people.actor import Actor
from people.children import child as child_for
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

TALKS = Kind("talks", indexed=("child", "on"), lasting=True)


class Discussion(TypedDict):
    """What is kept of one discussion."""

    child: str
    part: str  # a key of `PARTS`
    on: str  # an ISO date
    method: str
    who: str
    words: str
    sections: list[str]
    review: int | None  # the one that it was for
    by: int  # a staff id
    by_name: str
    at: str
    erased: NotRequired[str]  # when what was said was erased


PARTS: Mapping[str, str] = {"worker": "the allocated worker", "manager": "the line manager"}
LONGEST_NAME = 200


@needs(Permission.WRITE_REVIEWS)
def note_discussion(
    db: Database,
    actor: Actor,
    *,
    child: str,
    part: str,
    on: str,
    method: str,
    words: str,
    who: str = "",
    sections: Collection[str] = (),
) -> int:
    """Note a discussion that took place. `part` is `worker` or `manager`, `on` an ISO date, `method` one of `METHODS`.

    It counts for every review whose time it falls into. `Unacceptable` says what to mend.
    """
    child_for(db, actor, child)
    said = {"part": part, "on": on, "method": method, "words": words, "who": who}
    return keep_discussion(db, actor, child=child, review=None, sections=sections, **said)


def keep_discussion(
    db: Database,
    actor: Actor,
    *,
    child: str,
    review: int | None,
    part: str,
    on: str,
    method: str,
    words: str,
    who: str,
    sections: Collection[str],
) -> int:
    """Keep it for somebody of whom it was checked that they may; `review` is the one that it was for."""
    check(part in PARTS, "Choose with whom you talked.")
    check_method(method, sections)
    talk: Discussion = {
        "child": child,
        "part": part,
        "on": day_of(db, on).isoformat(),
        "method": method,
        "who": who.strip()[:LONGEST_NAME],
        "words": words_of(words),
        "sections": sorted(set(sections)),
        "review": review,
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
    }
    talk_id = db.table(TALKS).insert(talk)
    audit.record(db, actor, "discussion.noted", child=child, talk=talk_id, part=part, review=review)
    db.announce(f"child:{child}" if review is None else f"review:{review}")
    return talk_id


def discussions_about(db: Database, child: str) -> list[Discussion]:
    """Those about a child, the oldest first, for rules that have checked already who is asking."""
    return cast("list[Discussion]", db.table(TALKS).page(where("child") == child, by="on"))


def by_id(db: Database, number: int) -> Discussion | None:
    """One discussion, for rules that have checked already who is asking."""
    return cast("Discussion | None", db.table(TALKS).get(doc_id=number))


def kept_between(db: Database, first: str, last: str, limit: int) -> list[Discussion]:
    """Up to so many whose words are there, held between the days of two moments; the oldest first."""
    held = (where("on") >= first[:10]) & (where("on") <= last[:10])
    found = cast("list[Discussion]", db.table(TALKS).page(held, by="on"))
    return [one for one in found if "erased" not in one][:limit]


def erase(db: Database, talk: Discussion, on: str) -> None:
    """Take away what was said and with whom; that they talked stays. `on` is said in its place."""
    db.table(TALKS).replace(number_of(talk), {"words": on, "who": "", "erased": db.now.isoformat()})
    db.announce(f"child:{talk['child']}")
