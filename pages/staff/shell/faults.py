"""What is missing in a form that was sent: every gap at once, in the words that stand beside its field."""

from collections.abc import Mapping
from typing import Any


def missing(sent: Mapping[str, Any], needed: Mapping[str, str]) -> dict[str, str]:
    """The sentences of the fields that were left empty, by name."""
    return {name: sentence for name, sentence in needed.items() if not str(sent.get(name) or "").strip()}
