"""A review as it stands open in one tab: which one, and at which part."""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.schema import Part
from pages.staff.shell.screen import Screen
from reviews.moderation.stage_view import StageView, stage_view
from reviews.permitted import may_change
from reviews.sheet import ReviewView, review_view
from reviews.states import BEING_WRITTEN, JUDGED

HAND_IN, CHANGES, FINAL, STORY = "hand-in", "changes", "final", "story"
BESIDE_THE_PARTS: Mapping[str, str] = {
    HAND_IN: "Hand in",
    CHANGES: "What changed",
    FINAL: "Final grade",
    STORY: "Time line",
}


@dataclass
class OpenReview:
    """One review in one tab; `part_id` changes as the person moves through it."""

    screen: Screen
    review_id: int
    part_id: str = ""

    async def fetch(self) -> ReviewView:
        """The review as it is now; awaited, outside of panels."""
        return await self.screen.fetch(review_view, self.review_id)

    def view(self) -> ReviewView:
        """The review as it is now."""
        return self.screen.read(review_view, self.review_id)

    def stage(self) -> StageView:
        """What this person may see of stage 1; within a panel that is being drawn."""
        return self.screen.read(stage_view, self.review_id)

    def part_of(self, shown: ReviewView) -> Part:
        """The part that is open; the first one where the address names none that exists."""
        return next((part for part in shown.form.parts if part.id == self.part_id), shown.form.parts[0])

    @property
    def beside(self) -> str:
        """The code of `BESIDE_THE_PARTS` that is open instead of a part; else empty."""
        return self.part_id if self.part_id in BESIDE_THE_PARTS else ""


def section_of(part: Part) -> str:
    """The code under which a part's quotations stand."""
    return part.number or part.id


def is_reviewer(opened: OpenReview, shown: ReviewView) -> bool:
    """Whether this person reviews the child: they alone hand in."""
    return bool(shown.review["reviewer"] == opened.screen.person.id)


def offered_beside(opened: OpenReview, shown: ReviewView, *, came_back: bool) -> Mapping[str, str]:
    """What can be opened beside the parts as the review stands, by its code."""
    state = shown.review["state"]
    there = {
        HAND_IN: is_reviewer(opened, shown) and state in BEING_WRITTEN,
        CHANGES: came_back,
        FINAL: state in JUDGED,
        STORY: True,
    }
    return {code: title for code, title in BESIDE_THE_PARTS.items() if there[code] or code == opened.beside}


def may_cite(opened: OpenReview, shown: ReviewView, part: Part) -> bool:
    """Whether this person may quote in the part, or take a quotation out: while the review itself can be changed."""
    return may_write(shown, part) and may_change(shown.review, opened.screen.person)


def may_write(shown: ReviewView, part: Part) -> bool:
    """Whether this person may fill anything in the part."""
    return any(question.id in shown.writable for question in part.questions)
