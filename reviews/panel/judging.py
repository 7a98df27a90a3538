"""A member's own view of a listed review, written before the meeting and unseen by others (BR-43)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.voices.form_versions import form_version
from forms.schema import Form, Part
from people import audit
from people.actor import Actor
from people.children import Child, by_ref
from people.errors import NotAllowed, NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from reviews.grades import checked_grade, grades_in
from reviews.panel import agenda, meetings
from reviews.panel.blind_views import BlindView, Opinion, keep_view, view_of
from reviews.panel.differences import parts_of_template
from reviews.panel.meetings import PLANNED, PanelMeeting
from reviews.panel.seats import is_exempt, sits
from reviews.reviews import Review, by_id
from reviews.versions import ReviewVersion, latest_version
from storage.store import Database

LONGEST_COMMENT = 5_000


@dataclass(frozen=True)
class Reading:
    """What a member reads and says of one review."""

    meeting: PanelMeeting
    review: Review
    form: Form
    parts: Sequence[Part]  # that are asked about
    grades: Mapping[str, str]  # the reviewer's
    version: ReviewVersion  # what was handed in
    child: Child
    reviewer: str
    view: BlindView | None  # the member's own
    exempt: bool  # it is the member's own review (BR-42)
    closed: str  # why the view can no longer be written; empty while it can


@needs(Permission.SIT_ON_PANEL)
def reading(db: Database, actor: Actor, meeting_id: int, review_id: int) -> Reading:
    """One review of a meeting, for one of its members; never what another member thinks."""
    meeting, found = _listed(db, actor, meeting_id, review_id)
    form = form_version(db, found["fingerprint"])
    version = latest_version(db, review_id)
    return Reading(
        meeting=meeting,
        review=found,
        form=form,
        parts=parts_of_template(form),
        grades=grades_in(form, version["values"]),
        version=version,
        child=_child(db, found),
        reviewer=name_of(db, found["reviewer"]),
        view=view_of(db, review_id, version["number"], actor.id),
        exempt=is_exempt(actor.id, found),
        closed=_why_closed(db, meeting, review_id, version["number"], actor.id),
    )


def left_to_say(seen: Reading) -> list[Part]:
    """The parts on which the member has said nothing yet."""
    said = seen.view["opinions"] if seen.view else {}
    return [part for part in seen.parts if not _is_said(part, said.get(part.id))]


@needs(Permission.SIT_ON_PANEL)
def say(
    db: Database, actor: Actor, meeting_id: int, review_id: int, opinions: Mapping[str, Opinion], *, read: bool
) -> None:
    """Keep what one thinks of these parts, beside what was kept of the others before; with `read` nothing may be left.

    `NotAllowed` for the author, whose grades were given in the review (BR-42); `Unacceptable` once the meeting is open.
    """
    meeting, found = _listed(db, actor, meeting_id, review_id)
    if is_exempt(actor.id, found):
        raise NotAllowed("say")
    form = form_version(db, found["fingerprint"])
    version = latest_version(db, review_id)["number"]
    if closed := _why_closed(db, meeting, review_id, version, actor.id):
        raise Unacceptable(closed)
    before = view_of(db, review_id, version, actor.id)
    done = read or bool(before and before["read_at"])
    parts = parts_of_template(form)
    given = {part.id: _checked(form, part, opinions[part.id], whole=done) for part in parts if part.id in opinions}
    kept = {**(before["opinions"] if before else {}), **given}
    if read and (lacking := [part for part in parts if not _is_said(part, kept.get(part.id))]):
        named = ", ".join(part.number or part.title for part in lacking)
        raise Unacceptable(f"Say what you think of every section before you finish. Missing: {named}.")
    view: BlindView = {
        "key": f"{review_id}/{version}/{actor.id}",
        "review": review_id,
        "version": version,
        "staff": actor.id,
        "name": actor.name,
        "opinions": kept,
        "read_at": db.now.isoformat() if read else (before["read_at"] if before else ""),
        "at": db.now.isoformat(),
    }
    keep_view(db, view)
    audit.record(db, actor, "panel.view", child=found["child"], review=review_id, meeting=meeting_id)
    meetings.tell(db, meeting_id)


def _why_closed(db: Database, meeting: PanelMeeting, review_id: int, version: int, staff_id: int) -> str:
    """Why a member's view can no longer be written: once they have seen the others', it was not blind (BR-43)."""
    if meeting["state"] != PLANNED:
        return "The meeting has been opened: what each thought before it stays as it is."
    view = view_of(db, review_id, version, staff_id)
    if view is not None and view["read_at"] and _was_opened(db, review_id, staff_id):
        return "A meeting was opened on this review before: what you thought before it stays, and counts again."
    return ""


def _was_opened(db: Database, review_id: int, staff_id: int) -> bool:
    """Whether this member sat in a meeting that was opened while this review was on its list."""
    return any(
        sits(held, staff_id) and "opened_at" in held and item.get("off_at", db.now.isoformat()) >= held["opened_at"]
        for item in agenda.of_review(db, review_id)
        for held in [meetings.meeting(db, item["meeting"])]
    )


def _child(db: Database, found: Review) -> Child:
    child = by_ref(db, found["child"])
    if child is None:
        raise NotFound
    return child


def _listed(db: Database, actor: Actor, meeting_id: int, review_id: int) -> tuple[PanelMeeting, Review]:
    meeting = meetings.meeting(db, meeting_id)
    item = agenda.item(db, meeting_id, review_id)
    found = by_id(db, review_id)
    if item is None or item["state"] == agenda.TAKEN_OFF or found is None or not sits(meeting, actor.id):
        raise NotFound
    return meeting, found


def _checked(form: Form, part: Part, given: Opinion, *, whole: bool) -> Opinion:
    grade = given["grade"] if part.graded else ""
    if grade or (whole and part.graded):
        grade = checked_grade(form, grade, f"Choose the grade that you would give section {part.number}.")
    return {
        "grade": grade,
        "agree": None if part.graded else given["agree"],
        "comments": given["comments"].strip()[:LONGEST_COMMENT],
    }


def _is_said(part: Part, opinion: Opinion | None) -> bool:
    return opinion is not None and (bool(opinion["grade"]) if part.graded else opinion["agree"] is not None)
