"""A review as it stands open in one tab: which one, and at which part."""

from dataclasses import dataclass

from forms.schema import Part
from pages.staff.screen import Screen
from reviews.sheet import Sheet, sheet


@dataclass
class Opened:
    """One review in one tab; `part_id` changes as the person moves through it."""

    screen: Screen
    review_id: int
    part_id: str = ""

    def sheet(self) -> Sheet:
        """The review as it is now."""
        return self.screen.read(sheet, self.review_id)

    def part_of(self, shown: Sheet) -> Part:
        """The part that is open; the first one where the address names none that exists."""
        return next((part for part in shown.form.parts if part.id == self.part_id), shown.form.parts[0])


def section_of(part: Part) -> str:
    """The code under which a part's quotations stand."""
    return part.number or part.id


def may_write(shown: Sheet, part: Part) -> bool:
    """Whether this person may fill anything in the part."""
    return any(question.id in shown.writable for question in part.questions)
