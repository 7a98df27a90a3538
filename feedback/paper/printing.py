"""Our own paper, set; what cannot be printed is said in words that a person can act on."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from documents.pdf import NotTypeset, typeset
from feedback.voices.errors import NotPrintable

FOLDER = Path(__file__).parent


def printed(template: str, words: Mapping[str, Any], at: datetime) -> bytes:
    """The PDF of `template`.typ beside this file. `NotPrintable` names a sign that no font of ours has."""
    try:
        return typeset(FOLDER / f"{template}.typ", words, at)
    except NotTypeset as fault:
        raise NotPrintable(fault.sign) from fault
