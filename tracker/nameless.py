"""Whether words that go out name somebody: what is told back or published names nobody (BR-54, BR-71)."""

import re
from collections.abc import Iterable, Iterator

from language.folding import fold
from people import children, contacts
from people.staff import everyone
from storage.store import Database

SHORTEST = 3  # letters; shorter parts of names are words too
_NUMBER = re.compile(r"(?<!\w)\d{4,}")  # of a phone, of a record; a year stands alone
_OF_HERS = re.compile(r"['’]s\b")
_YEAR = re.compile(r"(19|20)\d\d")


def named_in(db: Database, text: str, about: Iterable[str]) -> list[str]:
    """The names in a text, as they are written on record: of these children, of the people around them, of staff.

    A number of four digits and more that is no year counts too: it may be a phone or a record.
    """
    words = set(fold(plain(text)).split())
    found = [name for name in dict.fromkeys(_names(db, about)) if set(_parts(name)) & words]
    return found + [one for one in _NUMBER.findall(text) if not _YEAR.fullmatch(one)]


def plain(text: str) -> str:
    """The text without the 's of names: “Selam's” names Selam."""
    return _OF_HERS.sub("", text)


def _names(db: Database, about: Iterable[str]) -> Iterator[str]:
    for ref in about:
        if (child := children.by_ref(db, ref)) is not None:
            yield child["name"]
        yield from (one["name"] for one in contacts.of_child(db, ref))
        yield ref
    yield from (one["name"] for one in everyone(db))


def _parts(name: str) -> list[str]:
    return [part for part in fold(name).split() if len(part) >= SHORTEST]
