"""What a recommendation is called where something else names it by its row: “8.2 Ask her school”."""

from collections.abc import Mapping
from typing import Any

from forms.schema import Form
from reviews.recommendations import by_row_id


def recommendation_names(form: Form, *values: Mapping[str, Any]) -> dict[str, str]:
    """By the id of the row; of several versions of a review, the name in the last that has it."""
    return {row: found.name for version in values for row, found in by_row_id(form, version).items()}
