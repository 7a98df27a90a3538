"""Understands that somebody wants no more texts, wants help, or wants texts again, in each of sixteen languages."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from feedback.texts.typed import Phrase, holds, without_accents, words

LONGEST_SENTENCE = 12  # words; a longer text may tell of somebody else's texts, so it is an answer and a person looks
LONGEST_BARE_STOP = 6  # words: “please do not send me any more texts” is no more than a stop
_DATA = Path(__file__).with_name("stop_words.yaml")
_SENTENCE = re.compile(r"[.!?…\n؟۔።।]+")
_CLAUSE = re.compile(r"[.!?…\n؟۔።।,;:،؛፡፣]+")
_TONES_TELL_WORDS_APART = frozenset({"vi"})  # without its tones "dừng" (stop) looks like other words


class Wish(StrEnum):
    """What somebody can want of the texts themselves, whatever they were asked."""

    STOP = "stop"
    HELP = "help"
    START = "start"


@dataclass(frozen=True)
class Wished:
    """A wish, and the language that it was said in."""

    wish: Wish
    language: str


def wish_of(text: str) -> Wished | None:
    """The wish that a text is; None for an answer that merely holds such a word.

    The whole text is such a word, politeness aside; or it is a short one that tells us to stop writing, or that
    begins or ends with such a word as a sentence of its own: “Stop, it is not safe”, “Wrong number. Stop”.
    """
    typed = words(text)
    bare = without_politeness(typed)
    for wish in Wish:
        if language := _whole(wish).get(bare) or _whole(wish).get(typed):
            return Wished(wish, language)
    if len(typed) > LONGEST_SENTENCE:
        return None
    language = _says_stop(typed) or _begins_or_ends_with_stop(text)
    return Wished(Wish.STOP, language) if language else None


def may_be_a_stop(text: str) -> bool:
    """Whether a long text speaks of texts that should stop: no rule can tell whose, so a person reads it."""
    return _says_stop(words(text)) is not None


def is_more_than_a_stop(text: str) -> bool:
    """Whether so many words may hold more than the stop itself, so that a person should read them."""
    return len(without_politeness(words(text))) > LONGEST_BARE_STOP


def without_politeness(typed: Phrase) -> Phrase:
    """The words without please, thank you and hello, in any of the languages."""
    left = typed
    for phrase in _polite():
        for start in range(len(left) - len(phrase), -1, -1):
            if left[start : start + len(phrase)] == phrase:
                left = left[:start] + left[start + len(phrase) :]
    return left


def told(language: str, wish: Wish) -> str:
    """The word to reply with, as we tell it: in capitals where the script has them."""
    return str(_data().get(language, _data()["en"])[wish.value][0]).upper()


def _says_stop(typed: Phrase) -> str | None:
    plain = without_accents(typed)
    found = (language for phrase, language in _phrases() if holds(typed, phrase) or holds(plain, phrase))
    return next(found, None)


def _begins_or_ends_with_stop(text: str) -> str | None:
    first, last = _CLAUSE.split(text.strip())[0], [one for one in _SENTENCE.split(text) if words(one)][-1:]
    found = (_whole(Wish.STOP).get(without_politeness(words(part))) for part in (first, *last))
    return next((language for language in found if language), None)


@cache
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    with _DATA.open(encoding="utf-8") as file:
        loaded: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(file)
    return loaded


@cache
def _whole(wish: Wish) -> Mapping[Phrase, str]:
    """Each phrase that may be the whole text, and its language; the first to claim a phrase keeps it."""
    return {
        phrase: language
        for language in reversed(list(_data()))
        for phrase in _ways(language, _data()[language][wish.value])
    }


@cache
def _phrases() -> tuple[tuple[Phrase, str], ...]:
    return tuple((phrase, language) for language in _data() for phrase in _ways(language, _data()[language]["phrases"]))


@cache
def _polite() -> tuple[Phrase, ...]:
    """The longest first, so that “thank you” goes before anything shorter."""
    found = {phrase for language in _data() for phrase in _ways(language, _data()[language]["polite"])}
    return tuple(sorted(found, key=len, reverse=True))


def _ways(language: str, written: Iterable[str]) -> Iterable[Phrase]:
    for each in written:
        phrase = words(each)
        yield phrase
        if language not in _TONES_TELL_WORDS_APART:
            yield without_accents(phrase)
