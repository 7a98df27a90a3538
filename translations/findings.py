"""What is wrong with a translation, or may be: what blocks it, and what a translator looks at and lets pass."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from feedback.messages.text_length import measure
from feedback.messages.wording import MOST_PARTS
from language.catalogue import DAMAGED, plural_categories
from language.digits import fold_digits
from language.faults import faults_of_texts
from language.folding import fold
from language.overlay import Texts
from language.registry import language
from translations.passages import Passage

_WORDS = Path(__file__).with_name("words.yaml")
_PLACE = re.compile(r"\{[^{}]*\}|%\(\w+\)[a-z]")
_NUMBER = re.compile(r"\d[\d ]*\d|\d")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
_SCRIPTS = {"Arab": "ARABIC", "Ethi": "ETHIOPIC", "Beng": "BENGALI", "Latn": "LATIN"}
_OPENS, _CLOSES = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"
_SAMPLE = {"link": "https://views.example.gov.uk/f/" + "x" * 22, "place": "City of London", "number": "999"}
_LONG_NUMBER = 3  # digits: from there on it is one to call, and no word stands for it


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong (`blocks`), or may be; `sentence` tells the translator what and where."""

    sentence: str
    blocks: bool = True


def findings(passage: Passage, code: str, texts: Texts) -> list[Finding]:
    """All that is found in a translation; nothing where it can be kept without a word."""
    found = [Finding(f"It {fault}.") for fault in faults_of_texts(passage.english, texts, len(plural_categories(code)))]
    for text in filter(None, texts):
        for check in _CHECKS:
            found += check(passage, code, text)
    return list(dict.fromkeys(found))


def blocking(found: list[Finding]) -> list[str]:
    """The sentences of what has to be mended first."""
    return [one.sentence for one in found if one.blocks]


def warnings(found: list[Finding]) -> list[str]:
    """The sentences of what can be let pass."""
    return [one.sentence for one in found if not one.blocks]


def as_text(text: str) -> str:
    """A text as it goes out, with values as long as they usually are."""
    return _PLACE.sub(lambda place: _SAMPLE.get(place[0].strip("{}"), place[0]), text)


def _damage(_passage: Passage, _code: str, text: str) -> Iterator[Finding]:
    if DAMAGED in text or any(unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"} - {"\n"} for sign in text):
        yield Finding("It has a sign that got lost or that nobody can see. Type it again.")


def _space(_passage: Passage, _code: str, text: str) -> Iterator[Finding]:
    if text != text.strip():
        yield Finding("It begins or ends with a space. Take it out.")


def _numbers(passage: Passage, _code: str, text: str) -> Iterator[Finding]:
    """Digits of its own script too are told: numbers have to match the letters and what a phone dials."""
    bare = _PLACE.sub("", text)
    if any(sign.isdigit() and not sign.isascii() for sign in bare if fold_digits(sign) != sign):
        yield Finding("Write every number with the digits 0 to 9.")
    wanted, there = _numbers_in(passage.english[-1]), _numbers_in(fold_digits(bare))
    for number in sorted(wanted - there):
        yield Finding(f"The number {number} is missing.", blocks=len(number.replace(" ", "")) >= _LONG_NUMBER)
    for number in sorted(there - set().union(*map(_numbers_in, passage.english))):
        yield Finding(f"The number {number} is not in the English.", blocks=len(number) >= _LONG_NUMBER)


def _numbers_in(text: str) -> set[str]:
    return set(_NUMBER.findall(_PLACE.sub("", text)))


def _script(passage: Passage, code: str, text: str) -> Iterator[Finding]:
    """Latin words may stand in another script where they are names or known terms; other scripts may not."""
    own, bare = _SCRIPTS[language(code).script], _PLACE.sub("", text)
    scripts = {_script_of(sign) for sign in bare if sign.isalpha()} - {own}
    for strange in sorted(scripts - {"LATIN"}):
        yield Finding(f"It has letters in another script: {strange.capitalize()}.")
    if own == "LATIN":
        return
    known = {word.casefold() for word in _LATIN.findall(" ".join(_known_terms()))}
    names = {word.casefold() for each in passage.english for word in _LATIN.findall(each) if not word.islower()}
    if left := [word for word in _LATIN.findall(bare) if word.casefold() not in known | names]:
        yield Finding(f"These words are in Latin letters: {', '.join(dict.fromkeys(left))}.", blocks=False)


def _script_of(sign: str) -> str:
    return unicodedata.name(sign, "UNKNOWN").split()[0].split("-")[0]


def _bidi(_passage: Passage, _code: str, text: str) -> Iterator[Finding]:
    if sum(map(text.count, _OPENS)) != sum(map(text.count, _CLOSES)):
        yield Finding("It has a sign for the direction of writing that is opened and not closed. Type it again.")


def _length(passage: Passage, _code: str, text: str) -> Iterator[Finding]:
    if not passage.is_text:
        return
    if (parts := measure(as_text(text)).parts) > MOST_PARTS:
        yield Finding(
            f"As a text it takes {parts} parts. Shorten it to {MOST_PARTS}, else it may go in English.", False
        )


def _discreet(passage: Passage, code: str, text: str) -> Iterator[Finding]:
    """A phone that others look at shows it: it may not say who asks, or why."""
    if not passage.is_discreet:
        return
    shown = fold(text)
    for word in (*_words()["discreet"]["en"], *_words()["discreet"].get(code, ())):
        if fold(word) in shown:
            yield Finding(f"Others may see this text: it may not say “{word}”.")


def _longer(passage: Passage, _code: str, text: str) -> Iterator[Finding]:
    if len(text) > 3 * max(map(len, passage.english)) + 20:
        yield Finding("It is more than three times as long as the English.", blocks=False)


_CHECKS: tuple[Callable[[Passage, str, str], Iterator[Finding]], ...] = (
    _damage,
    _space,
    _numbers,
    _script,
    _bidi,
    _length,
    _discreet,
    _longer,
)


def _known_terms() -> list[str]:
    return [*_words()["latin"], *(term for term in _words()["terms"])]


def terms_in(english: str, code: str) -> list[tuple[str, str, str]]:
    """The service's own words in a passage: the word, what it means, and how it is said in a language ("": open)."""
    said = english.casefold()
    found: Mapping[str, Mapping[str, str]] = _words()["terms"]
    return [(term, one["means"], one.get(code, "")) for term, one in found.items() if term.casefold() in said]


@cache
def _words() -> dict[str, Any]:
    with _WORDS.open(encoding="utf-8") as file:
        loaded: dict[str, Any] = yaml.safe_load(file)
    return loaded
