"""Practice and Impact Reviews: which child, who reviews, by when, and how far it has come."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NotRequired, TypedDict, Unpack, cast

from tinydb import where

from feedback.voices.form_versions import keep_version
from forms.schema import Form
from people import audit, need_to_know
from people.actor import Actor
from people.children import child as child_for
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission, Role
from people.staff import member
from people.working_days import london_day
from reviews.planning.conflicts import why_not
from reviews.states import ALLOCATED, CANCELLED, GROUPS, NEVER_HANDED_IN, PLANNED, RELEASED
from storage.kinds import Kind
from storage.store import Database

REVIEWS = Kind(
    "reviews",
    indexed=(
        "child",
        "reviewer",
        "deadline",
        "state",
        "theme",
        "released",
        "submitted",
        "batch",
        "calibration",
        "re_audit_of",
        "form",
    ),
)
NOBODY = 0  # the reviewer of a review that is not allocated yet
PRACTICE_REVIEW, DIP_SAMPLE = "review", "dip_sample"  # the ids of the two forms


class ReviewLinks(TypedDict, total=False):
    """What a review belongs to, where it was not planned by itself."""

    batch: int  # a batch of `reviews/planning/batches.py`
    calibration: str  # the same for every review of one child that is compared with the others
    re_audit_of: int  # the review that it looks at again


class Review(ReviewLinks):
    """What is kept of one review beside its entries; the days are ISO dates of London."""

    child: str
    reviewer: int  # a staff id, as `planned_by`; NOBODY until it is allocated
    theme: str
    deadline: str
    review_date: str
    state: str  # a key of `states.STATES`
    fingerprint: str  # of the form's version
    planned_by: int
    form: NotRequired[str]  # the form's id; none in older ones, which are all practice reviews
    submitted: NotRequired[str]
    submitted_at: NotRequired[str]
    released: NotRequired[str]  # the day from which the child's worker and line manager may read it
    erased: NotRequired[str]  # when what was written in it was erased


class ReviewChange(TypedDict, total=False):
    """The fields of a review that change."""

    state: str
    reviewer: int
    deadline: str
    submitted: str
    submitted_at: str
    released: str
    erased: str


LONGEST_THEME = 300


@needs(Permission.PLAN_REVIEWS)
def plan_review(
    db: Database,
    actor: Actor,
    *,
    child: str,
    reviewer: int = NOBODY,
    theme: str,
    deadline: str,
    form: Form,
    links: ReviewLinks | None = None,
) -> int:
    """Plan a child's review; its reviewer, if there is one, may know of the child from now on (BR-01).

    `deadline` is an ISO date, which may be past: what was planned elsewhere is taken over as it stands.
    """
    child_for(db, actor, child)
    if reviewer != NOBODY:
        check_reviewer(db, reviewer, child)
    planned: Review = {
        "child": child,
        "reviewer": reviewer,
        "theme": checked_theme(theme),
        "deadline": checked_date(deadline).isoformat(),
        "review_date": london_day(db.now).isoformat(),
        "state": ALLOCATED if reviewer != NOBODY else PLANNED,
        "fingerprint": keep_version(db, form),
        "form": form.id,
        "planned_by": actor.id,
    }
    planned.update(links or {})  # type: ignore[typeddict-item]  # what it links is a part of a review
    review_id = db.table(REVIEWS).insert(planned)
    if reviewer != NOBODY:
        need_to_know.give(db, reviewer, child, as_reviewer(review_id))
    audit.record(db, actor, "review.planned", child=child, review=review_id, reviewer=reviewer)
    for topic in ("reviews", f"child:{child}"):
        db.announce(topic)
    return review_id


def as_reviewer(review_id: int) -> str:
    """Because of what the reviewer of a review may know of its child."""
    return f"{need_to_know.REVIEWER} {review_id}"


@needs(Permission.SEE_REVIEWS)
def review(db: Database, actor: Actor, review_id: int) -> Review:
    """One review with all that is written on its way; `NotFound` whether there is none or it is not theirs to read."""
    found = cast("Review | None", db.table(REVIEWS).get(doc_id=review_id))
    if found is None or not _may_see(db, actor, found):
        raise NotFound
    return found


@needs(Permission.SEE_REVIEWS)
def reads_whole(db: Database, actor: Actor, review_id: int) -> bool:
    """Whether this person reads a review with all that is written on its way, as `review` hands it out."""
    found = by_id(db, review_id)
    return found is not None and _may_see(db, actor, found)


@needs(Permission.SEE_REVIEWS)
def released_review(db: Database, actor: Actor, review_id: int) -> Review:
    """A review that was released to the child's worker and line manager; `NotFound` for anybody else, and before."""
    found = by_id(db, review_id)
    if found is None or not _was_released_to(db, actor, found):
        raise NotFound
    return found


@needs(Permission.SEE_REVIEWS)
def readable_review(db: Database, actor: Actor, review_id: int) -> Review:
    """A review that this person reads in whichever way: with all that is written on its way, or once released."""
    return review(db, actor, review_id) if reads_whole(db, actor, review_id) else released_review(db, actor, review_id)


@needs(Permission.SEE_REVIEWS)
def reviews_of(db: Database, actor: Actor, child: str) -> list[Review]:
    """The reviews of one child that this person may read in whichever way, the newest first."""
    mine = (one for one in by_child(db, child) if _may_see(db, actor, one) or _was_released_to(db, actor, one))
    return sorted(mine, key=lambda one: one["review_date"], reverse=True)


