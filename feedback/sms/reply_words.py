"""The words in which people reply, read from their file: numbers, commands and answers in each language."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from feedback.sms.stop_words import without_politeness
from feedback.sms.typed_words import ByFirstWord, Phrase, in_capitals, without_accents, words
from language.registry import LANGUAGES

_DATA = Path(__file__).with_name("reply_words.yaml")


class Command(StrEnum):
    """What somebody can ask of the conversation itself."""

    LINK = "link"
    CALL = "call"
    BACK = "back"
    SKIP = "skip"


def command_of(text: str) -> Command | None:
    """The command that the whole text is, in any of our languages, politeness aside."""
    typed = words(text)
    bare = without_politeness(typed)
    ways = (typed, bare, without_accents(bare))
    return next((found for way in ways if (found := _commands().get(way))), None)


def keyword_of(language: str, command: Command) -> str:
    """The word to reply with, as we tell it: in capitals where the script has them."""
    told = language if language in _data() else "en"
    return in_capitals(_data()[told]["commands"][command.value][0], told)


def language_named(text: str) -> str | None:
    """The language of ours whose name the whole text is, in that language or in English."""
    return _languages().get(without_politeness(words(text)))


@cache
def _languages() -> Mapping[Phrase, str]:
    return {words(name): one.code for one in LANGUAGES.values() for name in (one.own_name, one.english_name)}


@cache
def numbers() -> Mapping[str, int]:
    """Words for numbers, in all languages at once."""
    found: dict[str, int] = {}
    for each in _data().values():
        found |= {"".join(words(word)): number for number, word in enumerate(each["numbers"], start=1)}
    return found


@cache
def loose_numbers() -> Mapping[str, int]:
    """Other words that stand for a number where they are the whole text: “first”, “to” for two."""
    return {"".join(words(str(word))): number for each in _data().values() for word, number in _other(each).items()}


@cache
def before_a_number() -> ByFirstWord:
    """What people write before a number, the longest first."""
    found = {words(str(word)) for each in _data().values() for word in each["before_a_number"]}
    return ByFirstWord((phrase, "") for phrase in sorted(found, key=len, reverse=True))


@cache
def answers() -> Mapping[Phrase, str]:
    """Other words for the answers that many questions share, and the code they stand for."""
    return {
        words(word): str(code)
        for each in reversed(_data().values())
        for code, written in each["answers"].items()
        for word in written
    }


@cache
def openers() -> frozenset[Phrase]:
    """Small words at the beginning of an option that people leave out."""
    return frozenset(words(str(word)) for each in _data().values() for word in each["openers"])


@cache
def agreeing(code: str = "") -> ByFirstWord:
    """What people write after an answer that changes nothing about it: “I think”; after a yes or a no also “I did”."""
    kinds = ["agreeing", *(f"agreeing_{each}" for each in ("yes", "no") if code.partition("_")[0] == each)]
    said = frozenset(words(str(word)) for each in _data().values() for kind in kinds for word in each[kind])
    return ByFirstWord((phrase, "") for phrase in said)


@cache
def little() -> frozenset[str]:
    """Small words that many sentences begin with, which say nothing by themselves."""
    written = (word for each in _data().values() for word in each["little"])
    said = (word for phrase in answers() if len(phrase) == 1 for word in phrase)
    return frozenset(typed for word in written for typed in words(str(word))) | reversing() | frozenset(said)


@cache
def reversing() -> frozenset[str]:
    """Words after an answer that turn it round, as in “always, but not at school”."""
    return frozenset(typed for each in _data().values() for word in each["reversing"] for typed in words(str(word)))


@cache
def _commands() -> Mapping[Phrase, Command]:
    return {
        way: Command(command)
        for each in _data().values()
        for command, written in each["commands"].items()
        for word in written
        for way in (words(word), without_accents(words(word)))
    }


@cache
def _data() -> dict[str, Any]:
    with _DATA.open(encoding="utf-8") as file:
        loaded: dict[str, Any] = yaml.safe_load(file)
    return loaded


def _other(each: Mapping[str, Any]) -> Mapping[str, int]:
    other: Mapping[str, int] = each["other_numbers"]
    return other
