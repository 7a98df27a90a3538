"""Names as they are looked for and sorted: one spelling for what people and keyboards write in more than one way."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from language.digits import fold_digits

MOST_REMEMBERED = (
    16_384  # folded texts: the names of a whole authority, so that each key press need not fold them again
)
EXACT, NEAR = 0, 1
_SHORTEST_NEAR = 4  # letters; every second word of three is near to another one

# Marks that are written over or under letters; in other scripts such signs are vowels and stay.
_MARKS = [*range(0x0300, 0x0370), *range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE)]
_UNWRITTEN = "'’‘‛ʼʻʿʾ`´′＇\u0640\u200c\u200d\u200e\u200f\u00ad\ufeff"  # apostrophes, tatweel and what nobody sees
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "ə": "e", "ɛ": "e", "ɔ": "o", "ƙ": "k", "ɗ": "d", "ɓ": "b",
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ە": "ه", "ھ": "ه", "ک": "ك", "ء": "",
    # Pashto and Sorani as they are typed on an Arabic or Persian keyboard
    "ۍ": "ي", "ے": "ي", "ێ": "ي", "ۆ": "و", "ۇ": "و", "ۊ": "و", "ڵ": "ل", "ڕ": "ر", "ړ": "ر", "ډ": "د", "ټ": "ت",
    "ڼ": "ن", "ښ": "ش", "ږ": "ژ", "ګ": "گ",
}  # fmt: skip
# Rows of seven Ethiopic letters that sound alike or are written for each other.
_ETHIOPIC = {0x1210: 0x1200, 0x1280: 0x1200, 0x1220: 0x1230, 0x12D0: 0x12A0, 0x1340: 0x1338}
_FOLDS: dict[int, str | None] = {
    **dict.fromkeys(_MARKS),
    **dict.fromkeys(map(ord, _UNWRITTEN)),
    **{ord(letter): plain or None for letter, plain in _LETTERS.items()},
    **{row + place: chr(to + place) for row, to in _ETHIOPIC.items() for place in range(7)},
    **dict.fromkeys((0x12A3, 0x12D3), "አ"),  # the first and the fourth of these two rows sound alike too
    **dict.fromkeys((0x1203, 0x1213, 0x1283), "ሀ"),
}


@lru_cache(maxsize=MOST_REMEMBERED)
def fold(text: str) -> str:
    """The text in the one spelling that is compared: small plain letters, digits 0 to 9, words with one space."""
    return fold_text(text)


def fold_text(text: str) -> str:
    """The same of a text that is no name: it is not remembered, and pushes no name out."""
    spelled = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    plain = unicodedata.normalize("NFC", fold_digits(spelled.translate(_FOLDS)))
    return " ".join("".join(sign if _is_word(sign) else " " for sign in plain).split())


def by_name(name: object) -> tuple[str, str]:
    """The key that sorts names as people look for them, José beside Jose; names that fold alike keep one order."""
    return fold(str(name)), str(name)


def fit(wanted: str, *texts: str) -> int | None:
    """How a search fits: `EXACT` where each word stands in the texts, `NEAR` where some are near spellings, or None."""
    within = " ".join(map(fold, texts))
    fits = [EXACT if word in within else NEAR if _is_near(word, within.split()) else None for word in _parts(wanted)]
    return None if None in fits else max((one for one in fits if one is not None), default=EXACT)


def _parts(wanted: str) -> list[str]:
    return fold(wanted).split()


def _is_near(word: str, words: Iterable[str]) -> bool:
    """Whether one of the words differs by a letter or, where it is long, by two: Mariam and Maryam, Yusuf, Yousef."""
    if len(word) < _SHORTEST_NEAR or any(sign.isdigit() for sign in word):  # a number next to another is another child
        return False
    return any(
        OSA.distance(word, other, score_cutoff=most) <= most
        for other in words
        if len(other) >= _SHORTEST_NEAR and (most := 2 if max(len(word), len(other)) > 5 else 1)
    )


def _is_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"
