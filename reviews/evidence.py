"""Evidence: each answer of the family beside the graded section that it speaks to, and the attempts to hear them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from feedback.asking.progress import records_of_asking
from feedback.triage.attached import file_of
from feedback.triage.decisions import DecisionView, decisions_about
from feedback.voices import statements_beside
from feedback.voices.attached_words import AttachedView, attached_to, source_of, words_of
from feedback.voices.attempts import Attempt, is_try
from feedback.voices.form_versions import form_version
from feedback.voices.help_given import SUMMARY
from feedback.voices.statements_beside import Statement
from feedback.voices.translations_beside import Translation, beside
from feedback.voices.views import answer_in_words
from feedback.voices.voice_access import as_seen_by, may_read_words
from feedback.voices.voices import Voice, heard_from
from forms.answers import Value
from forms.conversation import Conversation
from forms.schema import Part, Question
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from reviews.reviews import by_child, reads_whole, review
from storage.documents import number_of
from storage.store import Database


@dataclass(frozen=True)
class EvidenceItem:
    """One answer as a reviewer reads it: the words, who said them, and which sections they are evidence for."""

    voice_id: int
    question_id: str
    sections: tuple[str, ...]
    asked_english: str
    asked: str
    asked_lang: str
    words: str
    words_lang: str
    words_english: str | None  # the form's own English for a choice; None for own words
    own_words: bool
    audience: str
    touchpoint: str
    channel: str
    language: str
    at: str
    finished: bool
    helped_by: str | None  # "an interpreter (Hanna), Tigrinya; a summary"
    collected_by: str  # a code of `COLLECTED_BY` (BR-67)
    kept: str  # whose words they are, a code of `feedback.voices.provenance`
    noted_by: str  # the member of staff who wrote them down; "" where nobody did
    low_confidence: bool  # the speaker may not have been free to say what they think
    attached: tuple[AttachedView, ...] = ()
    translations: tuple[Translation, ...] = ()  # that lie beside own words, the newest first
    statements: tuple[Statement, ...] = ()  # of those who asked that it be corrected, the oldest first

    @property
    def is_summary(self) -> bool:
        """Whether they are somebody's summary, not the speaker's words."""
        return self.kept == SUMMARY


@dataclass(frozen=True)
class Evidence:
    """All that was said about a child and every try to hear it."""

    pieces: tuple[EvidenceItem, ...]
    attempts: list[Attempt]

    def beside(self, part: Part) -> tuple[EvidenceItem, ...]:
        """The pieces that speak to a graded part; beside any other stands everything that was said (BR-05)."""
        return tuple(piece for piece in self.pieces if not part.graded or part.number in piece.sections)


@needs(Permission.SEE_REVIEWS)
def evidence(db: Database, actor: Actor, review_id: int) -> Evidence:
    """What this person may read of what was said about the reviewed child, the newest voice first."""
    child = review(db, actor, review_id)["child"]
    voices = [as_seen_by(db, actor, voice) for voice in heard_from(db, child)]
    tries = [one for one in records_of_asking(db, child) if is_try(one)]
    return Evidence(tuple(piece for voice in voices for piece in pieces_of(db, voice)), tries)


@needs(Permission.SEE_REVIEWS)
def decided_beside(db: Database, actor: Actor, review_id: int) -> dict[int, tuple[DecisionView, ...]]:
    """What was decided about each voice, by its number, as far as this person may read the voice."""
    child = review(db, actor, review_id)["child"]
    voices = [as_seen_by(db, actor, voice) for voice in heard_from(db, child)]
    return {number_of(voice): decisions_about(db, actor, voice, number_of(voice)) for voice in voices}


@needs(Permission.SEE_REVIEWS)
def drawn_beside(db: Database, actor: Actor, number: int) -> tuple[str, bytes]:
    """A drawing or a voice note that is evidence in a review which this person reads, with the words that they read.

    What it is to be served as, and what it holds; `NotFound` where the words are not for them, or no review is.
    """
    voice, mime, content = file_of(db, number)
    read = any(reads_whole(db, actor, number_of(one)) for one in by_child(db, voice["child"] or ""))
    if not (read and may_read_words(db, actor, voice)):
        raise NotFound
    return mime, content


def pieces_of(db: Database, voice: Voice) -> Iterator[EvidenceItem]:
    """The answers of a voice that count, in the order of its form; skipped questions say nothing."""
    form = form_version(db, voice["fingerprint"])
    stated = statements_beside.by_voice(db, number_of(voice)) if voice["answers"] else []
    given = {question: answer["value"] for question, answer in voice["answers"].items()}
    for question, value in Conversation.resume(form, given).heard:
        if value is not None and question.id in given and not _is_private(question):
            about = tuple(one for one in stated if one["question"] == question.id)
            yield replace(_piece(db, voice, question, value), statements=about)


def _is_private(question: Question) -> bool:
    # how to reach somebody safely is for the person who calls them, not evidence for a grade
    return question.purpose in {"share_words", "tell_back", "call_back"} or question.id.startswith("call_")


def _piece(db: Database, voice: Voice, question: Question, value: Value) -> EvidenceItem:
    answer = voice["answers"][question.id]
    chosen = bool(question.options())
    attached = attached_to(db, answer)
    words, words_lang = words_of(question, answer, attached)
    english, _ = answer_in_words(question, value, "en", "en") if chosen else (None, "")
    return EvidenceItem(
        voice_id=number_of(voice),
        question_id=question.id,
        sections=tuple(answer["evidence_for"]),
        asked_english=question.text,
        asked=answer["asked"],
        asked_lang=answer["asked_lang"],
        words=words,
        words_lang=words_lang,
        words_english=english if words_lang != "en" else None,
        own_words=not chosen,
        audience=voice["audience"],
        touchpoint=voice["touchpoint"],
        channel=answer.get("channel") or voice["channel"],
        language=answer["lang"],
        at=answer["at"],
        finished=voice["finished"] is not None,
        attached=attached,
        translations=() if chosen else beside(db, number_of(voice), question.id, words, words_lang),
        **asdict(source_of(db, voice, answer, attached)),
    )
