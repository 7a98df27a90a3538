"""Finds the closing blocks that belong to a folder of forms."""

from pathlib import Path

from pydantic import ValidationError

from forms.errors import FormError
from forms.loading import load
from forms.written import Closings, WrittenClosings

DEFINITIONS = Path(__file__).parent / "definitions"
CLOSINGS = "closing.yaml"


def closings_of(folder: Path) -> Closings:
    """The closing blocks that stand beside the forms of a folder, else the packaged ones."""
    file = folder / CLOSINGS
    return WrittenClosings.model_validate(load(file if file.exists() else DEFINITIONS / CLOSINGS).data).closings


def readable_closings(folder: Path) -> Closings | None:
    """The same; None when the closing file cannot be read."""
    try:
        return closings_of(folder)
    except (FormError, ValidationError):
        return None
