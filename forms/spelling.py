"""Suggests the word that was probably meant."""

from collections.abc import Collection
from difflib import get_close_matches


def mend_of(written: object, known: Collection[str]) -> str:
    """A sentence with the nearest known word, or with all of them when none is near."""
    folded = {word.casefold(): word for word in known}
    near = get_close_matches(str(written).casefold(), folded, n=1)
    if near:
        return f"Did you mean “{folded[near[0]]}”?"
    return f"Known here: {', '.join(known)}." if known else "Take it out."
