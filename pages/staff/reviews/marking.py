"""Two texts side by side, with the words marked in which they differ."""

import re
from difflib import SequenceMatcher

Piece = tuple[str, bool]  # some words, and whether they differ from the other text
_WORDS = re.compile(r"\S+\s*|\s+")
LONGEST = 4_000  # words of both: beyond that a comparison takes too long for a screen, and nothing is marked


def marked(before: str, now: str) -> tuple[list[Piece], list[Piece]]:
    """The pieces of each text, in order; together they are the text."""
    first, second = _WORDS.findall(before), _WORDS.findall(now)
    if not first or not second or len(first) + len(second) > LONGEST:
        return [(before, False)], [(now, False)]
    steps = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    left = [("".join(first[a:b]), kind != "equal") for kind, a, b, _, _ in steps if b > a]
    right = [("".join(second[a:b]), kind != "equal") for kind, _, _, a, b in steps if b > a]
    return left, right
