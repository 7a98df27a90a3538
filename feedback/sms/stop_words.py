"""Understands that somebody wants no more texts, wants help, or wants texts again, in each of sixteen languages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from feedback.sms.sign_offs import NOBODY, message_of
from feedback.sms.typed_words import ByFirstWord, Phrase, holds, in_capitals, without_accents, words

LONGEST_SENTENCE = 12  # words; a longer text may tell of somebody else's texts, so it is an answer and a person looks
LONGEST_BARE_STOP = 6  # words: “please do not send me any more texts” is no more than a stop
NEAR = 4  # words between a verb and its object
SHORTEST_MISTYPED = 3  # letters
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
class WishFound:
    """A wish, and the language that it was said in."""

    wish: Wish
    language: str


@dataclass(frozen=True)
class _Found:
    """Where in a clause it is told to stop."""

    start: int
    end: int
    language: str


def wish_of(text: str, names: frozenset[str] = NOBODY) -> WishFound | None:
    """The wish that a text is; None for an answer that merely holds such a word.

    The whole text is such a word, politeness, sign-offs and the sender's `names` aside; or it is a short one that tells
    us to stop writing, or that begins or ends with such a word as a sentence of its own: “Wrong number. Stop”.
    """
    typed = words(text)
    message = message_of(typed, names)
    for way in dict.fromkeys((typed, message)):
        if wished := _whole_wish(way):
            return wished
    if len(message) > LONGEST_SENTENCE:
        return None
    language = _says_stop(text) or _begins_or_ends_with_stop(text, names)
    return WishFound(Wish.STOP, language) if language else None


def may_be_a_stop(text: str) -> bool:
    """Whether it speaks of texts that should stop, and no rule can tell whose: a person reads it."""
    return any(_phrase_in(words(clause)) is not None for clause in _CLAUSE.split(text))


def is_more_than_a_stop(text: str) -> bool:
    """Whether so many words may hold more than the stop itself, so that a person should read them."""
    return len(without_politeness(message_of(words(text)))) > LONGEST_BARE_STOP


def without_politeness(typed: Phrase) -> Phrase:
    """The words without please, thank you and hello, in any of the languages."""
    return _without(typed, (phrase for phrase, _ in _polite().among(typed)))


def keyword_of(language: str, wish: Wish) -> str:
    """The word to reply with, as we tell it: in capitals where the script has them."""
    told = language if language in _data() else "en"
    return in_capitals(_data()[told][wish.value][0], told)


def _whole_wish(typed: Phrase) -> WishFound | None:
    bare = without_politeness(typed)
    for wish in Wish:
        if language := _whole(wish).get(bare) or _whole(wish).get(typed):
            return WishFound(wish, language)
    language = _alone(bare) or _alone(typed)
    return WishFound(Wish.STOP, language) if language else None


def _alone(typed: Phrase) -> str | None:
    """A stop that stands alone: whole, with words that change nothing, said twice, spelt out or mistyped."""
    if language := _alone_words().get(typed):
        return language
    if len(typed) <= LONGEST_SENTENCE:
        spoken = dict.fromkeys(language for _, language in _fillers().among(typed))
        filled = (_with_fillers(typed, language) for language in _data() if language in spoken)
        if language := next((found for found in filled if found), None):
            return language
    once = tuple(dict.fromkeys(typed))
    spelt = "".join(typed) if all(len(word) == 1 for word in typed) else once[0] if len(once) == 1 else ""
    return next((found for one in _spellings(spelt) if (found := _whole(Wish.STOP).get((one,)))), None)


def _with_fillers(typed: Phrase, language: str) -> str | None:
    """The language, where nothing but a stop of it is left once its fillers are taken away."""
    core = _without(typed, (phrase for phrase, told in _fillers().among(typed) if told == language))
    if core == typed:
        return None
    found = _whole(Wish.STOP).get(core) or (_alone_words().get(core) if len(core) > 1 else None)
    return found if found == language else None


def _spellings(word: str) -> Iterator[str]:
    """The word, without letters that were held too long, and with each two neighbours the right way round."""
    if len(word) < SHORTEST_MISTYPED:
        return
    yield word
    yield re.sub(r"(.)\1+", r"\1", word)
    for place in range(len(word) - 1):
        yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _says_stop(text: str) -> str | None:
    """The language in which a part of the text tells us to stop, unless it speaks of somebody else."""
    for clause in _CLAUSE.split(text):
        typed = words(clause)
        found = _phrase_in(typed)
        if found is not None and not _is_about_others(typed, found):
            return found.language
    return None


def _phrase_in(typed: Phrase) -> _Found | None:
    """A phrase that tells to stop, or a verb with its object near it."""
    for way in dict.fromkeys((typed, without_accents(typed))):
        for phrase, language in _phrases().among(way):
            if (start := _place(way, phrase)) is not None:
                return _Found(start, start + len(phrase), language)
        for phrase, language in _verbs().among(way):
            if (start := _place(way, phrase)) is not None and _has_object(way, start, len(phrase), language):
                return _Found(start, start + len(phrase), language)
    return None


def _has_object(typed: Phrase, start: int, length: int, language: str) -> bool:
    near = typed[max(0, start - NEAR) : start], typed[start + length : start + length + NEAR]
    return any(holds(part, each) for part in near for each in _listed("objects", language))


def _is_about_others(typed: Phrase, found: _Found) -> bool:
    """Whether somebody else is named before the phrase, or as the one whom it is about: “stop texting my dad”."""
    about = typed[: found.start], typed[found.end : found.end + 2]
    return any(holds(part, each) for part in about for each in _listed("others", found.language))


def _place(typed: Phrase, phrase: Phrase) -> int | None:
    places = range(len(typed) - len(phrase) + 1)
    return next((start for start in places if typed[start : start + len(phrase)] == phrase), None)


def _begins_or_ends_with_stop(text: str, names: frozenset[str]) -> str | None:
    first, last = _CLAUSE.split(text.strip())[0], [one for one in _SENTENCE.split(text) if words(one)][-1:]
    parts = (without_politeness(message_of(words(part), names)) for part in (first, *last))
    return next((language for part in parts if (language := _whole(Wish.STOP).get(part))), None)


def _without(typed: Phrase, phrases: Iterable[Phrase]) -> Phrase:
    left = typed
    for phrase in phrases:
        for start in range(len(left) - len(phrase), -1, -1):
            if left[start : start + len(phrase)] == phrase:
                left = left[:start] + left[start + len(phrase) :]
    return left


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
def _alone_words() -> Mapping[Phrase, str]:
    return {
        phrase: language
        for language in reversed(list(_data()))
        for phrase in _ways(language, _data()[language]["alone"])
    }


@cache
def _phrases() -> ByFirstWord:
    return ByFirstWord(_told("phrases"))


@cache
def _verbs() -> ByFirstWord:
    return ByFirstWord(_told("verbs"))


@cache
def _fillers() -> ByFirstWord:
    return ByFirstWord((phrase, language) for language in _data() for phrase in _listed("fillers", language))


def _told(kind: str) -> Iterator[tuple[Phrase, str]]:
    return ((phrase, language) for language in _data() for phrase in _ways(language, _data()[language][kind]))


@cache
def _listed(kind: str, language: str) -> tuple[Phrase, ...]:
    """The longest first."""
    return tuple(sorted({*_ways(language, _data()[language][kind])}, key=len, reverse=True))


@cache
def _polite() -> ByFirstWord:
    """In all languages at once; the longest first, so that “thank you” goes before anything shorter."""
    found = {phrase: language for language in _data() for phrase in _listed("polite", language)}
    return ByFirstWord(sorted(found.items(), key=lambda one: len(one[0]), reverse=True))


def _ways(language: str, written: Iterable[str]) -> Iterable[Phrase]:
    for each in written:
        phrase = words(each)
        yield phrase
        if language not in _TONES_TELL_WORDS_APART:
            yield without_accents(phrase)
