"""A member's own view of a listed review, written before the meeting and unseen by others (BR-43)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.voices.form_versions import form_version
from forms.schema import Form, Part
from people import audit
from people.actor import Actor
from people.errors import NotAllowed, NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from reviews.grades import checked_grade, grades_in
from reviews.panel import agenda, meetings
from reviews.panel.blind_views import BlindView, Opinion, keep_view, view_of, views_of
from reviews.panel.differences import parts_of_template
from reviews.panel.meetings import PLANNED, PanelMeeting
from reviews.panel.seats import is_exempt, sits
from reviews.reviews import Review, by_id
from reviews.versions import ReviewVersion, last_version
from storage.documents import number_of
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
    view: BlindView | None  # the member's own
    exempt: bool
    open: bool  # whether the view can still be written


@needs(Permission.SIT_ON_PANEL)
def reading(db: Database, actor: Actor, meeting_id: int, review_id: int) -> Reading:
    """One review of a meeting, for one of its members; never what another member thinks."""
    meeting, found = _listed(db, actor, meeting_id, review_id)
    form = form_version(db, found["fingerprint"])
    version = _version(db, review_id)
    return Reading(
        meeting=meeting,
        review=found,
        form=form,
        parts=parts_of_template(form),
        grades=grades_in(form, version["values"]),
        view=view_of(db, review_id, version["number"], actor.id),
        exempt=is_exempt(actor.id, found),
        open=meeting["state"] == PLANNED,
    )


@needs(Permission.SIT_ON_PANEL)
def say(
    db: Database, actor: Actor, meeting_id: int, review_id: int, opinions: Mapping[str, Opinion], *, read: bool
) -> None:
    """Keep one's own view; with `read` the whole review is read, and every graded part needs a grade.

    `NotAllowed` for the author, whose grades were given in the review (BR-42); `Unacceptable` once the meeting is open.
    """
    meeting, found = _listed(db, actor, meeting_id, review_id)
    if is_exempt(actor.id, found):
        raise NotAllowed("say")
    if meeting["state"] != PLANNED:
        raise Unacceptable("The meeting has been opened: what each thought before it stays as it is.")
    form = form_version(db, found["fingerprint"])
    version = _version(db, review_id)["number"]
    parts = parts_of_template(form)
    kept = {part.id: _checked(form, part, opinions[part.id], whole=read) for part in parts if part.id in opinions}
    if read and (lacking := [part for part in parts if not _is_said(part, kept.get(part.id))]):
        named = ", ".join(part.number or part.title for part in lacking)
        raise Unacceptable(f"Say what you think of every section before you finish. Missing: {named}.")
    before = view_of(db, review_id, version, actor.id)
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
    db.announce(f"panel:{meeting_id}")


def unread(db: Database, meeting_id: int) -> dict[int, list[int]]:
    """By member, the reviews of a meeting that they have not said to have read; the author's own are not among them."""
    meeting = meetings.meeting(db, meeting_id)
    left: dict[int, list[int]] = {}
    for item in agenda.agenda(db, meeting_id):
        found = by_id(db, item["review"])
        if found is None:
            continue
        version = _version(db, item["review"])["number"]
        read = {one["staff"] for one in views_of(db, item["review"], version) if one["read_at"]}
        for staff_id in meeting["seats"].values():
            if staff_id not in read and not is_exempt(staff_id, found):
                left.setdefault(staff_id, []).append(number_of(found))
    return left


def _version(db: Database, review_id: int) -> ReviewVersion:
    """The version that passed stage 1: what is listed was handed in."""
    found = last_version(db, review_id)
    if found is None:
        raise NotFound
    return found


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
