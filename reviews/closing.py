"""The box of the Head of S&QA, in its order: sent, uploaded, tracker meeting; then the review is closed (BR-49)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from reviews import entries
from reviews.entries import EntryContent
from reviews.final_grades import final_of
from reviews.reviews import ReviewChange, review
from reviews.steps import can_take, take_step
from reviews.tracking import send_to_tracker, source_of
from storage.documents import revision_of
from storage.store import Database
from tracker.items import by_source
from tracker.states import IN_SIGHT


@dataclass(frozen=True)
class BoxField:
    """One day of the box: the step that writes it, the field of the form in which it stands, and its words."""

    step: str
    question: str
    title: str
    asks: str
    act: str
    may_be_ahead: bool = False


BOX = (
    BoxField(
        "send",
        "head_sent",
        "Sent to the allocated worker and line manager",
        "Day on which it was sent to the allocated worker and line manager",
        "It is sent",
    ),
    BoxField(
        "upload", "head_uploaded", "Uploaded to Mosaic", "Day on which it was uploaded to Mosaic", "It is uploaded"
    ),
    BoxField(
        "set_meeting",
        "head_tracker_meeting",
        "Recommendation tracker meeting",
        "Day of the recommendation tracker meeting",
        "Set the meeting",
        may_be_ahead=True,
    ),
)
_BY_STEP: Mapping[str, BoxField] = {one.step: one for one in BOX}
RELEASING = "send"  # from this step on the child's worker and line manager may read it
DISCUSSED = "head_panel"  # whether a panel discussed it: known from the record, never typed


@needs(Permission.COMPLETE_HEAD_BOX)
def fill_box(db: Database, actor: Actor, review_id: int, step: str, day: str) -> None:
    """Take the next step of the box on a day (ISO); the day is not before the one that it follows (BR-49)."""
    if (field := _BY_STEP.get(step)) is None:
        raise NotFound
    given = _day(day, field)
    if given > london_day(db.now) and not field.may_be_ahead:
        raise Unacceptable("This day has not come yet. Give the day on which it was done.")
    earliest = _not_before(db, review_id, step)
    if can_take(db, actor, review(db, actor, review_id), step) and given < earliest:
        raise Unacceptable(f"This is before {earliest:%-d %B %Y}, the day that it follows. Look at the day again.")
    released: ReviewChange = {"released": london_day(db.now).isoformat()} if step == RELEASING else {}
    if take_step(db, actor, review_id, step, day=given.isoformat(), **released):
        _write(db, actor, review_id, field.question, given.isoformat())
        if step == RELEASING:
            send_to_tracker(db, actor, review_id)


@needs(Permission.COMPLETE_HEAD_BOX)
def close(db: Database, actor: Actor, review_id: int) -> None:
    """Close it: everything of the box is filled, which the order of its steps has made sure of."""
    if take_step(db, actor, review_id, "close"):
        final = final_of(db, review_id)
        _write(db, actor, review_id, DISCUSSED, "yes" if final and final["meeting"] is not None else "no")


@dataclass(frozen=True)
class HeadBox:
    """The box as it stands for one person."""

    days: list[tuple[BoxField, str, str]]  # each field with its day, empty where there is none, and who gave it
    next: BoxField | None  # the day that this person is asked for now
    earliest: date  # what that day may not be before
    closes: bool  # whether this person can close the review now
    discussed: bool | None  # whether a panel discussed it; None while nobody can know
    tracked: int  # how many items it left to the tracker
    in_sight: int  # of these, whose impact is not known yet


@needs(Permission.SEE_REVIEWS)
def head_box(db: Database, actor: Actor, review_id: int) -> HeadBox:
    """Its days, what comes next for this person, and whether a panel discussed the review (BR-49)."""
    found = review(db, actor, review_id)
    written = [(one, entries.entry(db, review_id, one.question)) for one in BOX]
    asked = next((one for one in BOX if can_take(db, actor, found, one.step)), None)
    final, left = final_of(db, review_id), by_source(db, source_of(review_id))
    return HeadBox(
        days=[(one, entry["value"], entry["by_name"]) if entry else (one, "", "") for one, entry in written],
        next=asked,
        earliest=_not_before(db, review_id, asked.step) if asked else date.min,
        closes=can_take(db, actor, found, "close"),
        discussed=final["meeting"] is not None if final else None,
        tracked=len(left),
        in_sight=sum(one["state"] in IN_SIGHT for one in left),
    )


def _day(day: str, field: BoxField) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise Unacceptable(f"Give the {field.asks[0].lower()}{field.asks[1:]}.") from None


def _not_before(db: Database, review_id: int, step: str) -> date:
    """Sending follows the final grade; the upload and the tracker meeting follow the sending."""
    sent = entries.entry(db, review_id, "head_sent")
    if step != RELEASING and sent:
        return date.fromisoformat(sent["value"])
    final = final_of(db, review_id)
    return london_day(final["at"]) if final else date.min


def _write(db: Database, actor: Actor, review_id: int, question: str, value: str) -> None:
    content: EntryContent = {"value": value, "by": actor.id, "by_name": actor.name, "at": db.now.isoformat()}
    present = entries.entry(db, review_id, question)
    if present is None:
        entries.add(db, review_id, question, content)
    else:
        entries.change(db, present, content, revision_of(present))
    db.announce(f"review:{review_id}/fields")
