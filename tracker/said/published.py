"""What families read at /said: released entries alone, a few at a time, without anything of who or how many."""

import hashlib
import re
from dataclasses import dataclass, field

import orjson

from storage.store import Database
from tracker.said import releases
from tracker.said.releases import SaidRelease, place_of
from tracker.said.said_entries import ENGLISH, Words

MOST = 12  # entries of one page; fewer where they weigh too much for a slow line
_NOTHING_LEFT = "0000-00-000000000"
_PLACE = re.compile(r"\d{4}-\d\d-\d{9}")


@dataclass(frozen=True)
class PublishedEntry:
    """One entry as it is read."""

    theme: str
    month: str
    place: str
    words: dict[str, Words] = field(hash=False)

    def in_language(self, code: str) -> tuple[Words, str]:
        """The words in this language, else in English, with the language that they are really in."""
        return (self.words[code], code) if code in self.words else (self.words[ENGLISH], ENGLISH)


@dataclass(frozen=True)
class Published:
    """Some entries, the newest first; `print` stands for all they say, so that a drawn page can be found by it."""

    print: str
    entries: tuple[PublishedEntry, ...] = field(compare=False)
    goes_on: bool = field(compare=False)  # whether there are older ones
    before: str = field(compare=False)  # the place after which they come; empty at the top


def published(db: Database, before: str = "") -> Published:
    """The newest, or those after the place `before`; a place that is none is the top."""
    asked = before if _PLACE.fullmatch(before) else ""
    found = releases.standing(db, asked, MOST + 1)
    asked = asked and _just_before(found)
    said = [(one["place"], one["theme"], one["words"]) for one in found]
    told = hashlib.sha256(orjson.dumps([said, asked])).hexdigest()
    return Published(told, tuple(map(_entry, found[:MOST])), len(found) > MOST, asked)


def _just_before(found: list[SaidRelease]) -> str:
    """One spelling for all places after which the same entries come: a page is drawn once for all of them."""
    return place_of(found[0]["month"], found[0]["entry"] + 1) if found else _NOTHING_LEFT


def _entry(one: SaidRelease) -> PublishedEntry:
    return PublishedEntry(one["theme"], one["month"], one["place"], dict(one["words"]))
