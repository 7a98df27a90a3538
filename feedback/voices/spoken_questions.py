"""Questions that somebody read aloud, as they are kept; one recording serves every form with its words."""

from hashlib import sha256
from typing import TypedDict, cast

from storage.documents import number_of
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database

SPOKEN_QUESTIONS = Kind("spoken_questions", indexed=("key", "stood", "language"), unique=("key",))


class SpokenQuestion(TypedDict):
    """One recording, without its sound."""

    key: str  # of its language and its English
    language: str
    english: str
    words: str  # as they stood in that language when it was recorded
    stood: list[str]  # the questions that asked this, so that it is found when their English has changed
    digest: str  # of its sound
    size: int  # bytes
    by: int
    by_name: str
    at: str


def key_of(language: str, english: str) -> str:
    """What a recording is found by: the English of what is read, and the language that it is read in."""
    return f"{language} {sha256(english.encode()).hexdigest()}"


def place_of(language: str, form_id: str, question_id: str) -> str:
    """A question of a form in one language, whatever it says today."""
    return f"{language} {form_id} {question_id}"


def by_english(db: Database, language: str, english: str) -> SpokenQuestion | None:
    """The recording of these very words."""
    return by_key(db, key_of(language, english))


def by_key(db: Database, key: str) -> SpokenQuestion | None:
    """One recording."""
    return cast("SpokenQuestion | None", db.table(SPOKEN_QUESTIONS).get(Holding("key", key)))


def by_place(db: Database, place: str) -> SpokenQuestion | None:
    """The newest recording of what this question said once."""
    found = cast("list[SpokenQuestion]", db.table(SPOKEN_QUESTIONS).search(Holding("stood", place)))
    return max(found, key=lambda one: one["at"], default=None)


def by_language(db: Database, language: str) -> list[SpokenQuestion]:
    """All recordings in one language."""
    return cast("list[SpokenQuestion]", db.table(SPOKEN_QUESTIONS).search(Holding("language", language)))


def keep(db: Database, spoken: SpokenQuestion) -> str:
    """Keep it in place of the one before; returns the digest of the sound that it took the place of."""
    before = by_english(db, spoken["language"], spoken["english"])
    if before is None:
        db.table(SPOKEN_QUESTIONS).insert(spoken)
        return ""
    db.table(SPOKEN_QUESTIONS).replace(number_of(before), spoken)
    return before["digest"]


def remove(db: Database, spoken: SpokenQuestion) -> None:
    """Take a recording away."""
    db.table(SPOKEN_QUESTIONS).remove(doc_ids=[number_of(spoken)])
