"""Who is asked about whom, what there is to be said of, and when a review is due."""

import re
from collections import Counter
from datetime import date

from people import audit, staff, teams
from people.access_review import access_of
from people.access_reviews import kept
from people.access_reviews.kept import EVERY, ReviewLine, Seen
from people.actor import Actor
from people.children import NOBODY
from people.roles import Permission
from people.staff import StaffMember
from people.working_days import london_day, months_later
from storage.documents import number_of
from storage.store import Database

MONTHS = 3  # a quarter
_NUMBER = re.compile(r" \d+$")  # of a review: what a person sees because of several is told once


def asked_about(db: Database, person: StaffMember) -> int:
    """The manager of their team, else of the team above; NOBODY where no other person who works here manages one."""
    team, been = person.get("team", ""), set[str]()
    while team and team not in been:
        been.add(team)
        found = teams.by_ref(db, team)
        if found is None:
            break
        manager = staff.member(db, found["manager"]) if found["manager"] else None
        if manager and manager["active"] and number_of(manager) != number_of(person):
            return number_of(manager)
        team = found["parent"]
    return NOBODY


def seen_by(db: Database, person: StaffMember) -> list[Seen]:
    """What a person sees today, because of what: every child by a role, and so many by their work."""
    found = access_of(db, person)
    seen: list[Seen] = [{"because": one.because, "children": EVERY} for one in found if not one.child]
    counted = Counter(_NUMBER.sub("", one.because) for one in found if one.child)
    for because, number in sorted(counted.items()):
        seen.append({"because": because, "children": number})
    return seen


def due_since(db: Database, months: int) -> date | None:
    """The day since which a review should have begun; None while one goes on, or none is due.

    It counts from the beginning of the last one; where there was none, from the first entry of the trail.
    """
    if kept.going_on(db):
        return None
    last = next(iter(kept.every(db)), None)
    first = audit.entry(db, 1)
    begun = last["begun"] if last else first["at"] if first else ""
    due = months_later(london_day(begun), months) if begun else None
    return due if due and due <= london_day(db.now) else None


def may_say(actor: Actor, line: ReviewLine) -> bool:
    """Whether a line is this person's to say: as its manager, or for a manager as who runs the review."""
    return line["person"] != actor.id and (line["asked"] == actor.id or actor.may(Permission.RUN_ACCESS_REVIEWS))


def is_here(db: Database, line: ReviewLine) -> bool:
    """Whether the person of a line still works here."""
    person = staff.member(db, line["person"])
    return person is not None and person["active"]


def waits(db: Database, line: ReviewLine) -> bool:
    """Whether something has still to be said: of who works here, where anybody else could say it."""
    return not line["answer"] and is_here(db, line) and anybody_could_say(db, line)


def anybody_could_say(db: Database, line: ReviewLine) -> bool:
    """Whether there is somebody else who may: where one person alone runs the reviews, nobody speaks of them."""
    return any(may_say(staff.as_actor(one), line) for one in staff.everyone(db))
