"""Passwords that are long because things that anybody would try stand behind each other: words, months, years."""

import re
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

LEAST_STRANGE = 4  # characters that have to be none of it
LONGEST = 24  # letters of a word that is looked for
SHORT = 3  # letters of a word that also stands inside others: it counts as a strange character
YEAR = re.compile(r"(?:19|20)\d\d")
AROUND = re.compile(r"^\d{1,6}|\d{1,6}$")  # digits that are put before or behind
LOOK_ALIKE = str.maketrans("@4301!57$€", "aaeoiistse")


def is_predictable(plain: str, names: Iterable[str] = (), common: Collection[str] = ()) -> bool:
    """Whether hardly anything is left beside such words, years, the owner's names and at most one common password.

    `plain` is in small letters and without spaces (ASVS 6.2.4, 6.2.11).
    """
    text = AROUND.sub("", plain)
    known = _words().union(names)
    least, with_common = [0], [0]  # strange characters up to here, and with one common password left out
    for end in range(1, len(text) + 1):
        least.append(least[-1] + 1)
        with_common.append(with_common[-1] + 1)
        for begin in range(max(0, end - LONGEST), end - 1):
            piece = text[begin:end]
            if (cost := _cost(piece, known)) is not None:
                least[end] = min(least[end], least[begin] + cost)
                with_common[end] = min(with_common[end], with_common[begin] + cost)
            if piece in common:
                with_common[end] = min(with_common[end], least[begin])
    return with_common[-1] < LEAST_STRANGE


def _cost(piece: str, known: Collection[str]) -> int | None:
    """How many strange characters a piece counts for that anybody would try; None for any other."""
    if piece in known or piece.translate(LOOK_ALIKE) in known:
        return 1 if len(piece) <= SHORT else 0
    return 0 if YEAR.fullmatch(piece) else None


@cache
def _words() -> frozenset[str]:
    lines = Path(__file__).with_name("predictable_words.txt").read_text().splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
