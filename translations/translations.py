"""Translations as people made them here, one document a passage and language; what is shipped stands below them."""

from collections.abc import Iterable
from typing import TypedDict, cast

from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database

TRANSLATIONS = Kind("translations", indexed=("key", "language"), unique=("key",), lasting=True)
TOPIC = "translations"


class LiveWords(TypedDict):
    """What families read, with who released it and the English that it was made from."""

    texts: list[str]
    english: list[str]
    by: int
    by_name: str
    at: str


class Translation(TypedDict):
    """One passage in one language; `texts` are the newest, and `live` what families read meanwhile."""

    key: str
    language: str
    message: str  # the English by which the passage is known
    english: list[str]  # that it was made from
    where: list[str]  # where the passage stood, by which it is found again when its English changes
    texts: list[str]  # one, or one for each plural form
    state: str
    translator: int  # 0: whoever is named, outside of this program
    translator_name: str
    translated: str
    checker: int
    checker_name: str
    checked: str
    passed: list[str]  # the warnings that the translator let pass
    live: LiveWords | None


class TranslationFields(TypedDict, total=False):
    """The fields that a change sets."""

    english: list[str]
    texts: list[str]
    state: str
    translator: int
    translator_name: str
    translated: str
    checker: int
    checker_name: str
    checked: str
    passed: list[str]
    live: LiveWords | None


def key_of(language: str, code: str) -> str:
    """The one key of a passage in a language."""
    return f"{language} {code}"


def of_passage(db: Database, language: str, code: str) -> Translation | None:
    """What was made here of a passage, or None where nothing was."""
    return cast("Translation | None", db.table(TRANSLATIONS).get(Holding("key", key_of(language, code))))


def by_number(db: Database, number: int) -> Translation | None:
    """One of them."""
    return cast("Translation | None", db.table(TRANSLATIONS).get(doc_id=number))


def keep(db: Database, number: int, one: Translation) -> int:
    """Keep it in the place of the one with this number, or as a new one where that is 0; returns its number."""
    if not number:
        return db.table(TRANSLATIONS).insert(one)
    db.table(TRANSLATIONS).replace(number, one)
    return number


def everything(db: Database) -> Iterable[Translation]:
    """All that was made here."""
    return cast("Iterable[Translation]", db.table(TRANSLATIONS))


def by_numbers(db: Database, numbers: Iterable[int]) -> list[Translation]:
    """Those of these numbers."""
    wanted = list(numbers)
    db.table(TRANSLATIONS).prefetch_numbers(wanted)
    return [cast("Translation", one) for each in wanted if (one := db.table(TRANSLATIONS).get(doc_id=each))]
