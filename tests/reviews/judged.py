"""A review that goes from its reviewer through both moderations, for tests of what comes after the writing."""

from datetime import timedelta
from typing import Any

from feedback.voices.attempts import log_attempt
from people.actor import Actor
from people.roles import Role
from people.staff import add_staff, as_actor, by_email, member
from people.working_days import london_day
from reviews.closing import fill_box
from reviews.entries import entry
from reviews.filling import fill
from reviews.handing_in import hand_in
from reviews.moderation.records import CHECKS
from reviews.moderation.stage_one import Looked, finalise, pass_review, return_review
from reviews.reviews import plan_review, review
from storage.store import Store
from tests.cast import CHILD, LIBRARY, Cast

ROW = {
    "id": "needs",
    "action": "Ask about her needs",
    "impact": "Help fits her",
    "by_whom": "Amina Yusuf",
    "date": "2026-06-30",
    "type": "practice",
}


def joins(store: Store, name: str, *roles: Role) -> Actor:
    """Somebody more who works here; who has joined already is not added twice."""
    email = f"{name.lower().replace(' ', '.')}@heard.example"
    document = store.read(by_email, email) or store.read(member, store.write_now(add_staff, name, email, roles))
    assert document is not None
    return as_actor(document)


def seated(store: Store, cast: Cast) -> dict[Role, Actor]:
    """The five who sit on a panel, each with the seat."""
    return {
        Role.BOARD_CHAIR: cast.chair,
        Role.EXECUTIVE_DIRECTOR: joins(store, "Ruth Okafor", Role.EXECUTIVE_DIRECTOR),
        Role.ASSISTANT_DIRECTOR: joins(store, "Priya Raman", Role.ASSISTANT_DIRECTOR),
        Role.HEAD_OF_SAFEGUARDING: cast.head,
        Role.HEAD_OF_SOCIAL_CARE: joins(store, "David Mensah", Role.HEAD_OF_SOCIAL_CARE),
    }


class Judged:
    """A review with its people; each step is a sentence."""

    def __init__(self, store: Store, cast: Cast, reviewer: Actor | None = None, grade: str = "good") -> None:
        self.store, self.cast = store, cast
        self.reviewer = reviewer or cast.reviewer
        self.grade = grade
        due: dict[str, Any] = {"theme": "Identity", "deadline": "2026-05-30", "form": LIBRARY.review}
        self.id = store.write_now(plan_review, cast.head, child=CHILD, reviewer=self.reviewer.id, **due)

    @property
    def state(self) -> str:
        return self.store.read(review, self.cast.chair, self.id)["state"]

    def fills(self, question_id: str, raw: Any) -> None:
        present = self.store.read(entry, self.id, question_id)
        self.store.write_now(fill, self.reviewer, self.id, question_id, raw, present.revision if present else 0)

    def is_written(self) -> None:
        for part in LIBRARY.review.parts:
            if part.id == "standards" or part.graded:
                for question in part.questions:
                    if question.when is None and question.required and not question.warning:
                        options = question.options()
                        plain = options[0].code if options else "Written."
                        self.fills(question.id, self.grade if question.scale == "grade" else plain)
        for block in ("worker", "manager"):
            self.fills(f"section_6_{block}_date", "2026-05-11")
            self.fills(f"section_6_{block}_method", "in_person")
            self.fills(f"section_6_{block}_text", "We talked for an hour.")
        self.fills("section_6_family_reason", "Nobody answered.")
        self.store.write_now(log_attempt, self.cast.worker, CHILD, "phone", "no_answer")
        self.fills("standard_7_dated", self.store.read(review, self.reviewer, self.id)["review_date"])
        row = {**ROW, "date": (london_day(self.store.now) + timedelta(days=49)).isoformat()}
        self.fills("section_8_recommendations", [row, {**row, "id": "school", "action": "Ask her school"}])
        self.fills("additional_needs_recommendation", ROW["id"])

    def is_handed_in(self) -> None:
        if self.state == "allocated":
            self.is_written()
        self.store.write_now(hand_in, self.reviewer, self.id)

    def is_passed(self, by: Actor | None = None, grade: str = "") -> str:
        """Returns why the rule lists it."""
        if self.state != "submitted":
            self.is_handed_in()
        words = "As I see it." if grade else ""
        looked = Looked(checks=tuple(CHECKS), comments={}, grade=grade or self.grade, words=words)
        return self.store.write_now(pass_review, by or self.cast.head, self.id, looked)

    def is_returned(self, words: str = "Nearly there.", **comments: str) -> None:
        """`comments` by section: `s1="Say where."`."""
        if self.state != "submitted":
            self.is_handed_in()
        said = {name.removeprefix("s"): text for name, text in comments.items()}
        looked = Looked(checks=(), comments=said, words=words)
        self.store.write_now(return_review, self.cast.head, self.id, looked)

    def is_final(self) -> None:
        self.is_passed()
        self.store.write_now(finalise, self.cast.head, self.id, "As agreed.")

    def is_released(self) -> None:
        self.is_final()
        day = london_day(self.store.now).isoformat()
        self.store.write_now(fill_box, self.cast.head, self.id, "send", day)
