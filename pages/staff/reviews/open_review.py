"""A review as it stands open in one tab: which one, and at which part."""

from dataclasses import dataclass

from forms.schema import Part
from pages.staff.shell.screen import Screen
from reviews.permitted import may_change
from reviews.sheet import ReviewView, review_view

HAND_IN = "hand-in"


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

    def part_of(self, shown: ReviewView) -> Part:
        """The part that is open; the first one where the address names none that exists."""
        return next((part for part in shown.form.parts if part.id == self.part_id), shown.form.parts[0])

    @property
    def handing_in(self) -> bool:
        """Whether the page shows what is missing instead of a part."""
        return self.part_id == HAND_IN


def section_of(part: Part) -> str:
    """The code under which a part's quotations stand."""
    return part.number or part.id


def is_reviewer(opened: OpenReview, shown: ReviewView) -> bool:
    """Whether this person reviews the child: they alone hand in."""
    return bool(shown.review["reviewer"] == opened.screen.person.id)


def may_cite(opened: OpenReview, shown: ReviewView, part: Part) -> bool:
    """Whether this person may quote in the part, or take a quotation out: while the review itself can be changed."""
    return may_write(shown, part) and may_change(shown.review, opened.screen.person)


def may_write(shown: ReviewView, part: Part) -> bool:
    """Whether this person may fill anything in the part."""
    return any(question.id in shown.writable for question in part.questions)