def is_reviewed(db: Database, child: str) -> bool:
    """Whether a review of a child was ever planned."""
    return db.table(REVIEWS).contains(where("child") == child)


def has_reviewed(db: Database, staff_id: int) -> bool:
    """Whether somebody was ever given a review."""
    return db.table(REVIEWS).contains(where("reviewer") == staff_id)


def is_dip_sample(found: Review) -> bool:
    """Whether it is the short form, which ends where it is handed in."""
    return found.get("form") == DIP_SAMPLE


def by_id(db: Database, number: int) -> Review | None:
    """One review, for rules that have checked already who is asking."""
    return cast("Review | None", db.table(REVIEWS).get(doc_id=number))


def column(db: Database, field: str) -> Mapping[int, str | float]:
    """One indexed field of every review, by number, without reading a review."""
    return columns(db, [field])[field]


def columns(db: Database, fields: Sequence[str]) -> Mapping[str, Mapping[int, str | float]]:
    """The same of several fields, by field."""
    return db.table(REVIEWS).columns(fields)


def in_calibration(db: Database, key: str) -> list[Review]:
    """The reviews of one child that are compared with each other, without those that were cancelled."""
    found = cast("list[Review]", db.table(REVIEWS).search(where("calibration") == key))
    return [one for one in found if one["state"] != CANCELLED]


def waits_for_others(db: Database, found: Review) -> bool:
    """Whether it belongs to a calibration of which a review was never handed in."""
    together = in_calibration(db, found["calibration"]) if "calibration" in found else []
    return any(one["state"] in NEVER_HANDED_IN for one in together)


def is_under_way(db: Database, child: str) -> bool:
    """Whether a review of the child has not ended."""
    return any(not has_ended(one) for one in by_child(db, child))


def has_ended(found: Review) -> bool:
    """Whether nothing more is to be done with it."""
    return found["state"] in GROUPS["ended"][1]


def ended(db: Database) -> list[Review]:
    """Every review that has ended and whose words are there."""
    found = cast("list[Review]", db.table(REVIEWS).search(where("state").one_of([*GROUPS["ended"][1]])))
    return [one for one in found if "erased" not in one]


def by_child(db: Database, child: str) -> list[Review]:
    """Every review of a child, for rules that have checked already who is asking."""
    return cast("list[Review]", db.table(REVIEWS).search(where("child") == child))


def of_batch(db: Database, batch: int) -> list[Review]:
    """The reviews that were planned in one go."""
    return cast("list[Review]", db.table(REVIEWS).search(where("batch") == batch))


@needs(Permission.SEE_REVIEWS)
def reviews(db: Database, actor: Actor) -> list[Review]:
    """The reviews that this person may see, the nearest deadline first: one's own, for heads and leaders all."""
    own = None if sees_all(actor) else where("reviewer") == actor.id
    found = cast("list[Review]", db.table(REVIEWS).page(own, by="deadline"))
    return [one for one in found if _may_see(db, actor, one)]


def change(db: Database, review_id: int, **fields: Unpack[ReviewChange]) -> None:
    """Set fields of a review."""
    db.table(REVIEWS).replace(review_id, fields)


def is_late(found: Review, today: date) -> bool:
    """Whether the deadline has passed; the deadline day itself is on time (BR-02)."""
    return today.isoformat() > found["deadline"]


def _may_see(db: Database, actor: Actor, found: Review) -> bool:
    if found["reviewer"] == actor.id:
        return found["state"] != CANCELLED or sees_all(actor)  # it is their business no longer
    return sees_all(actor) and not _is_blind(db, actor, found)


def _is_blind(db: Database, actor: Actor, found: Review) -> bool:
    """Whether this person reviews the same child in the same calibration, and not all of it is handed in."""
    together = in_calibration(db, found["calibration"]) if "calibration" in found else []
    return waits_for_others(db, found) and any(one["reviewer"] == actor.id for one in together)


def _was_released_to(db: Database, actor: Actor, found: Review) -> bool:
    """The child's worker and line manager of today read what was released; a former one does not."""
    return found["state"] in RELEASED and need_to_know.has_reason(db, actor.id, found["child"], need_to_know.CASEWORK)


def sees_all(actor: Actor) -> bool:
    """Whether this person reads every review, and not only their own."""
    # the board's chair moderates every review and so reads them without a hand in the children's cases
    return actor.may(Permission.SEE_ALL_CHILDREN) or Role.BOARD_CHAIR in actor.roles


def check_reviewer(db: Database, reviewer: int, child: str) -> None:
    """`Unacceptable` where this person cannot review this child, by name and with the reason."""
    person = member(db, reviewer)
    if person is None:
        raise Unacceptable("Choose who reviews.")
    if reason := why_not(db, person, child):
        raise Unacceptable(reason)


def checked_theme(theme: str) -> str:
    """A theme as it is kept."""
    if not theme.strip():
        raise Unacceptable("Write the theme or focus of the review.")
    if len(theme.strip()) > LONGEST_THEME:
        raise Unacceptable(f"Keep the theme under {LONGEST_THEME} characters.")
    return theme.strip()


def checked_date(text: str) -> date:
    """The day that an ISO text says."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unacceptable("Choose the date by which the review has to be handed in.") from None
