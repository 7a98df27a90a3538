"""The verbs of an access review: begun, said person by person, closed. Nothing that is said changes any access."""

from typing import Any, Final

from people import audit, staff
from people.access_reviews import kept
from people.access_reviews.kept import TOPIC, AccessReview, ReviewLine, Seen
from people.access_reviews.rules import asked_about, is_here, may_say, seen_by, waits
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission, roles_in_words
from storage.documents import number_of
from storage.store import Database

RIGHT, NOT_RIGHT, LEFT, NOBODY_ELSE = "right", "not_right", "left", "nobody_else"
ANSWERS: Final = {
    RIGHT: "Right",
    NOT_RIGHT: "Not right",
    LEFT: "Left before it was said",
    NOBODY_ELSE: "Nobody else could say it",
}
LONGEST: Final = 1_000  # characters of a reason
CHANGED = "What this person can see has changed since the page was drawn. Look once more."
CLOSED = "This review is closed. What was said stands as it was."


@needs(Permission.RUN_ACCESS_REVIEWS)
def begin_access_review(db: Database, actor: Actor) -> int:
    """Begin one with a line for everybody who works here; its number. `Unacceptable` while another goes on."""
    if kept.going_on(db):
        raise Unacceptable("A review goes on already. Close it first.")
    review: AccessReview = {
        "begun": db.now.isoformat(),
        "by": actor.id,
        "by_name": actor.name,
        "closed": "",
        "closed_by_name": "",
    }
    number = kept.keep(db, review)
    for person in staff.everyone(db):
        asked = asked_about(db, person)
        line: ReviewLine = {
            "review": number,
            "person": number_of(person),
            "name": person["name"],
            "asked": asked,
            "asked_name": staff.name_of(db, asked) if asked else "",
            "answer": "",
            "why": "",
            "roles": roles_in_words(person["roles"]),
            "seen": seen_by(db, person),
            "by_name": "",
            "at": "",
        }
        kept.keep_line(db, line)
    audit.record(db, actor, "access_review.begun", access_review=number)
    db.announce(TOPIC)
    return number


@needs(Permission.KEEP_OWN_ACCOUNT)
def say_of_access(db: Database, actor: Actor, number: int, answer: str, why: str, as_shown: str) -> None:
    """Say of one line whether it is right, with the reason; until the review is closed it may be said anew.

    `as_shown` is `facts_of` what stood on the page. `NotFound` for whoever is not asked. Nobody speaks of themselves.
    """
    line = _line_to_say(db, actor, number)
    person = staff.member(db, line["person"])
    if answer not in {RIGHT, NOT_RIGHT}:
        raise Unacceptable("Say whether it is right.")
    if not why.strip():
        raise Unacceptable("Write why, in a few words: it is kept with your name.")
    if person is None or not person["active"]:
        raise Unacceptable(f"{line['name']} has left, and sees nothing any more.")
    roles, seen = roles_in_words(person["roles"]), seen_by(db, person)
    if as_shown != facts_of(roles, seen):
        raise Unacceptable(CHANGED)
    kept.change_line(
        db,
        number,
        {
            "answer": answer,
            "why": why.strip()[:LONGEST],
            "roles": roles,
            "seen": seen,
            "by_name": actor.name,
            "at": db.now.isoformat(),
        },
    )
    about: dict[str, Any] = {"access_review": line["review"], "staff": line["person"], "right": answer == RIGHT}
    audit.record(db, actor, "access_review.said", **about)
    db.announce(TOPIC)


@needs(Permission.RUN_ACCESS_REVIEWS)
def close_access_review(db: Database, actor: Actor, number: int) -> None:
    """Close it once all is said: from then on it stands as it is.

    Of who has left meanwhile, or of whom nobody else could say it, no word is waited for.
    """
    review = kept.by_number(db, number)
    if review is None:
        raise NotFound
    if review["closed"]:
        raise Unacceptable(CLOSED)
    unsaid = [one for one in kept.lines_of(db, number) if not one["answer"]]
    if waiting := [one["name"] for one in unsaid if waits(db, one)]:
        raise Unacceptable(f"Nothing is said yet of {', '.join(waiting[:5])}.")
    for one in unsaid:
        answer = NOBODY_ELSE if is_here(db, one) else LEFT
        kept.change_line(db, number_of(one), {"answer": answer, "at": db.now.isoformat()})
    kept.close(db, number, db.now.isoformat(), actor.name)
    audit.record(db, actor, "access_review.closed", access_review=number)
    db.announce(TOPIC)


def facts_of(roles: str, seen: list[Seen]) -> str:
    """What is said to be right or not, as one text: it changes when anything of it does."""
    return "; ".join([roles, *(f"{one['because']}: {one['children']}" for one in seen)])


def _line_to_say(db: Database, actor: Actor, number: int) -> ReviewLine:
    """The line of this number, where this person is asked and the review goes on."""
    line = kept.line(db, number)
    if line is None or not may_say(actor, line):
        raise NotFound
    review = kept.by_number(db, line["review"])
    if review is None or review["closed"]:
        raise Unacceptable(CLOSED)
    return line
