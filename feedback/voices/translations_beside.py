"""Translations as they are kept: laid beside a family’s words by somebody named; never changed, and erased with it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict, cast

from storage.documents import number_of
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database

TRANSLATIONS = Kind("translations_beside", indexed=("voice",))
PROFESSIONAL, INTERPRETER, BILINGUAL, MACHINE = "professional", "interpreter", "bilingual", "machine"
MADE: Mapping[str, str] = {
    PROFESSIONAL: "Professional translation",
    INTERPRETER: "Interpreter",
    BILINGUAL: "Bilingual worker",
    MACHINE: "Machine gist",
}
ENGLISH = "en"


class Translation(TypedDict):
    """One translation into English, as it is kept."""

    voice: int
    question: str
    original: str  # the words that it is of: who changes them is not translated any more
    words: str
    made: str  # a key of `MADE`
    translator: str  # the person or agency who made it; "" for a machine
    by: int  # who laid it beside, and answers for that it is what the translator said
    name: str
    at: str


def beside(db: Database, voice: int, question: str, original: str, lang: str) -> tuple[Translation, ...]:
    """The translations of these very words, the newest first; none of words in the readers' own language."""
    if lang == ENGLISH:
        return ()
    of_these = [one for one in by_voice(db, voice) if one["question"] == question and one["original"] == original]
    return tuple(reversed(of_these))


def by_voice(db: Database, voice: int) -> list[Translation]:
    """All that lie beside the answers of one conversation."""
    return cast("list[Translation]", db.table(TRANSLATIONS).search(Holding("voice", voice)))


def erase(db: Database, voice: int) -> None:
    """Take them away, with the words that they are of."""
    db.table(TRANSLATIONS).remove(doc_ids=[number_of(one) for one in by_voice(db, voice)])


def prefetch(db: Database, voices: Iterable[int]) -> None:
    """Read those of these voices at once, for a long reading verb that asks for them one by one."""
    db.table(TRANSLATIONS).prefetch("voice", voices)


def add(db: Database, translation: Translation) -> int:
    """Keep a new translation; returns its number."""
    return db.table(TRANSLATIONS).insert(translation)


def is_human(translation: Translation) -> bool:
    """Whether a person made it: only then have the words been understood."""
    return translation["made"] != MACHINE


def best_of(found: Sequence[Translation]) -> Translation | None:
    """The one that stands where there is room for one: the newest by a person, else the newest gist."""
    return next(filter(is_human, found), found[0] if found else None)


def how_made(translation: Translation) -> str:
    """What stands beside it, everywhere: “Interpreter, Hanna; laid beside by Grace Adeyemi”, “Machine gist; …”."""
    made = MADE[translation["made"]]
    who = f"{made}, {translation['translator']}" if translation["translator"] else made
    return f"{who}; laid beside by {translation['name']}"
