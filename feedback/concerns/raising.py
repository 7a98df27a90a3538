"""Raising a concern: one press, from anywhere, by whoever sees something."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from feedback.concerns import concerns
from feedback.concerns.alerts import text_to
from feedback.concerns.concerns import Concern, ConcernAlert, ConcernWords
from feedback.concerns.kinds import OPEN, TITLES
from feedback.concerns.responders import called_on
from people import audit, need_to_know
from people.actor import Actor
from people.children import may_reach
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.staff import StaffMember, as_actor
from storage.documents import number_of
from storage.store import Database

LONGEST = 5_000
LONGEST_NAMED = 200
SAME_PRESS = timedelta(minutes=1)

ConcernAbout = tuple[str, str | None, str, int | None, int | None]  # kind, child, named, review, voice


@needs(Permission.RAISE_CONCERN)
def raise_concern(
    db: Database,
    actor: Actor,
    kind: str,
    *,
    words: str = "",
    child: str | None = None,
    review: int | None = None,
    voice: int | None = None,
    recused: Iterable[int] = (),
    press: str = "",
) -> int:
    """Raise it and alert the named people, in one transaction. `recused`: whom it is about, and who wrote the review.

    `words` may follow later (`say_more`): the press does not wait for a text. Pressing twice is once, and one `press`
    of a button is one concern however often and however late it arrives. A `child` that is not here, or not this
    person's to know of, stands as it was named: those who answer find out who is meant.
    """
    known = child if child is not None and may_reach(db, actor, child) else None
    named = "" if known else (child or "")[:LONGEST_NAMED]
    return keep_concern(
        db, actor, kind, words=words, child=known, named=named, review=review, voice=voice, recused=recused, press=press
    )


def keep_concern(
    db: Database,
    actor: Actor,
    kind: str,
    *,
    words: str,
    child: str | None,
    named: str = "",
    review: int | None = None,
    voice: int | None = None,
    recused: Iterable[int] = (),
    press: str = "",
) -> int:
    """Keep the concern of somebody of whom it was checked that they may see what it is about."""
    if kind not in TITLES:
        raise Unacceptable("Choose what the concern is.")
    about = (kind, child, named, review, voice)
    if (present := _by_press(db, actor, press) or _same_press(db, actor, about)) is not None:
        _say_what_is_new(db, actor, present, words)
        return number_of(present)
    fields: Concern = {
        "kind": kind,
        "child": child,
        "named": named,
        "review": review,
        "voice": voice,
        "state": OPEN,
        "at": db.now.isoformat(),
        "raised_by": actor.id,
        "raised_by_name": actor.name,
        "words": _said(actor, words, db.now),
        "recused": sorted(set(recused)),
        "acknowledged": None,
        "actions": [],
        "press": f"{actor.id} {press}" if press else None,
    }
    concern = concerns.add(db, fields)
    concern_id = number_of(concern)
    audit.record(db, actor, "concern.raised", child=child, concern=concern_id, kind=kind, review=review)
    alert(db, concern)
    return concern_id


@needs(Permission.RAISE_CONCERN)
def say_more(db: Database, actor: Actor, concern_id: int, words: str) -> None:
    """Add to what one has said; nothing that was said before is taken away."""
    concern = concerns.by_id(db, concern_id)
    if concern is None or concern["raised_by"] != actor.id:
        raise NotFound
    if not words.strip():
        raise Unacceptable("Write what you saw or heard.")
    concerns.change(db, concern, words=[*concern["words"], *_said(actor, words, db.now)])
    audit.record(db, actor, "concern.said_more", child=concern["child"], concern=concern_id)
    announce(db, concern)


def announce(db: Database, concern: Concern) -> None:
    """Tell every open screen that shows concerns, the child or the review."""
    db.announce("concerns")
    if concern["child"]:
        db.announce(f"child:{concern['child']}")
    if concern["review"]:
        db.announce(f"review:{concern['review']}")


def alert(db: Database, concern: Concern) -> bool:
    """Alert those who are called on by now and have not been alerted, each once; False where there is nobody new."""
    before = concern.get("alerted", [])
    known = {one["staff"] for one in before}
    people = [one for one in called_on(db, concern) if number_of(one) not in known]
    if not people:
        return False
    told: list[ConcernAlert] = [
        {"staff": number_of(one), "name": one["name"], "at": db.now.isoformat()} for one in people
    ]
    concerns.change(db, concern, alerted=[*before, *told])
    for one in people:
        _let_see(db, one, concern)
    text_to(db, people)
    audit.record(
        db, audit.SYSTEM, "concern.alerted", concern=number_of(concern), staff=[number_of(one) for one in people]
    )
    announce(db, concern)
    return True


def _let_see(db: Database, person: StaffMember, concern: Concern) -> None:
    """The duty manager may not know the child yet, and has to act today."""
    child = concern["child"]
    if child and not need_to_know.may_see(db, as_actor(person), child):
        need_to_know.give(db, number_of(person), child, f"concern {number_of(concern)}")


def _said(actor: Actor, words: str, now: datetime) -> list[ConcernWords]:
    text = words.replace("\0", "").strip()[:LONGEST]
    return [{"by": actor.id, "name": actor.name, "at": now.isoformat(), "text": text}] if text else []


def _by_press(db: Database, actor: Actor, press: str) -> Concern | None:
    return concerns.by_press(db, f"{actor.id} {press}") if press else None


def _say_what_is_new(db: Database, actor: Actor, present: Concern, words: str) -> None:
    """A second press may come with more words than the first: they are added, never let drop."""
    said = _said(actor, words, db.now)
    if said and said[0]["text"] not in [one["text"] for one in present["words"]]:
        say_more(db, actor, number_of(present), words)


def _same_press(db: Database, actor: Actor, about: ConcernAbout) -> Concern | None:
    """The concern that this very press has made already: a slow screen makes people press again."""
    since = (db.now - SAME_PRESS).isoformat()
    for one in concerns.newest_open(db):
        same = about == (one["kind"], one["child"], one.get("named", ""), one["review"], one["voice"])
        if same and one["raised_by"] == actor.id and one["at"] >= since:
            return one
    return None
