"""Where a panel and a reviewer differ on a review: pure, from what each has said (BR-46)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forms.schema import Form, Part
from reviews.grades import grade_words, graded_parts
from reviews.panel.blind_views import BlindView
from reviews.recommendations import table_parts

FEEDBACK_PART = "6"
OFFSET = 9  # Appendix 2 goes on counting where Appendix 1 ends: section 1 is its 10 (BR-45)


@dataclass(frozen=True)
class Position:
    """What one person said on a point."""

    name: str
    says: str  # a grade in words, or “agrees”, “does not agree”
    comments: str
    differs: bool


@dataclass(frozen=True)
class Point:
    """One point that the moderation template asks about: a graded part, the attempts, or a table of recommendations."""

    part: Part
    given: str  # the reviewer's grade; empty where there is none
    positions: tuple[Position, ...]

    @property
    def differs(self) -> bool:
        """Whether anybody sees it otherwise than the reviewer: each is flagged, whatever the overall grade."""
        return any(one.differs for one in self.positions)

    @property
    def differing(self) -> list[str]:
        """Who sees it otherwise, with what they say."""
        return [f"{one.name}: {one.says}" for one in self.positions if one.differs]


def parts_of_template(form: Form) -> list[Part]:
    """The parts that Appendix 2 asks about, in the order of the review: sections 1 to 9, mapped by meaning (BR-45)."""
    asked = {one.id for one in (*graded_parts(form), *table_parts(form))} | {FEEDBACK_PART}
    return [part for part in form.parts if part.id in asked]


def number_in_template(part: Part) -> int:
    """The number that a section of the review has in the moderation template (BR-45)."""
    return int(part.number) + OFFSET


def points(
    form: Form, grades: Mapping[str, str], views: Iterable[BlindView], objections: Mapping[str, str], reviewer: str
) -> list[Point]:
    """Every point with what each member said of it; `views` are those that count, `objections` are the reviewer's."""
    heard = list(views)
    found = []
    for part in parts_of_template(form):
        given = grades.get(part.id, "")
        positions = [one for view in heard if (one := _position(form, part, given, view))]
        if objection := objections.get(part.id):
            positions.append(Position(reviewer, "does not agree with the panel", objection, differs=True))
        found.append(Point(part, given, tuple(positions)))
    return found


def _position(form: Form, part: Part, given: str, view: BlindView) -> Position | None:
    opinion = view["opinions"].get(part.id)
    if opinion is None:
        return None
    if part.graded:
        if not opinion["grade"]:
            return None
        says = grade_words(form, opinion["grade"])
        return Position(view["name"], says, opinion["comments"], differs=opinion["grade"] != given)
    if opinion["agree"] is None:
        return None
    says = "agrees" if opinion["agree"] else "does not agree"
    return Position(view["name"], says, opinion["comments"], differs=not opinion["agree"])
