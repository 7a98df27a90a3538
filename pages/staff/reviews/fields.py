"""The fields of a part, as the page shows them: what stands in each, and whether this person may change it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from forms.answers import Value
from forms.schema import Part, Question
from reviews.completeness import SECTION_6_BLOCKS
from reviews.sheet import ReviewView
from storage.documents import revision_of


@dataclass(frozen=True)
class ReviewField:
    """One question of the review. `revision` is 0 where it was never filled."""

    question: Question
    value: Value
    revision: int
    writable: bool
    shown: bool
    offered: tuple[str, ...] = ()  # the items of a checklist

    @property
    def looks(self) -> str:
        """How it is drawn: text, grade, choices, date or table."""
        kinds = {"scale": "grade", "one_choice": "choices", "yes_no": "choices", "several_choices": "several"}
        return kinds.get(self.question.kind, self.question.kind)

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of a table, with an empty one to write in."""
        given = [dict(row) for row in self.value if isinstance(row, dict)] if isinstance(self.value, list) else []
        return given or [{column.id: "" for column in self.question.columns}]

    @property
    def ticks(self) -> list[dict[str, Any]]:
        """The items of a checklist: those that are offered, and those that were ticked while they still were."""
        ticked = {row["item"]: row for row in self.value if isinstance(row, dict)} if self.value else {}
        empty = {column.id: "" for column in self.question.columns}
        items = dict.fromkeys((*self.offered, *ticked))
        return [{**empty, **ticked.get(item, {}), "item": item, "on": item in ticked} for item in items]


def fields_of(shown: ReviewView, part: Part) -> list[ReviewField]:
    """Every question of the part, those whose condition does not hold marked as not shown."""
    visible = shown_in(shown, part)
    if part is shown.form.parts[0]:
        return []  # theme, deadline and submission stand in the review itself, beside who the child is
    return [
        ReviewField(
            question=question,
            value=_value(shown, question.id),
            revision=_revision(shown, question.id),
            writable=question.id in shown.writable,
            shown=question.id in visible,
            offered=shown.offered.get(question.items, ()),
        )
        for question in part.questions
    ]


def is_of_block(field: ReviewField, block: str) -> bool:
    """Whether a field belongs to one of the three blocks of section 6."""
    return field.question.id.startswith(f"section_6_{block}_")


def fields_outside_blocks(shown: ReviewView, part: Part) -> list[ReviewField]:
    """The fields of a part, without those that stand in a block of section 6."""
    return [one for one in fields_of(shown, part) if not any(is_of_block(one, block) for block in SECTION_6_BLOCKS)]


def shown_in(shown: ReviewView, part: Part) -> list[str]:
    """The questions of the part that are asked, given what has been filled."""
    return [question.id for question in part.questions if question.id in shown.asked]


def around_the_quotes(fields: Iterable[ReviewField]) -> tuple[list[ReviewField], list[ReviewField]]:
    """The fields before and after the quotations, which stand under the first long text: the findings."""
    given = list(fields)
    if not given:
        return [], []
    findings = next((at for at, one in enumerate(given) if one.question.kind == "long_text"), len(given) - 1)
    return given[: findings + 1], given[findings + 1 :]


def _value(shown: ReviewView, question_id: str) -> Value:
    entry = shown.entries.get(question_id)
    return entry["value"] if entry else ""


def _revision(shown: ReviewView, question_id: str) -> int:
    entry = shown.entries.get(question_id)
    return revision_of(entry) if entry else 0
