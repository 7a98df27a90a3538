"""Whether somebody could be recognised in what is published: no name, nobody's own words, not one family (BR-71)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from feedback.voices import voices
from feedback.voices.attached_words import attached_to
from feedback.voices.voices import Voice
from language.folding import fold
from people.errors import Unacceptable
from storage.store import Database
from tracker import items
from tracker.answered_words import voice_of
from tracker.nameless import SHORTEST, named_in, plain
from tracker.said.said_entries import Words

RUN = 5  # words in a row that are somebody's own
FEWEST = 5  # children behind an entry, below which a Head says why nobody can be recognised (proposed)

_WORD = re.compile(r"[^\s.,;:!?()“”\"]+")

LOOK_FOR = (
    "a place, a school, a building or a street",
    "a language, a nationality or a faith",
    "an age, a birthday or a place among brothers and sisters",
    "a day, a time or an event that others remember",
    "an illness, a job, a court or a police station",
    "words that only one family would use",
)


class WrongWords(Unacceptable):
    """What cannot be kept stands in this field of an entry."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Behind:
    """From how many the words come on which an entry rests; brothers and sisters count as several."""

    children: int
    untied: int  # conversations at posters: nobody knows whose they are, so together they count as one

    @property
    def number(self) -> int:
        """How many it rests on for certain."""
        return self.children + (1 if self.untied else 0)


def behind(db: Database, numbers: Iterable[int]) -> Behind:
    """From how many children the words come that these items answer."""
    found = {key: voices.by_id(db, key) for key in _voices_answered(db, numbers)}
    there = [one for one in found.values() if one is not None]
    return Behind(len({one["child"] for one in there if one["child"]}), sum(1 for one in there if not one["child"]))


def check_words(db: Database, numbers: Iterable[int], words: Words) -> None:
    """`WrongWords` where they name somebody, have a number that may be theirs, or are a family's own."""
    numbers = list(numbers)
    heard = list(_voices_near(db, numbers))
    about = {one["child"] for one in heard if one["child"]}
    about |= {one["child"] for one in items.by_numbers(db, numbers) if one["child"]}
    for field, text in words.items():
        if telling := _telling_parts(db, str(text), sorted(about)):
            raise WrongWords(field, f"Take out {_listed(telling)}: it may tell who somebody is. Nothing was kept.")
        if run := _own_words(db, str(text), heard):
            raise WrongWords(
                field, f"“{run}” stands so in what a family said. Say it in words of ours: theirs are not published."
            )


def _telling_parts(db: Database, text: str, about: Iterable[str]) -> list[str]:
    """What of the text itself names somebody, as it was typed: whoever writes need not know whose name it is."""
    found = named_in(db, text, about)
    if not found:
        return []
    parts = {part for name in found for part in fold(name).split() if len(part) >= SHORTEST}
    typed = [word for word in _WORD.findall(plain(text)) if parts & set(fold(word).split())]
    return list(dict.fromkeys(typed)) or ["a name"]


def _own_words(db: Database, text: str, heard: Iterable[Voice]) -> str:
    """The first run of words that an answer has too; empty where there is none."""
    written = fold(text).split()
    runs = {tuple(written[at : at + RUN]) for at in range(len(written) - RUN + 1)}
    for answer in _answers(db, heard):
        told = fold(answer).split()
        for at in range(len(told) - RUN + 1):
            if (run := tuple(told[at : at + RUN])) in runs:
                return " ".join(run)
    return ""


def _answers(db: Database, heard: Iterable[Voice]) -> Iterator[str]:
    for voice in heard:
        for answer in voice["answers"].values():
            if isinstance(answer["value"], str):
                yield answer["value"]
            yield from (one.words for one in attached_to(db, answer) if one.is_described)


def _voices_answered(db: Database, numbers: Iterable[int]) -> set[int]:
    return {voice_of(key) for one in items.by_numbers(db, numbers) for key in one["voices"]}


def _voices_near(db: Database, numbers: Iterable[int]) -> Iterator[Voice]:
    """Also those whose words were quoted beside an item, though nobody has said that it answers them."""
    found = items.by_numbers(db, numbers)
    keys = {voice_of(key) for one in found for key in (*one["voices"], *one["perhaps"])}
    yield from (one for key in sorted(keys) if (one := voices.by_id(db, key)) is not None)


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(f"“{one}”" for one in parts)
