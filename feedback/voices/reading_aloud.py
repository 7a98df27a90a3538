"""Recordings of the questions: which stand, which are missing or need a look, and how one is kept or taken away."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from documents.small_recordings import kind_of
from feedback.voices import sounds, spoken_questions
from feedback.voices.sounds import Playable
from feedback.voices.spoken_questions import SpokenQuestion, key_of, place_of
from forms.schema import Form, Question
from language.catalogue import Translated, say
from language.registry import LANGUAGES
from people import audit
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs, open_to
from people.roles import Permission
from storage.store import Database

TOPIC = "recordings"
_EASY = "easy"


@dataclass(frozen=True)
class Wording:
    """What one question says to a family, in one language, and the recording that reads it."""

    english: str
    words: Translated
    is_easy: bool
    recording: SpokenQuestion | None

    def key(self, language: str) -> str:
        """By which a recording of these words is kept."""
        return key_of(language, self.english)

    @property
    def needs_a_look(self) -> bool:
        """Whether the English or its translation has changed since it was read aloud. It is played all the same."""
        kept = self.recording
        return kept is not None and (kept["english"], kept["words"]) != (self.english, self.words.text)


@dataclass(frozen=True)
class HowMany:
    """Of all the wordings of all forms, in one language."""

    wordings: int
    missing: int
    to_look_at: int


@needs(Permission.TRANSLATE)
def recordings_of(db: Database, actor: Actor, form: Form, language: str) -> list[Wording]:
    """Each wording of a form with its recording, in the order in which they are asked."""
    return _wordings(form, language, _Kept.of(spoken_questions.by_language(db, language)))


@needs(Permission.TRANSLATE)
def how_many(db: Database, actor: Actor, forms: Iterable[Form], language: str) -> HowMany:
    """How many recordings a language has; what several forms ask is counted once."""
    kept = _Kept.of(spoken_questions.by_language(db, language))
    all_of_them = {one.english: one for form in forms for one in _wordings(form, language, kept)}.values()
    missing = sum(one.recording is None for one in all_of_them)
    return HowMany(len(all_of_them), missing, sum(one.needs_a_look for one in all_of_them))


@needs(Permission.TRANSLATE)
def keep_recording(db: Database, actor: Actor, forms: Iterable[Form], key: str, content: bytes) -> None:
    """Play it from now on, in place of the one before, in every form that asks this.

    `NotUsable` says why it cannot be played, `NotFound` that none of the forms asks what has this key.
    """
    mime = kind_of(content)
    language = key.partition(" ")[0]
    asked = [(place, text) for form in forms for place, text in _said(form, language) if key_of(language, text) == key]
    if not asked or language not in LANGUAGES:
        raise NotFound
    english = asked[0][1]
    new: SpokenQuestion = {
        "key": key,
        "language": language,
        "english": english,
        "words": say(language, english).text,
        "stood": [place for place, _ in asked],
        "digest": sha256(key.encode() + content).hexdigest()[:32],
        "size": len(content),
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
    }
    _let_go(db, spoken_questions.keep(db, new), new["digest"])
    sounds.add(db, new["digest"], mime, content)
    audit.record(db, actor, "recording.kept", language=language, question=english, size=len(content))
    db.announce(TOPIC)


@needs(Permission.TRANSLATE)
def take_recording_away(db: Database, actor: Actor, key: str) -> None:
    """No family hears it from now on."""
    present = spoken_questions.by_key(db, key)
    if present is None:
        raise NotFound
    spoken_questions.remove(db, present)
    sounds.remove(db, present["digest"])
    audit.record(db, actor, "recording.taken_away", language=present["language"], question=present["english"])
    db.announce(TOPIC)


@open_to("anybody who has a page")
def sound(db: Database, digest: str) -> Playable | None:
    """What is heard; the same for everybody, and it says nothing that a form does not say."""
    return sounds.playable(db, digest)


def heard_at(db: Database, form: Form, question: Question, language: str) -> Mapping[str, str]:
    """By the English of each wording of a question, the recording that reads it or an older one of it."""
    found = {text: _recording(db, language, form, question, is_easy, text) for is_easy, text in _texts(question)}
    return {text: recording["digest"] for text, recording in found.items() if recording}


@dataclass(frozen=True)
class _Kept:
    """The recordings of a language by their key and by where they stood, the newest last."""

    by_key: Mapping[str, SpokenQuestion]
    by_place: Mapping[str, SpokenQuestion]

    @classmethod
    def of(cls, kept: Iterable[SpokenQuestion]) -> "_Kept":
        in_order = sorted(kept, key=lambda one: one["at"])
        places = {place: one for one in in_order for place in one["stood"]}
        return cls({one["key"]: one for one in in_order}, places)


def _wordings(form: Form, language: str, kept: _Kept) -> list[Wording]:
    return [
        Wording(
            text,
            say(language, text),
            place.endswith(f" {_EASY}"),
            kept.by_key.get(key_of(language, text)) or kept.by_place.get(place),
        )
        for place, text in _said(form, language)
    ]


def _said(form: Form, language: str) -> Iterator[tuple[str, str]]:
    for question in form.questions:
        for is_easy, text in _texts(question):
            yield _place(language, form, question, is_easy), text


def _texts(question: Question) -> Iterator[tuple[bool, str]]:
    yield False, question.text
    if question.easy:
        yield True, question.easy


def _recording(
    db: Database, language: str, form: Form, question: Question, is_easy: bool, text: str
) -> SpokenQuestion | None:
    exact = spoken_questions.by_english(db, language, text)
    return exact or spoken_questions.by_place(db, _place(language, form, question, is_easy))


def _place(language: str, form: Form, question: Question, is_easy: bool) -> str:
    return place_of(language, form.id, f"{question.id} {_EASY}" if is_easy else question.id)


def _let_go(db: Database, digest: str, new: str) -> None:
    if digest and digest != new:
        sounds.remove(db, digest)
