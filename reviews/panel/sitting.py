"""The meeting itself: opened, led over its agenda by one person, its differences settled, each review confirmed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from feedback.voices.form_versions import form_version
from forms.schema import Form
from people import audit
from people.actor import Actor
from people.errors import NotAllowed, NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission, Role
from people.staff import name_of
from reviews.final_grades import AGREED, CHAIR, REVIEWER, FinalGrade, keep_final
from reviews.grades import checked_grade, graded_parts, grades_in
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.panel import agenda, meetings
from reviews.panel.agenda import CONFIRMED, AgendaItem, Settled
from reviews.panel.blind_views import views_of
from reviews.panel.differences import Point, points
from reviews.panel.judging import unread
from reviews.panel.meetings import CLOSED, OPEN, PLANNED, PanelMeeting
from reviews.panel.seats import Member, chair_of, having_say, is_quorate, sits
from reviews.recommendations import Rows, recommendations_in
from reviews.reviews import Review, by_id
from reviews.steps import take_step
from reviews.versions import ReviewVersion, last_version
from storage.store import Database


@dataclass(frozen=True)
class Discussed:
    """One review as the meeting sees it: what everybody said before, what was settled, and what is still open."""

    item: AgendaItem
    review: Review
    form: Form
    version: ReviewVersion
    grades: Mapping[str, str]  # the reviewer's
    points: list[Point]
    having_say: list[Member]
    chair: int | None  # who decides on this review

    @property
    def unsettled(self) -> list[Point]:
        """The points on which somebody differs and nothing is settled: no *confirm* while one stands (BR-46)."""
        return [one for one in self.points if one.differs and one.part.id not in self.item["settled"]]


@needs(Permission.SIT_ON_PANEL)
def open_meeting(
    db: Database,
    actor: Actor,
    number: int,
    present: Collection[int],
    reason: str = "",
    rules: ModerationRules = PROPOSED,
) -> None:
    """Open it: from now on all see what each thought. Where something is unread the chair opens it, with a reason."""
    meeting = _seated(db, actor, number)
    if meeting["state"] == OPEN:
        return
    if meeting["state"] != PLANNED:
        raise Unacceptable("This meeting is over.")
    if not is_quorate(meeting, present, rules):
        raise Unacceptable(f"A meeting needs {rules.quorum} members, the chair or the deputy among them (a setting).")
    if unread(db, number):
        if actor.id not in _leads(meeting, rules):
            raise Unacceptable("Not everybody has read every review. Only the chair can open the meeting all the same.")
        if not reason.strip():
            raise Unacceptable("Not everybody has read every review. Write why the meeting is opened all the same.")
    meetings.change(
        db,
        number,
        state=OPEN,
        opened_at=db.now.isoformat(),
        present=sorted(set(present)),
        unread_reason=reason.strip(),
    )
    audit.record(db, actor, "panel.opened", meeting=number, present=sorted(set(present)))
    _tell(db, number)


@needs(Permission.SIT_ON_PANEL)
def lead(db: Database, actor: Actor, number: int) -> None:
    """Take over leading the screen that all follow."""
    _open(db, actor, number)
    meetings.change(db, number, driver=actor.id)
    _tell(db, number)


@needs(Permission.SIT_ON_PANEL)
def show(db: Database, actor: Actor, number: int, review_id: int, point: str) -> None:
    """Bring a review, and one of its points, before all. Only who leads does this."""
    meeting = _open(db, actor, number)
    if meeting["driver"] != actor.id:
        raise NotAllowed("show")
    _listed(db, number, review_id)
    meetings.change(db, number, shown={"review": str(review_id), "point": point})
    _tell(db, number)


@needs(Permission.SIT_ON_PANEL)
def take_the_chair(db: Database, actor: Actor, number: int, reason: str, rules: ModerationRules = PROPOSED) -> None:
    """The deputy goes on where the chair has to leave (G3)."""
    meeting = _open(db, actor, number)
    if meeting["seats"].get(rules.deputy) != actor.id:
        raise NotAllowed("take_the_chair")
    if not reason.strip():
        raise Unacceptable("Write why the chair cannot go on.")
    meetings.change(db, number, chair_taken_by=actor.id, chair_taken_reason=reason.strip())
    audit.record(db, actor, "panel.chair_taken", meeting=number)
    _tell(db, number)


@needs(Permission.SEE_REVIEWS)
def object_to(db: Database, actor: Actor, number: int, review_id: int, point: str, words: str) -> None:
    """The reviewer does not agree with the panel on a point: it becomes a difference that has to be settled (BR-46)."""
    if meetings.meeting(db, number)["state"] != OPEN:
        raise Unacceptable("The meeting is not going on.")
    item, found = _listed(db, number, review_id)
    if found["reviewer"] != actor.id:
        raise NotAllowed("object_to")
    if not words.strip():
        raise Unacceptable("Write what you do not agree with.")
    settled = {key: one for key, one in item["settled"].items() if key != point}
    agenda.change(db, item, objections={**item["objections"], point: words.strip()}, settled=settled)
    _tell(db, number)


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
    """Agree on a point, or decide it as the chair: who differed is kept, and a reason for what it changes (BR-46)."""
    meeting = _open(db, actor, number)
    seen = _discussed(db, meeting, number, review_id, rules)
    at = next((one for one in seen.points if one.part.id == point), None)
    if at is None or seen.item["state"] == CONFIRMED:
        raise NotFound
    if given.by_chair and actor.id != seen.chair:
        raise NotAllowed("settle")
    if not given.by_chair and meeting["driver"] != actor.id:
        raise NotAllowed("settle")
    grade = checked_grade(seen.form, given.grade, "Choose the grade.") if at.part.graded else ""
    changes = bool(grade and grade != at.given) or not given.agree or bool(given.removed)
    if (changes or given.by_chair) and not given.reason.strip():
        raise Unacceptable("Write the reason: it stays beside the grade.")
    settled: Settled = {
        "source": CHAIR if given.by_chair else AGREED,
        "grade": grade,
        "agree": given.agree,
        "removed": sorted(set(given.removed)),
        "reason": given.reason.strip(),
        "comments": given.comments.strip(),
        "differed": at.differing,
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
    }
    agenda.change(db, seen.item, settled={**seen.item["settled"], point: settled})
    audit.record(db, actor, "panel.settled", child=seen.review["child"], review=review_id, part=point)
    _tell(db, number)


@needs(Permission.SIT_ON_PANEL)
def confirm(
    db: Database, actor: Actor, number: int, review_id: int, actions: Rows, rules: ModerationRules = PROPOSED
) -> None:
    """Make a review final as the panel settled it; not while a difference stands."""
    meeting = _open(db, actor, number)
    seen = _discussed(db, meeting, number, review_id, rules)
    if actor.id not in {meeting["driver"], seen.chair}:
        raise NotAllowed("confirm")
    if open_points := [one.part.number for one in seen.unsettled]:
        raise Unacceptable(f"There are differences that are not settled: section {', '.join(open_points)}.")
    for row in actions:
        if not all(row.get(column, "").strip() for column in ("action", "who", "by")):
            raise Unacceptable("Each action needs what is done, by whom, and by when.")
    if not take_step(db, actor, review_id, "confirm"):
        return
    keep_final(db, actor, review_id, number, _grades(seen), _standing(seen), actions)
    agenda.change(db, seen.item, state=CONFIRMED, actions=actions)
    _tell(db, number)


@needs(Permission.SIT_ON_PANEL)
def close_meeting(db: Database, actor: Actor, number: int) -> None:
    """End it; what was not confirmed waits to be listed for another meeting."""
    _open(db, actor, number)
    if left := [item for item in agenda.agenda(db, number) if item["state"] != CONFIRMED]:
        names = ", ".join(f"the review of {found['child']}" for one in left if (found := by_id(db, one["review"])))
        raise Unacceptable(f"Not confirmed yet: {names}. Confirm it, or take it off the list.")
    meetings.change(db, number, state=CLOSED, ended_at=db.now.isoformat())
    audit.record(db, actor, "panel.closed", meeting=number)
    _tell(db, number)


@needs(Permission.SEE_REVIEWS)
def discussed(db: Database, actor: Actor, number: int, review_id: int, rules: ModerationRules = PROPOSED) -> Discussed:
    """A review as the open meeting sees it: for its members, and for the reviewer of this review."""
    meeting = meetings.meeting(db, number)
    _, found = _listed(db, number, review_id)
    if meeting["state"] not in (OPEN, CLOSED) or not (sits(meeting, actor.id) or found["reviewer"] == actor.id):
        raise NotFound
    return _discussed(db, meeting, number, review_id, rules)


def _discussed(db: Database, meeting: PanelMeeting, number: int, review_id: int, rules: ModerationRules) -> Discussed:
    item, found = _listed(db, number, review_id)
    form, version = form_version(db, found["fingerprint"]), last_version(db, review_id)
    if version is None:
        raise NotFound
    say = having_say(db, meeting, found)
    counting = {one.staff for one in say}
    views = [one for one in views_of(db, review_id, version["number"]) if one["staff"] in counting]
    grades = grades_in(form, version["values"])
    reviewer = name_of(db, found["reviewer"])
    compared = points(form, grades, views, item["objections"], reviewer)
    return Discussed(item, found, form, version, grades, compared, say, chair_of(meeting, found, rules))


def _grades(seen: Discussed) -> dict[str, FinalGrade]:
    """The reviewer's grade where nothing was settled, else what was."""
    final: dict[str, FinalGrade] = {}
    for part in graded_parts(seen.form):
        settled = seen.item["settled"].get(part.id)
        if settled is None:
            final[part.id] = {"grade": seen.grades.get(part.id, ""), "source": REVIEWER, "reason": "", "differed": []}
        else:
            final[part.id] = {
                "grade": settled["grade"],
                "source": settled["source"],
                "reason": settled["reason"],
                "differed": settled["differed"],
            }
    return final


