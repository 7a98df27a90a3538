"""The course of a meeting: opened, led over its agenda by one person whom all follow, the chair handed on, closed."""

from collections.abc import Collection

from feedback.voices.form_versions import form_version
from people import audit
from people.actor import Actor
from people.errors import NotAllowed, NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission, Role
from reviews.moderation.rules import PROPOSED, ModerationRules
from reviews.panel import agenda, meetings
from reviews.panel.agenda import CONFIRMED
from reviews.panel.differences import parts_of_template
from reviews.panel.discussed import listed
from reviews.panel.meetings import CLOSED, OPEN, PLANNED, PanelMeeting, tell
from reviews.panel.read_by import unread
from reviews.panel.seats import is_quorate, sits
from reviews.reviews import by_id
from storage.store import Database


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
    on_the_list = agenda.agenda(db, number)
    if not on_the_list:
        raise Unacceptable("No review is on the list of this meeting.")
    there = _quorate(meeting, present, rules)
    _check_read(db, actor, number, meeting, reason, rules)
    meetings.change(
        db,
        number,
        state=OPEN,
        opened_at=db.now.isoformat(),
        present=there,
        unread_reason=reason.strip(),
        driver=meeting["driver"] if meeting["driver"] in there else actor.id,
        shown={"review": str(on_the_list[0]["review"]), "point": ""},
    )
    audit.record(db, actor, "panel.opened", meeting=number, present=there)
    tell(db, number)


@needs(Permission.SIT_ON_PANEL)
def note_present(
    db: Database, actor: Actor, number: int, present: Collection[int], rules: ModerationRules = PROPOSED
) -> None:
    """Say who is there by now. That the chair has left is for the deputy to say, with a reason."""
    meeting = going_on(db, actor, number)
    if meeting["driver"] != actor.id:
        raise NotAllowed("note_present")
    chair = meeting["seats"].get(Role.BOARD_CHAIR)
    if chair in meeting["present"] and chair not in present:
        raise Unacceptable("Where the chair has to leave, the deputy takes the chair and says why.")
    there = _quorate(meeting, present, rules)
    meetings.change(db, number, present=there)
    audit.record(db, actor, "panel.present", meeting=number, present=there)
    tell(db, number)


@needs(Permission.SIT_ON_PANEL)
def lead(db: Database, actor: Actor, number: int) -> None:
    """Take over leading the screen that all follow."""
    going_on(db, actor, number)
    meetings.change(db, number, driver=actor.id)
    tell(db, number)


@needs(Permission.SIT_ON_PANEL)
def show(db: Database, actor: Actor, number: int, review_id: int, point: str) -> None:
    """Bring a review, and one of its points, before all; "" for the review as a whole. Only who leads does this."""
    meeting = going_on(db, actor, number)
    if meeting["driver"] != actor.id:
        raise NotAllowed("show")
    _, found = listed(db, number, review_id)
    asked = {part.id for part in parts_of_template(form_version(db, found["fingerprint"]))}
    if point and point not in asked:
        raise NotFound
    meetings.change(db, number, shown={"review": str(review_id), "point": point})
    tell(db, number)


@needs(Permission.SIT_ON_PANEL)
def take_the_chair(db: Database, actor: Actor, number: int, reason: str, rules: ModerationRules = PROPOSED) -> None:
    """The deputy goes on where the chair has to leave (G3); the chair decides again once they are noted as present."""
    meeting = going_on(db, actor, number)
    if meeting["seats"].get(rules.deputy) != actor.id:
        raise NotAllowed("take_the_chair")
    if not reason.strip():
        raise Unacceptable("Write why the chair cannot go on.")
    chair = meeting["seats"].get(Role.BOARD_CHAIR)
    there = sorted({actor.id, *meeting["present"]} - {chair})
    meetings.change(db, number, present=there, chair_taken_by=actor.id, chair_taken_reason=reason.strip())
    audit.record(db, actor, "panel.chair_taken", meeting=number)
    tell(db, number)


@needs(Permission.SIT_ON_PANEL)
def close_meeting(db: Database, actor: Actor, number: int) -> None:
    """End it, once each review is confirmed or taken off the list; who leads or chairs does this."""
    meeting = going_on(db, actor, number)
    if actor.id not in {meeting["driver"], meeting["seats"].get(Role.BOARD_CHAIR)}:
        raise NotAllowed("close_meeting")
    if left := [item for item in agenda.agenda(db, number) if item["state"] != CONFIRMED]:
        names = ", ".join(f"the review of {found['child']}" for one in left if (found := by_id(db, one["review"])))
        raise Unacceptable(f"Not confirmed yet: {names}. Confirm it, or take it off the list.")
    meetings.change(db, number, state=CLOSED, ended_at=db.now.isoformat())
    audit.record(db, actor, "panel.closed", meeting=number)
    tell(db, number)


@needs(Permission.SIT_ON_PANEL)
def going_on(db: Database, actor: Actor, number: int) -> PanelMeeting:
    """A meeting that is open, for one of its members."""
    meeting = _seated(db, actor, number)
    if meeting["state"] != OPEN:
        raise Unacceptable("The meeting is not going on.")
    return meeting


def _seated(db: Database, actor: Actor, number: int) -> PanelMeeting:
    meeting = meetings.meeting(db, number)
    if not sits(meeting, actor.id):
        raise NotFound
    return meeting


def _quorate(meeting: PanelMeeting, present: Collection[int], rules: ModerationRules) -> list[int]:
    """Those of the members who are there; `Unacceptable` where they are too few (G4)."""
    if not is_quorate(meeting, present, rules):
        raise Unacceptable(f"A meeting needs {rules.quorum} members, the chair or the deputy among them (a setting).")
    return sorted(set(present) & set(meeting["seats"].values()))


def _check_read(
    db: Database, actor: Actor, number: int, meeting: PanelMeeting, reason: str, rules: ModerationRules
) -> None:
    """`Unacceptable` where a member has left something unread, unless the chair or the deputy says why (BR-43)."""
    if not unread(db, number):
        return
    if actor.id not in _leads(meeting, rules):
        raise Unacceptable("Not everybody has read every review. Only the chair can open the meeting all the same.")
    if not reason.strip():
        raise Unacceptable("Not everybody has read every review. Write why the meeting is opened all the same.")


def _leads(meeting: PanelMeeting, rules: ModerationRules) -> set[int]:
    return {who for role in (Role.BOARD_CHAIR, rules.deputy) if (who := meeting["seats"].get(role)) is not None}
