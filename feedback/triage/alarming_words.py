"""Words that move a text up the list; never more than that."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from feedback.triage.alarming_spelling import as_written, plain

WORDS_FILE = Path(__file__).with_name("alarming_words.yaml")
_SEEN_FIRST = 2  # letters: by these the words are found that a word of the text could be

Spellings = dict[str, tuple[str, ...]]  # by their first letters; a whole word ends with a space


def is_alarming(text: str) -> bool:
    """Whether a word of the text is on the list of any language: nobody knows which one somebody wrote in (BR-31)."""
    written = as_written(text)
    with_marks, without = _words()
    return _has(written, with_marks) or _has(plain(written), without)


def _has(text: str, words: Spellings) -> bool:
    at, padded = 0, f"{text} "
    while at < len(text):
        if padded.startswith(words.get(padded[at : at + _SEEN_FIRST], ()), at):
            return True
        at = padded.index(" ", at) + 1
    return False


@cache
def _words() -> tuple[Spellings, Spellings]:
    """The words that fit as they are written alone, and those that fit without marks and vowels too."""
    every: dict[str, dict[str, Any]] = yaml.safe_load(WORDS_FILE.read_text("utf-8"))
    with_marks: set[str] = set()
    without: set[str] = set()
    for of_language in every.values():
        for entry in chain.from_iterable(of_language["words"].values()):
            written = as_written(entry)
            those = without if plain(written) == written else with_marks
            forms = map(as_written, _forms(entry, of_language.get("before", ())))
            those.update((plain(form) if those is without else form) + _end(entry) for form in forms)
    return _by_first(with_marks), _by_first(without)


def _forms(entry: str, before: Iterable[str]) -> Iterator[str]:
    """The word itself and, where `-` stands at its start, the word behind each prefix."""
    word = entry.strip("-")
    yield word
    if entry.startswith("-"):
        yield from (prefix + word for prefix in before)


def _end(entry: str) -> str:
    return "" if entry.endswith("-") else " "


def _by_first(spellings: set[str]) -> Spellings:
    firsts: dict[str, list[str]] = {}
    for one in sorted(spellings):
        firsts.setdefault(one[:_SEEN_FIRST], []).append(one)
    return {first: tuple(those) for first, those in firsts.items()}