def _standing(seen: Discussed) -> dict[str, Rows]:
    """The recommendations that the panel kept."""
    kept: dict[str, Rows] = {}
    for part, rows in recommendations_in(seen.form, seen.version["values"]).items():
        settled = seen.item["settled"].get(part)
        removed = settled["removed"] if settled else []
        kept[part] = [row for number, row in enumerate(rows, start=1) if number not in removed]
    return kept


def _seated(db: Database, actor: Actor, number: int) -> PanelMeeting:
    meeting = meetings.meeting(db, number)
    if not sits(meeting, actor.id):
        raise NotFound
    return meeting


def _open(db: Database, actor: Actor, number: int) -> PanelMeeting:
    meeting = _seated(db, actor, number)
    if meeting["state"] != OPEN:
        raise Unacceptable("The meeting is not going on.")
    return meeting


def _leads(meeting: PanelMeeting, rules: ModerationRules) -> set[int]:
    return {who for role in (Role.BOARD_CHAIR, rules.deputy) if (who := meeting["seats"].get(role)) is not None}


def _listed(db: Database, number: int, review_id: int) -> tuple[AgendaItem, Review]:
    item, found = agenda.item(db, number, review_id), by_id(db, review_id)
    if item is None or item["state"] == agenda.TAKEN_OFF or found is None:
        raise NotFound
    return item, found


def _tell(db: Database, number: int) -> None:
    db.announce("panel")
    db.announce(f"panel:{number}")
