"""What somebody typed on a phone, as words that can be compared: one case, one form of each letter, no marks."""

import unicodedata
from collections.abc import Iterable

from language.digits import fold_digits

# Letters that people and keyboards write in more than one way, though they mean the same.
_SAME_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("يى", "ی"),
        **dict.fromkeys("ةە", "ه"),
        "ك": "ک",
        "أ": "ا",
        "አ": "ኣ",
        "ዐ": "ኣ",
        **{chr(0x1220 + place): chr(0x1230 + place) for place in range(7)},  # the two s of Ethiopic
        **{chr(0x1340 + place): chr(0x1338 + place) for place in range(7)},  # and its two ts
        **dict.fromkeys("'’‘ʼ`´ʻ", ""),
        "ـ": "",
    }
)
Phrase = tuple[str, ...]

_BENGALI = range(0x0980, 0x0A00)
_WITHOUT_DOT = str.maketrans("ıø", "io")


def words(text: str) -> Phrase:
    """The words and numbers of a text; punctuation, emoji and hidden signs only part them."""
    folded = fold_digits(unicodedata.normalize("NFKC", text)).casefold().translate(_SAME_LETTERS)
    return tuple("".join(_kept(sign) for sign in unicodedata.normalize("NFC", folded)).split())


def without_accents(typed: Phrase) -> Phrase:
    """The words as they are typed on a keyboard that has no accents."""
    return tuple(_plain(word) for word in typed)


def in_capitals(word: str, language: str) -> str:
    """The word as we tell it to be typed: in capitals where the script has them; in Turkish i is İ there."""
    return (word.replace("i", "İ") if language == "tr" else word).upper()


def holds(typed: Phrase, phrase: Phrase) -> bool:
    """Whether the words of the phrase stand in the text one after another."""
    return any(typed[start : start + len(phrase)] == phrase for start in range(len(typed) - len(phrase) + 1))


class ByFirstWord:
    """Phrases in their order, each with its language: however many there are, a text is compared with few of them."""

    def __init__(self, phrases: Iterable[tuple[Phrase, str]]) -> None:
        self._ranked: dict[str, list[tuple[int, Phrase, str]]] = {}
        for rank, (phrase, language) in enumerate(phrases):
            if phrase:
                self._ranked.setdefault(phrase[0], []).append((rank, phrase, language))

    def among(self, typed: Phrase) -> list[tuple[Phrase, str]]:
        """Those whose first word is one of these words; no other one can stand among them."""
        found = [one for word in dict.fromkeys(typed) for one in self._ranked.get(word, ())]
        return [(phrase, language) for _, phrase, language in sorted(found)]


def is_one_slip_away(word: str, other: str) -> bool:
    """Whether the words differ by one letter too many, too few, other, or by two neighbours that changed places."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    short, long = sorted((word, other), key=len)
    at = next((place for place, sign in enumerate(short) if sign != long[place]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[:at] + short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long


def _kept(sign: str) -> str:
    category = unicodedata.category(sign)
    if category[0] in "LN" or (category[0] == "M" and ord(sign) in _BENGALI):
        return sign
    return "" if category in ("Mn", "Me") else " "


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return "".join(each for each in letters if not "\u0300" <= each <= "\u036f").translate(_WITHOUT_DOT)
