"""Settling where people differ: the panel agrees, or its chair decides; the reviewer may object (BR-46)."""

from dataclasses import dataclass

from people import audit
from people.actor import Actor
from people.errors import NotAllowed, NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from reviews.final_grades import AGREED, CHAIR
from reviews.grades import checked_grade
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.panel import agenda, meetings
from reviews.panel.agenda import CONFIRMED, AgendaItem, Settled
from reviews.panel.differences import Point
from reviews.panel.discussed import Discussed, discussed_in, listed
from reviews.panel.meetings import OPEN, tell
from reviews.panel.sitting import going_on
from storage.store import Database

LONGEST_WORDS = 5_000
DECIDED = "The chair has decided this point. Only the chair takes it up again."


@dataclass(frozen=True)
class Settlement:
    """What is said to settle a point."""

    grade: str = ""  # of a graded part
    agree: bool = True  # of the others
    removed: tuple[int, ...] = ()  # of recommendations: the rows, from 1, that do not stand
    reason: str = ""
    comments: str = ""
    by_chair: bool = False


@needs(Permission.SIT_ON_PANEL)
def settle(
    db: Database,
    actor: Actor,
    number: int,
    review_id: int,
    point: str,
    given: Settlement,
    rules: ModerationRules = PROPOSED,
) -> None:
    """Agree on a point, or decide it as the chair: who differed is kept, and a reason for what it changes (BR-46).

    The chair decides only where somebody differs; what the chair has decided nobody else settles again.
    """
    meeting = going_on(db, actor, number)
    seen = discussed_in(db, meeting, number, review_id, rules)
    at = seen.point(point)
    if seen.item["state"] == CONFIRMED:
        raise Unacceptable("The panel has confirmed this review. Nothing was changed.")
    if actor.id != (seen.chair if given.by_chair else meeting["driver"]):
        raise NotAllowed("settle")
    _check_turn(seen, at, given, is_chair=actor.id == seen.chair)
    kept = _settled(db, actor, seen, at, given)
    agenda.change(db, seen.item, settled={**seen.item["settled"], point: kept})
    if meeting["shown"] == {"review": str(review_id), "point": point}:  # the next that is open comes before all
        meetings.change(db, number, shown={"review": str(review_id), "point": ""})
    audit.record(db, actor, "panel.settled", child=seen.review["child"], review=review_id, part=point)
    tell(db, number)


@needs(Permission.SEE_REVIEWS)
def object_to(db: Database, actor: Actor, number: int, review_id: int, point: str, words: str) -> None:
    """The reviewer does not agree with the panel on a point: it becomes a difference that has to be settled (BR-46)."""
    item = _own(db, actor, number, review_id)
    if not words.strip():
        raise Unacceptable("Write what you do not agree with.")
    present = item["settled"].get(point)
    if present is not None and present["source"] == CHAIR:
        raise Unacceptable("The chair has decided this point, and has the last word on it.")
    discussed_in(db, meetings.meeting(db, number), number, review_id, PROPOSED).point(point)
    settled = {key: one for key, one in item["settled"].items() if key != point}
    said = {**item["objections"], point: words.strip()[:LONGEST_WORDS]}
    agenda.change(db, item, objections=said, settled=settled)
    tell(db, number)


@needs(Permission.SEE_REVIEWS)
def withdraw_objection(db: Database, actor: Actor, number: int, review_id: int, point: str) -> None:
    """The reviewer agrees after all; what was settled meanwhile stays."""
    item = _own(db, actor, number, review_id)
    agenda.change(db, item, objections={key: one for key, one in item["objections"].items() if key != point})
    tell(db, number)


def _own(db: Database, actor: Actor, number: int, review_id: int) -> AgendaItem:
    """The item of one's own review in a meeting that goes on."""
    item, found = listed(db, number, review_id)
    if found["reviewer"] != actor.id:
        raise NotFound
    if meetings.meeting(db, number)["state"] != OPEN or item["state"] == CONFIRMED:
        raise Unacceptable("The panel does not discuss this review now.")
    return item


def _check_turn(seen: Discussed, at: Point, given: Settlement, *, is_chair: bool) -> None:
    present = seen.item["settled"].get(at.part.id)
    if present is not None and present["source"] == CHAIR and not is_chair:
        raise Unacceptable(DECIDED)
    if given.by_chair and not at.differs:
        raise Unacceptable("Nobody differs on this point, so there is nothing for the chair to decide.")


def _settled(db: Database, actor: Actor, seen: Discussed, at: Point, given: Settlement) -> Settled:
    grade = checked_grade(seen.form, given.grade, "Choose the grade.") if at.part.graded else ""
    removed = _removed(seen, at, given)
    agree = grade == at.given if at.part.graded else given.agree and not removed
    if (not agree or given.by_chair) and not given.reason.strip():
        raise Unacceptable("Write the reason: it stays beside the grade.")
    return {
        "source": CHAIR if given.by_chair else AGREED,
        "grade": grade,
        "agree": agree,
        "removed": removed,
        "reason": given.reason.strip()[:LONGEST_WORDS],
        "comments": given.comments.strip()[:LONGEST_WORDS],
        "differed": at.differing,
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
    }


def _removed(seen: Discussed, at: Point, given: Settlement) -> list[int]:
    """The rows of this table that do not stand; `Unacceptable` for one that is not there."""
    rows = len(seen.recommendations.get(at.part.id, []))
    if not set(given.removed) <= set(range(1, rows + 1)):
        raise Unacceptable("This recommendation is not in the review.")
    return sorted(set(given.removed))
