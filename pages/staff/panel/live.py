"""What the screen of an open meeting shows one person: the review before all, its points in order, what they may do."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from people.actor import Actor
from people.permissions import needs
from people.roles import Permission, Role
from people.staff import name_of
from reviews.evidence import EvidenceItem, evidence
from reviews.findings import issues_answered
from reviews.grades import grade_options, overall_part
from reviews.moderation.rules import ModerationRules
from reviews.panel.differences import Point, number_in_template
from reviews.panel.discussed import Discussed, discussed
from reviews.panel.meeting_views import ListedReview, MeetingView, meeting_view
from reviews.panel.seats import is_quorate
from storage.store import Database


@dataclass(frozen=True)
class SaidAlike:
    """How many said the same on a point: “Good”, three."""

    says: str
    number: int
    differs: bool


@dataclass(frozen=True)
class Live:
    """One moment of the meeting."""

    shown: ListedReview | None  # None for a reviewer while another review is before the panel
    place: int  # of the review on the list, from 1
    seen: Discussed | None
    voices: list[list[EvidenceItem]]
    foremost: list[Point]  # what has to be settled, and what is before all
    alike: list[Point]  # the rest
    point: str  # what is before all
    minutes: int  # since it was opened
    driver: str
    leads: bool
    decides: bool  # on this review
    chair: str  # who decides on this review; empty where nobody can
    reviewer: bool  # of this review
    deputy: bool  # may take the chair now
    quorate: bool  # whether enough are here to confirm anything (G4)
    all_done: bool


def alike(point: Point) -> list[SaidAlike]:
    """What was said on a point, each once, those who see it as the reviewer does first."""
    counted = Counter((one.says, one.differs) for one in point.positions)
    found = [SaidAlike(says, number, differs) for (says, differs), number in counted.items()]
    return sorted(found, key=lambda one: (one.differs, -one.number))


@needs(Permission.SEE_REVIEWS)
def live_view(db: Database, actor: Actor, number: int, rules: ModerationRules) -> Live:
    """The open meeting as this person follows it."""
    view = meeting_view(db, actor, number)
    shown = _shown(view)
    seen = discussed(db, actor, number, shown.number, rules) if shown and _may_follow(view, shown, actor) else None
    points = seen.points if seen else []
    point = _before_all(view, seen, shown)
    foremost = [one for one in points if (seen and seen.needs_settling(one)) or one.part.id == point]
    meeting = view.meeting
    return Live(
        shown=shown if seen else None,
        place=view.listed.index(shown) + 1 if shown else 0,
        seen=seen,
        voices=_voices(db, actor, shown) if seen and shown else [],
        foremost=foremost,
        alike=[one for one in points if one not in foremost],
        point=point,
        minutes=_minutes(db.now, meeting["opened_at"]),
        driver=name_of(db, meeting["driver"]),
        leads=view.sits and meeting["driver"] == actor.id,
        decides=seen is not None and seen.chair == actor.id,
        chair=name_of(db, seen.chair) if seen and seen.chair else "",
        reviewer=seen is not None and seen.review["reviewer"] == actor.id,
        deputy=_may_take_the_chair(view, actor, rules),
        quorate=is_quorate(meeting, meeting["present"], rules),
        all_done=all(one.confirmed for one in view.listed),
    )


def _shown(view: MeetingView) -> ListedReview | None:
    """The review before all: the one that was brought up, else the first that is not confirmed."""
    brought = view.meeting["shown"].get("review")
    if brought is not None:
        return next((one for one in view.listed if str(one.number) == brought), None)
    return next((one for one in view.listed if not one.confirmed), view.listed[0] if view.listed else None)


def _may_follow(view: MeetingView, shown: ListedReview, actor: Actor) -> bool:
    return view.sits or shown.review["reviewer"] == actor.id


def _before_all(view: MeetingView, seen: Discussed | None, shown: ListedReview | None) -> str:
    """The point before all: the one that was brought up with this review, else the first that is not settled."""
    if seen is None or shown is None:
        return ""
    brought = view.meeting["shown"]
    if brought.get("review") == str(shown.number) and brought.get("point"):
        return brought["point"]
    return next((one.part.id for one in seen.unsettled), "")


def _voices(db: Database, actor: Actor, shown: ListedReview) -> list[list[EvidenceItem]]:
    pieces: Sequence[EvidenceItem] = evidence(db, actor, shown.number).pieces
    return [list(group) for _, group in groupby(pieces, key=lambda piece: piece.voice_id)]


def _minutes(now: datetime, opened: str) -> int:
    return max(0, int((now - datetime.fromisoformat(opened)).total_seconds() // 60))


def _may_take_the_chair(view: MeetingView, actor: Actor, rules: ModerationRules) -> bool:
    seats = view.meeting["seats"]
    return seats.get(rules.deputy) == actor.id and seats.get(Role.BOARD_CHAIR) in view.meeting["present"]


def words_of_grades(live: Live) -> Mapping[str, Any]:
    """What the template needs to write points down: the grades, the overall one, which issues a row answers."""
    form = live.seen.form if live.seen else None
    return {
        "alike": alike,
        "in_template": number_in_template,
        "options": grade_options(form) if form else (),
        "grades": {one.code: one.text for one in grade_options(form)} if form else {},
        "overall": overall_part(form).id if form else "",
        "answers": issues_answered(form, live.seen.version["values"]) if form and live.seen else {},
    }
