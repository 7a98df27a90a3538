"""One thing that is held about a person, as they would read it, and what a reviewer has to think of before it goes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from language.folding import fold_text
from language.registry import LANGUAGES
from people.contacts import Contact, ever_of_child
from storage.documents import number_of
from storage.store import Database

CHILD: Final = "child"
SELF: Final = "Self"
ENGLISH: Final = "en"
OTHERS, HARM, WHOSE = "others", "harm", "whose"
MARKS: Mapping[str, str] = {
    OTHERS: "It comes from somebody else, or may tell of them.",
    HARM: "It may put somebody at risk if it is shown.",
    WHOSE: "Nobody noted which person said it: make sure that it is theirs.",
}
_SHORTEST_NAME = 3  # letters: a shorter part of a name stands in too many words


@dataclass(frozen=True)
class Person:
    """Whose data it is: the child, or one of those around it."""

    code: str  # CHILD, or `contact 12`
    child: str
    name: str
    contact: Contact | None  # None for a child that is no contact

    @property
    def is_child(self) -> bool:
        """Whether it is the child."""
        return self.code == CHILD


@dataclass(frozen=True)
class Passage:
    """One passage. `key` names it as long as it is held; `source` says who said or wrote it, and when."""

    key: str
    part: str  # the heading under which it stands
    at: str  # an ISO day or moment; empty where it has none
    heading: str
    words: str
    source: str = ""
    lang: str = ENGLISH
    marks: tuple[str, ...] = ()
    file: int = 0  # the drawing or voice note that is handed over beside it

    @property
    def direction(self) -> str:
        """How its words run."""
        language = LANGUAGES.get(self.lang)
        return language.direction if language else "ltr"


def persons(db: Database, ref: str, name: str) -> list[Person]:
    """Whose data can be asked for: the child first, then everybody who is or was around it."""
    around = ever_of_child(db, ref)
    own = next((one for one in around if one["relation"] == SELF), None)
    others = [one for one in around if one["relation"] != SELF]
    return [
        Person(CHILD, ref, name, own),
        *(Person(f"contact {number_of(one)}", ref, one["name"], one) for one in others),
    ]


def marked_for_names(db: Database, person: Person, found: Iterable[Passage]) -> list[Passage]:
    """The passages, with those marked that name somebody else around the child."""
    names = [one["name"] for one in ever_of_child(db, person.child) if one["name"] != person.name]
    own = set(fold_text(person.name).split())
    parts = {part for name in names for part in fold_text(name).split() if len(part) >= _SHORTEST_NAME} - own
    return [_with(one, OTHERS) if parts & set(fold_text(one.words).split()) else one for one in found]


def _with(passage: Passage, mark: str) -> Passage:
    return passage if mark in passage.marks else replace(passage, marks=(*passage.marks, mark))
