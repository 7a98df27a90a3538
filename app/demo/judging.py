"""The acting half of the demo: reviews on every step from handed in to closed, two panel meetings, and themes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.demo.reviews import FINDINGS
from app.demo.timeline import Timeline
from app.demo.whole_review import ROW, whole_review
from feedback.voices.attempts import log_attempt
from forms.schema import Form
from people import children
from people.actor import Actor
from people.identity import IDENTITY_FIELDS, IdentityState
from reviews.closing import close, fill_box
from reviews.filling import fill
from reviews.handing_in import hand_in
from reviews.moderation.collating import note_theme, respond
from reviews.moderation.records import CHECKS
from reviews.moderation.stage_one import Looked, finalise, pass_review, return_review
from reviews.panel.blind_views import Opinion
from reviews.panel.confirming import confirm
from reviews.panel.judging import say
from reviews.panel.meetings import SEATS
from reviews.panel.planning import list_review, plan_meeting
from reviews.panel.settling import Settlement, settle
from reviews.panel.sitting import close_meeting, open_meeting, show
from reviews.reviews import plan_review
from storage.store import Store

CHAIR, HEAD, OTHER_HEAD = "Judith Barnes", "Helen Marsh", "David Mensah"
MEMBERS = (CHAIR, "Martin Cole", "Priya Raman", HEAD, OTHER_HEAD)  # in the order of `SEATS`
GRADED = ("1", "2", "3", "4", "5", "7")


@dataclass(frozen=True)
class DemoJudged:
    """A review that was handed in: who wrote it, its grades, and how many days ago that was."""

    child: str
    reviewer: str
    theme: str
    days_ago: int
    grade: str = "good"
    other: Mapping[str, str] = field(default_factory=dict)  # by section, where it is not `grade`
    heard: bool = False  # whether the family has said something; else it was called, and did not answer
    recommends: Mapping[str, str] = field(default_factory=dict)  # what is said otherwise than in `ROW`


RETURNED = DemoJudged("D0013", "Peter Lindqvist", "Health of children in our care", 9)
PASSED = DemoJudged("D0014", "Peter Lindqvist", "Direct work with younger children", 12, "outstanding")
OF_A_MEMBER = DemoJudged(
    "D0011", "Priya Raman", "Hearing younger children", 11, "good", {"5": "outstanding"}, heard=True
)
DISPUTED = DemoJudged(
    "D0004",
    "Peter Lindqvist",
    "Young people between two teams",
    13,
    "requires_improvement",
    {"1": "good", "4": "good"},
    heard=True,
)
DECIDED = DemoJudged(
    "D0020",
    "Peter Lindqvist",
    "Help in time",
    40,
    "requires_improvement",
    {"1": "good", "3": "inadequate"},
    recommends={
        "action": "Date each decision on the day on which it is made, and tell his parents on that day.",
        "impact": "His parents know what is decided, and can answer.",
    },
)
AGREED = DemoJudged(
    "D0024",
    "Peter Lindqvist",
    "Leaving care well",
    42,
    "good",
    {"7": "good"},
    recommends={
        "action": "Go through the pathway plan with him once more before the last visit.",
        "impact": "He knows what he can ask for, and whom.",
    },
)
CLOSED = DemoJudged("D0022", "Peter Lindqvist", "Identity at school", 60)

OTHERWISE = "I read the same evidence and come to another grade."
SEEN = "It reads well, and the grade follows from what is written."


class Judging:
    """Plays the judging through the same verbs that people use."""

    def __init__(self, store: Store, timeline: Timeline, form: Form, person: Callable[[str], Actor]) -> None:
        self._store = store
        self._timeline = timeline
        self._form = form
        self._person = person

    def all(self, today: date) -> None:
        """Everything, the oldest first."""
        self._is_closed(today)
        decided = self._is_decided(today)
        self._is_returned(today)
        self._waits_for_its_list(today)
        self._meets_today(today)
        self._themes(decided)

    def _is_closed(self, today: date) -> None:
        """Passed, final without a panel, and the Head's box filled to its end."""
        number = self._handed_in(CLOSED, today)
        self._passes(number, CLOSED)
        self._as(HEAD, finalise, number)
        self._fills_box(number, CLOSED.days_ago - 5, ("send", "upload", "set_meeting"), today)
        self._as(HEAD, close, number)

    def _is_decided(self, today: date) -> list[int]:
        """A meeting three weeks ago: one review agreed, one decided by the chair; both wait in the Head's box."""
        numbers = [self._handed_in(one, today) for one in (AGREED, DECIDED)]
        for number, one in zip(numbers, (AGREED, DECIDED), strict=True):
            self._passes(number, one)
        self._timeline.turn(35, "09:10")
        meeting = self._plans(today - timedelta(days=21), numbers)
        self._timeline.turn(24, "16:00")
        for name in MEMBERS:
            self._reads(meeting, name, numbers[0], self._view(AGREED))
            given = self._view(DECIDED, {"3": "requires_improvement"} if name != OTHER_HEAD else {})
            self._reads(meeting, name, numbers[1], given)
        self._timeline.turn(21, "10:00")
        self._opens(meeting)
        self._as(HEAD, show, meeting, numbers[0], "7")
        self._as(HEAD, confirm, meeting, numbers[0], [])
        self._timeline.forward(1_200)
        self._as(HEAD, show, meeting, numbers[1], "3")
        ruling = Settlement(
            grade="requires_improvement",
            reason="Two decisions came late. Each was put right within the month, and the child was safe throughout.",
            by_chair=True,
        )
        self._as(CHAIR, settle, meeting, numbers[1], "3", ruling)
        action = {"action": "Show the team how decisions are dated", "who": "Grace Adeyemi", "by": "31 January"}
        self._as(HEAD, confirm, meeting, numbers[1], [action])
        self._as(HEAD, close_meeting, meeting)
        self._fills_box(numbers[0], 19, ("send", "upload"), today)
        self._fills_box(numbers[1], 19, ("send",), today)
        return numbers

    def _is_returned(self, today: date) -> None:
        """The Head has asked for more, section by section."""
        number = self._handed_in(RETURNED, today)
        self._timeline.turn(RETURNED.days_ago - 1, "11:20")
        asked = Looked(
            checks=("complete",),
            comments={
                "2": "The dental check is still to come here, and done in section 5. Which is right on Mosaic?",
                "8": "The first recommendation does not say what would be different for him.",
            },
            words="Nearly there. Two things before it can pass.",
        )
        self._as(HEAD, return_review, number, asked)

    def _waits_for_its_list(self, today: date) -> None:
        number = self._handed_in(PASSED, today)
        self._passes(number, PASSED)

    def _meets_today(self, today: date) -> None:
        """A meeting today: one review is a member's own, on the other they differ; the chair has one left to read."""
        numbers = [self._handed_in(one, today) for one in (DISPUTED, OF_A_MEMBER)]
        for number, one in zip(numbers, (DISPUTED, OF_A_MEMBER), strict=True):
            self._passes(number, one)
        self._timeline.turn(7, "09:10")
        meeting = self._plans(today, numbers)
        self._timeline.turn(2, "17:30")
        dissent = {"Martin Cole": {"4": "requires_improvement"}, "Priya Raman": {"2": "good", "7": "good"}}
        for name in MEMBERS:
            self._reads(meeting, name, numbers[0], self._view(DISPUTED, dissent.get(name, {})))
        for name in set(MEMBERS) - {CHAIR, OF_A_MEMBER.reviewer}:
            self._reads(meeting, name, numbers[1], self._view(OF_A_MEMBER))

    def _themes(self, seen_in: list[int]) -> None:
        self._timeline.turn(20, "15:00")
        words = "In two reviews the date stands days after the decision was made."
        theme = self._as(HEAD, note_theme, "Decisions are dated late", words, seen_in)
        self._as(HEAD, respond, theme, "practice", "Both Heads: a line in the supervision template, by January.")
        self._timeline.turn(12, "15:40")
        self._as(HEAD, note_theme, "Fathers are named and not asked", "Seen again this month.", seen_in[:1])

    # ---- steps ------------------------------------------------------------------------------------------------------
    def _handed_in(self, one: DemoJudged, today: date) -> int:
        self._timeline.turn(one.days_ago + 14, "10:05")
        planner = HEAD if one.reviewer != HEAD else OTHER_HEAD
        due = today - timedelta(days=one.days_ago - 2)
        given: dict[str, Any] = {"child": one.child, "reviewer": self._person(one.reviewer).id, "theme": one.theme}
        number: int = self._as(planner, plan_review, **given, deadline=due.isoformat(), form=self._form)
        self._timeline.turn(one.days_ago + 3, "18:10")
        if not one.heard:
            worker = "Amina Yusuf" if int(one.child[1:]) % 2 else "Tom Farrow"
            self._as(worker, log_attempt, one.child, "phone", "no_answer")
        self._timeline.turn(one.days_ago, "14:30")
        values = whole_review(self._form, FINDINGS, self._timeline().date())
        values |= {f"section_{section}_grade": one.other.get(section, one.grade) for section in GRADED}
        if not one.heard:
            values["section_6_family_reason"] = "Called at the time they gave; nobody answered before the deadline."
        values |= self._gaps_raised(one.child)
        values["section_8_recommendations"] = [{**row, **one.recommends} for row in values["section_8_recommendations"]]
        if values["section_7_grade"] == "outstanding":
            values["section_7_reason_unheard"] = (
                "His drawings and his own plan for the visits are on file and were used."
            )
        for question, value in values.items():
            self._as(one.reviewer, fill, number, question, value, 0)
        self._as(one.reviewer, hand_in, number)
        return number

    def _gaps_raised(self, child: str) -> dict[str, str]:
        """What is not on the record of who the child is, raised by the review's recommendation (BR-20)."""
        found = self._store.read(children.by_ref, child)
        fields = {one: found[one] for one in IDENTITY_FIELDS} if found else {}
        gaps = [name for name, field in fields.items() if field["state"] == IdentityState.NEEDS_RECOMMENDATION]
        return {f"{name}_recommendation": ROW["id"] for name in gaps}

    def _passes(self, number: int, one: DemoJudged) -> None:
        self._timeline.turn(one.days_ago - 2, "09:50")
        looked = Looked(checks=tuple(CHECKS), comments={}, words=SEEN, grade=one.other.get("7", one.grade))
        self._as(HEAD, pass_review, number, looked)

    def _plans(self, on: date, numbers: list[int]) -> int:
        seats = {role.value: self._person(name).id for role, name in zip(SEATS, MEMBERS, strict=True)}
        meeting: int = self._as(HEAD, plan_meeting, on=on.isoformat(), seats=seats)
        for number in numbers:
            self._as(HEAD, list_review, meeting, number)
        return meeting

    def _view(self, one: DemoJudged, differs: Mapping[str, str] | None = None) -> dict[str, Opinion]:
        """A member's view: the reviewer's grades but for those in which the member differs."""
        grades = {section: one.other.get(section, one.grade) for section in GRADED} | dict(differs or {})
        changed = differs or {}
        view: dict[str, Opinion] = {
            section: {
                "grade": grade,
                "agree": None,
                "comments": OTHERWISE if section in changed else SEEN,
            }
            for section, grade in grades.items()
        }
        return view | {section: {"grade": "", "agree": True, "comments": ""} for section in ("6", "8", "9")}

    def _reads(self, meeting: int, name: str, number: int, view: dict[str, Opinion]) -> None:
        self._as(name, say, meeting, number, view, read=True)

    def _opens(self, meeting: int) -> None:
        present = [self._person(name).id for name in MEMBERS]
        self._as(CHAIR, open_meeting, meeting, present)

    def _fills_box(self, number: int, days_ago: int, steps: tuple[str, ...], today: date) -> None:
        for after, step in enumerate(steps):
            self._timeline.turn(days_ago - after, "16:20")
            self._as(HEAD, fill_box, number, step, (today - timedelta(days=days_ago - after)).isoformat())

    def _as(self, name: str, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return self._store.write_now(verb, self._person(name), *args, **kwargs)
