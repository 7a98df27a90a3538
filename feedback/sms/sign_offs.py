"""Finds the message within a text: without the sign-off of a person or a phone, and without the sender's own name."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from feedback.sms.typed_words import Phrase, words

_ALSO_WORDS = frozenset("aeiouyn")
_DATA = Path(__file__).with_name("sign_offs.yaml")
_AFTER_A_DEVICE, _AFTER_A_CLOSING, _AFTER_AN_INTRODUCTION = 4, 2, 1  # words
NOBODY: frozenset[str] = frozenset()


def message_of(typed: Phrase, names: frozenset[str] = NOBODY) -> Phrase:
    """The words of the message itself; `names` are words of names that this phone is known by. Never empty."""
    left = _without_the_end(_without_the_end(typed, "devices", _AFTER_A_DEVICE), "kisses", 0)
    left = _without_the_end(left, "closings", _AFTER_A_CLOSING)
    left = _without_names(left, names)
    return left or typed


def name_words(*names: str) -> frozenset[str]:
    """The words of names, as they are compared, without letters that are an answer or a word by themselves."""
    return frozenset(word for name in names for word in words(name) if word not in _ALSO_WORDS and not word.isdigit())


def _without_the_end(typed: Phrase, kind: str, room: int) -> Phrase:
    """Without the last of such phrases and what follows it, where that is short and something stands before it."""
    for phrase in _phrases(kind):
        for start in range(max(1, len(typed) - len(phrase) - room), len(typed) - len(phrase) + 1):
            after = typed[start + len(phrase) :]
            if typed[start : start + len(phrase)] == phrase and not any(word.isdigit() for word in after):
                return typed[:start]
    return typed


def _without_names(typed: Phrase, names: frozenset[str]) -> Phrase:
    left = typed
    while len(left) > 1 and left[-1] in names:
        left = left[:-1]
    while len(left) > 1 and left[0] in names:
        left = left[1:]
    for phrase in _phrases("introductions"):
        rest = left[len(phrase) :]
        if left[: len(phrase)] == phrase and len(rest) > 1 and rest[0] in names:
            return _without_names(rest, names)
        if len(left) > len(phrase) and left[-len(phrase) :] == phrase and left != typed:
            return left[: -len(phrase)]
    return left


@cache
def _phrases(kind: str) -> tuple[Phrase, ...]:
    return tuple(sorted({words(one) for one in _data()[kind]}, key=len, reverse=True))


@cache
def _data() -> Mapping[str, list[str]]:
    with _DATA.open(encoding="utf-8") as file:
        loaded: Mapping[str, list[str]] = yaml.safe_load(file)
    return loaded
