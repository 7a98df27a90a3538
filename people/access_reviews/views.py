"""Access reviews as people read them: those that were, one with its lines, and how many wait for one's word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from language.folding import by_name
from people import audit, need_to_know, staff
from people.access_reviews import kept
from people.access_reviews.going_through import facts_of
from people.access_reviews.kept import AccessReview, ReviewLine, Seen
from people.access_reviews.rules import due_since, is_here, may_say, seen_by, waits
from people.actor import Actor
from people.errors import NotFound
from people.export_reasons import checked_reason
from people.permissions import needs
from people.records.access import may_keep
from people.roles import Permission, roles_in_words
from storage.documents import number_of
from storage.store import Database


@dataclass(frozen=True)
class ChildSeen:
    """A child by its reference alone, and whether whoever looks may hand it over."""

    ref: str
    can_hand_over: bool


@dataclass(frozen=True)
class LineView:
    """A person: what they can see now, or could when it was said."""

    number: int
    line: ReviewLine
    roles: str
    seen: Sequence[Seen]
    facts: str
    here: bool  # whether they still work here
    waits: bool  # whether something has still to be said
    may_say: bool
    children: Sequence[ChildSeen]  # whom they know by their work: for their manager, and who looks access up

    @property
    def can_hand_over(self) -> bool:
        """Whether a child of these can be handed over by whoever looks."""
        return any(one.can_hand_over for one in self.children)


@dataclass(frozen=True)
class ReviewView:
    """A review as far as one person reads it."""

    number: int
    review: AccessReview
    lines: Sequence[LineView]
    runs: bool

    @property
    def waiting(self) -> Sequence[LineView]:
        """Of whom something has still to be said."""
        return [one for one in self.lines if one.waits]

    @property
    def wrong(self) -> Sequence[LineView]:
        """Of whom it was said that it is not right."""
        return [one for one in self.lines if one.line["answer"] == "not_right"]

    @property
    def by_manager(self) -> Sequence[tuple[str, int, int]]:
        """For each who is asked: the name, of how many it was said, and of how many it has to be."""
        names = dict.fromkeys(one.line["asked_name"] for one in self.lines)
        theirs = {name: [one for one in self.lines if one.line["asked_name"] == name] for name in names}
        return [(name, sum(not one.waits for one in of), len(of)) for name, of in theirs.items()]


@dataclass(frozen=True)
class ReviewsStanding:
    """All reviews, and whether one is due; `due` is the day since which it is."""

    reviews: Sequence[AccessReview]
    going_on: int  # the number; 0 for none
    due: date | None


@needs(Permission.RUN_ACCESS_REVIEWS)
def access_reviews(db: Database, _: Actor, months: int) -> ReviewsStanding:
    """Those that were, the newest first, and whether one is due."""
    going_on = kept.going_on(db)
    return ReviewsStanding(kept.every(db), number_of(going_on) if going_on else 0, due_since(db, months))


@needs(Permission.KEEP_OWN_ACCOUNT)
def access_review(db: Database, actor: Actor, number: int) -> ReviewView:
    """One review: all of it for who runs it, their own people for a manager; `NotFound` for anybody else."""
    review, runs = kept.by_number(db, number), actor.may(Permission.RUN_ACCESS_REVIEWS)
    lines = [one for one in kept.lines_of(db, number) if runs or one["asked"] == actor.id]
    if review is None or not (runs or lines):
        raise NotFound
    order = sorted(lines, key=lambda one: (one["asked"] != actor.id, by_name(one["asked_name"]), by_name(one["name"])))
    return ReviewView(number, review, [_view(db, actor, review, one) for one in order], runs)


@needs(Permission.KEEP_OWN_ACCOUNT)
def waiting_for_my_word(db: Database, actor: Actor) -> tuple[int, int]:
    """The review that goes on and of how many people this manager has still to say something; 0 and 0 for none."""
    review = kept.going_on(db)
    if review is None:
        return 0, 0
    mine = [one for one in kept.lines_of(db, number_of(review)) if one["asked"] == actor.id and may_say(actor, one)]
    number = sum(waits(db, one) for one in mine)
    return (number_of(review), number) if number else (0, 0)


@needs(Permission.RUN_ACCESS_REVIEWS)
def waiting_in_all(db: Database, _: Actor) -> tuple[int, int]:
    """The review that goes on, and of how many people nothing is said yet; 0 and 0 where none goes on."""
    review = kept.going_on(db)
    if review is None:
        return 0, 0
    lines = kept.lines_of(db, number_of(review))
    return number_of(review), sum(waits(db, one) for one in lines)


@needs(Permission.RUN_ACCESS_REVIEWS)
def note_review_taken_out(db: Database, actor: Actor, number: int, reason: str, marking: str) -> None:
    """Keep that a review is about to leave: who, why, and with which marking."""
    about: dict[str, Any] = {"access_review": number, "reason": checked_reason(reason), "marking": marking}
    audit.record(db, actor, "access_review.exported", **about)


def _view(db: Database, actor: Actor, review: AccessReview, line: ReviewLine) -> LineView:
    person, number = staff.member(db, line["person"]), number_of(line)
    here = is_here(db, line)
    if review["closed"] or person is None or not here:
        stood = line["roles"], line["seen"]
        return LineView(number, line, *stood, "", here, waits=False, may_say=False, children=())
    says = may_say(actor, line)
    roles, seen = roles_in_words(person["roles"]), seen_by(db, person)
    tells = says and (line["asked"] == actor.id or actor.may(Permission.REVIEW_ACCESS))
    known = _children(db, actor, line["person"]) if tells else ()
    return LineView(number, line, roles, seen, facts_of(roles, seen), here, waits(db, line), says, known)


def _children(db: Database, actor: Actor, person: int) -> Sequence[ChildSeen]:
    hands_over = actor.may(Permission.HAND_OVER)
    refs = sorted({ref for ref, _ in need_to_know.known_of(db, person)})
    return [ChildSeen(ref, hands_over and may_keep(db, actor, ref)) for ref in refs]
