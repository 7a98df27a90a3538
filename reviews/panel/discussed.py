"""One review as an open meeting sees it: what each said before, where they differ, what is settled (BR-45, BR-46)."""

from collections.abc import Mapping
from dataclasses import dataclass

from feedback.voices.form_versions import form_version
from forms.schema import Form
from people.actor import Actor
from people.children import Child, by_ref
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from reviews.grades import grades_in, overall_part
from reviews.moderation.records import Moderation, last_of
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.panel import agenda, meetings
from reviews.panel.agenda import CONFIRMED, AgendaItem
from reviews.panel.blind_views import BlindView, views_of
from reviews.panel.differences import Point, points
from reviews.panel.meetings import CLOSED, OPEN, PanelMeeting
from reviews.panel.seats import Member, chair_of, having_say, is_exempt, sits
from reviews.recommendations import Rows, recommendations_in
from reviews.reviews import Review, by_id, review
from reviews.versions import ReviewVersion, latest_version
from storage.store import Database


@dataclass(frozen=True)
class SetAside:
    """A view that was written and does not count; it is kept all the same (BR-47)."""

    name: str
    why: str


@dataclass(frozen=True)
class Discussed:
    """One review in its meeting."""

    item: AgendaItem
    review: Review
    child: Child
    reviewer: str
    form: Form
    version: ReviewVersion
    grades: Mapping[str, str]  # the reviewer's
    recommendations: Mapping[str, Rows]  # the reviewer's, by the part's id
    head: Moderation | None  # stage 1, which nobody on the panel saw before the meeting (BR-43)
    points: list[Point]
    having_say: list[Member]
    unheard: list[str]  # members whose view would count and who have not read all of it
    set_aside: list[SetAside]
    chair: int | None  # who decides on this review

    @property
    def unsettled(self) -> list[Point]:
        """The points that have to be settled and are not: no *confirm* while one stands (BR-46)."""
        return [one for one in self.points if self.needs_settling(one) and one.part.id not in self.item["settled"]]

    def needs_settling(self, point: Point) -> bool:
        """Whether somebody differs on it; and the overall grade wherever a member has not read the review (BR-43)."""
        return point.differs or bool(self.unheard and point.part.id == overall_part(self.form).id)

    def point(self, part_id: str) -> Point:
        """One point; `NotFound` where the template does not ask about it."""
        found = next((one for one in self.points if one.part.id == part_id), None)
        if found is None:
            raise NotFound
        return found


@needs(Permission.SEE_REVIEWS)
def discussed(db: Database, actor: Actor, number: int, review_id: int, rules: ModerationRules = PROPOSED) -> Discussed:
    """A review as the open meeting sees it: for its members, and for the reviewer of this review."""
    meeting = meetings.meeting(db, number)
    _, found = listed(db, number, review_id)
    if meeting["state"] not in (OPEN, CLOSED) or not (sits(meeting, actor.id) or found["reviewer"] == actor.id):
        raise NotFound
    return discussed_in(db, meeting, number, review_id, rules)


@needs(Permission.SEE_REVIEWS)
def confirmed(db: Database, actor: Actor, number: int, review_id: int, rules: ModerationRules = PROPOSED) -> Discussed:
    """What a meeting made of a review that it has confirmed: for whoever may read the review."""
    review(db, actor, review_id)
    item, _ = listed(db, number, review_id)
    if item["state"] != CONFIRMED:
        raise NotFound
    return discussed_in(db, meetings.meeting(db, number), number, review_id, rules)


def listed(db: Database, number: int, review_id: int) -> tuple[AgendaItem, Review]:
    """A review on the list of a meeting; `NotFound` where it is not, or was taken off."""
    item, found = agenda.item(db, number, review_id), by_id(db, review_id)
    if item is None or item["state"] == agenda.TAKEN_OFF or found is None:
        raise NotFound
    return item, found


def discussed_in(db: Database, meeting: PanelMeeting, number: int, review_id: int, rules: ModerationRules) -> Discussed:
    """The same, for rules that have checked already who is asking."""
    item, found = listed(db, number, review_id)
    child = by_ref(db, found["child"])
    if child is None:
        raise NotFound
    form, version = form_version(db, found["fingerprint"]), latest_version(db, review_id)
    say = having_say(db, meeting, found)
    written = views_of(db, review_id, version["number"])
    counting = [one for one in written if one["staff"] in {member.staff for member in say}]
    grades, reviewer = grades_in(form, version["values"]), name_of(db, found["reviewer"])
    return Discussed(
        item=item,
        review=found,
        child=child,
        reviewer=reviewer,
        form=form,
        version=version,
        grades=grades,
        recommendations=recommendations_in(form, version["values"]),
        head=last_of(db, review_id),
        points=points(form, grades, counting, item["objections"], reviewer),
        having_say=say,
        unheard=[one.name for one in say if one.staff not in {view["staff"] for view in counting if view["read_at"]}],
        set_aside=[SetAside(one["name"], _why(one, found)) for one in written if one not in counting],
        chair=chair_of(meeting, found, rules),
    )


def _why(view: BlindView, found: Review) -> str:
    return "is the reviewer of this review now" if is_exempt(view["staff"], found) else "does not sit at this meeting"
