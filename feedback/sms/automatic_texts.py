"""What a phone wrote by itself: a reaction to a text, an automatic reply. Nobody has said these words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

from feedback.sms.typed_words import ByFirstWord, Phrase, holds, without_accents, words

_DATA = Path(__file__).with_name("automatic_texts.yaml")
_QUOTED = re.compile(
    '^(?P<before>[^“”«»„"「『]*)[“”«„"「『](?P<words>.+?)(?P<end>[”»“"」』]|(?:…|\\.\\.\\.)$)(?P<after>[^“”«»„"]*)$',
    re.S,
)
_LEFT_OUT = re.compile(r"…|\.\.\.")
_ADDRESS = re.compile(r"\S*(?:://|/f/)\S*")
_NUMBERED = re.compile(r"^\s*\d{1,2}/\d{1,2}\s")  # how each of our questions begins
_MARK = re.compile(r"[\])}:：.!;,\n–—،։።፡፣፥፦।-]")
_HEADING = 60  # characters
_FEWEST = 2  # words of a beginning that say whose words they are
_BESIDE_AN_EMOJI = 3  # words in any language, as in “👍 to …”
_BESIDE_A_QUOTE = 4


def is_reaction(text: str, seen: Iterable[str]) -> bool:
    """Whether the text is a phone's reaction to one of the texts that were `seen` on it, ours and theirs."""
    around = _around_a_quote(text, seen)
    if around is None:
        return _bare(text) in _phrases("pictures")
    said = words(around)
    return said in _phrases("reactions") or (_has_emoji(around) and len(said) <= _BESIDE_AN_EMOJI)


def may_be_reaction(text: str, seen: Iterable[str]) -> bool:
    """Whether it has the shape of one in words that are not known here, so that no rule can tell."""
    around = _around_a_quote(text, seen)
    return around is not None and 0 < len(words(around)) <= _BESIDE_A_QUOTE and not _says_a_number(around)


def is_automatic(text: str) -> bool:
    """Whether the text is an automatic reply, as phones, cars and offices send them."""
    typed = words(text)
    plain = without_accents(typed)
    return _has_heading(text) or any(
        any(holds(way, phrase) for phrase, _ in _in_order("machine").among(way)) or _is_all_quick(way)
        for way in {typed, plain}
    )


def is_of_one_kind(text: str, other: str) -> bool:
    """Whether two texts are the same but for numbers, as a machine's are: “Ref 1”, “Ref 2”."""
    return _without_numbers(text) == _without_numbers(other)


def _around_a_quote(text: str, seen: Iterable[str]) -> str | None:
    """What stands around a quotation of a text that was seen; None where there is no such quotation."""
    found = _QUOTED.match(_visible(text).strip())
    if found is None:
        return None
    quote = found["words"] + ("…" if found["end"] in ("…", "...") else "")
    return f"{found['before']} {found['after']}" if _is_quoted(quote, seen) else None


def _is_quoted(quote: str, seen: Iterable[str]) -> bool:
    return bool(_NUMBERED.match(quote)) or any(_is_from(quote, one) for one in seen)


def _is_from(quote: str, text: str) -> bool:
    """Whether the words are the whole text, or its beginning with parts left out by the phone."""
    whole = words(_ADDRESS.sub(" ", text))
    parts = [words(_ADDRESS.sub(" ", part)) for part in _LEFT_OUT.split(quote)]
    first, *others = [part for part in parts if part] or [()]
    if not first or whole[: len(first)] != first or not all(holds(whole, part) for part in others):
        return False
    return len(first) >= _FEWEST or first == whole or len(parts) > 1


def _has_heading(text: str) -> bool:
    """Whether the text begins as an automatic reply does, as a heading: “Auto-Reply: …”, “[Auto reply] …”."""
    headings = (words(text[: mark.start()]) for mark in _MARK.finditer(f"{text[:_HEADING]}\n"))
    return any(one in _phrases("openings") for one in headings)


def _is_all_quick(typed: Phrase) -> bool:
    """Whether nothing is left once the replies that a phone offers are taken away, the longest first."""
    left = typed
    while left:
        phrase = next((one for one, _ in _in_order("quick").among(left[:1]) if left[: len(one)] == one), None)
        if phrase is None:
            return False
        left = left[len(phrase) :]
    return bool(typed)


def _without_numbers(text: str) -> Phrase:
    return tuple(word for word in words(text) if not any(sign.isdigit() for sign in word))


def _bare(text: str) -> Phrase:
    return words(_visible(text))


def _visible(text: str) -> str:
    """Without the hidden signs that phones put around what they quote."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def _has_emoji(text: str) -> bool:
    return any(unicodedata.category(sign) in ("So", "Sk") for sign in text)


def _says_a_number(text: str) -> bool:
    return any(word.isdigit() for word in words(text))


@cache
def _in_order(kind: str) -> ByFirstWord:
    """The longest first."""
    return ByFirstWord((phrase, "") for phrase in sorted(_phrases(kind), key=len, reverse=True))


@cache
def _phrases(kind: str) -> frozenset[Phrase]:
    found = {words(phrase) for each in _data().values() for phrase in each[kind]}
    return frozenset(found | {without_accents(one) for one in found})


@cache
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    with _DATA.open(encoding="utf-8") as file:
        loaded: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(file)
    return loaded
