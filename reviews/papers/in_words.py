"""What was written in a part of a review, and its recommendations, as a paper has them."""

from collections.abc import Mapping
from typing import Any

from forms.schema import Form, Part
from reviews.field_words import day, is_asked, says
from reviews.papers.fields import Answer, Recommendation
from reviews.recommendations import Rows


def answers(form: Form, values: Mapping[str, Any], part: Part) -> list[Answer]:
    """What was written in a part, beside its grade and its tables of recommendations."""
    return [
        {"asks": question.text, "says": said}
        for question in part.questions
        if question.scale != "grade" and question.kind != "table" and is_asked(values, question)
        if (said := says(form, values, question))
    ]


def recommendations(rows: Rows) -> list[Recommendation]:
    """The rows of a table of recommendations."""
    return [
        {
            "action": row.get("action", ""),
            "impact": row.get("impact", ""),
            "by_whom": row.get("by_whom", ""),
            "date": day(row.get("date")),
        }
        for row in rows
    ]
