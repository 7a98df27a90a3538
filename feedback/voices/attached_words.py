"""What was attached to an answer as a person reads it, and the words that somebody wrote down of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from feedback.voices import attachments
from feedback.voices.attachments import DRAWING, KINDS, VOICE_NOTE, Attachment
from feedback.voices.collectors import SELF
from feedback.voices.provenance import UNDESCRIBED, Provenance, provenance_of
from feedback.voices.views import answer_in_words
from feedback.voices.voices import Answer, Voice
from forms.schema import Question
from language import dates
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

ENGLISH = "en"
_NOBODY_YET = {
    DRAWING: "A drawing; nobody has described it yet",
    VOICE_NOTE: "A voice note; nobody has written down yet what it says",
}


@dataclass(frozen=True)
class AttachedView:
    """One drawing or voice note; `words` are what somebody wrote down of it, or say that nobody has."""

    number: int
    kind: str
    words: str
    lang: str
    kept: str  # whose words they are, a code of `feedback.voices.provenance`
    noted_by: str  # who wrote them down, and when
    collected_by: str = SELF
    helped_by: str | None = None
    own_words: bool = True
    gone: str = ""  # when the drawing or the sound went; the words stay

    @property
    def is_described(self) -> bool:
        """Whether somebody has written down what is on it, or what it says."""
        return self.kept != UNDESCRIBED


def attached_to(db: Database, answer: Answer | None) -> tuple[AttachedView, ...]:
    """What is attached to an answer; what was said comes before what was drawn."""
    numbers = answer.get("attachments", {}) if answer else {}
    found = (attachments.by_id(db, numbers[kind]) for kind in reversed(KINDS) if kind in numbers)
    return tuple(_view(db, one) for one in found if one is not None)


def words_of(question: Question, answer: Answer, attached: Sequence[AttachedView]) -> tuple[str, str]:
    """The words of an answer and their language: as typed or chosen, else as written down of what is attached."""
    words, lang = answer_in_words(question, answer["value"], answer["lang"], answer["lang"])
    standing = _in_place_of_words(answer, attached)
    return (standing.words, standing.lang) if standing else (words or "", lang)


def source_of(db: Database, voice: Voice, answer: Answer | None, attached: Sequence[AttachedView]) -> Provenance:
    """Where those words come from."""
    source, standing = provenance_of(db, voice, answer), _in_place_of_words(answer, attached)
    return replace(source, kept=standing.kept, noted_by=standing.noted_by) if standing else source


def is_unheard(attached: Sequence[AttachedView]) -> bool:
    """Whether there is a voice note of which nobody has written down what it says."""
    return any(one.kind == VOICE_NOTE and not one.is_described for one in attached)


def _in_place_of_words(answer: Answer | None, attached: Sequence[AttachedView]) -> AttachedView | None:
    if answer is None or answer["value"] != "" or not attached:
        return None
    return next((one for one in attached if one.is_described), attached[0])


def _view(db: Database, one: Attachment) -> AttachedView:
    written, gone = one.get("written"), one.get("gone", "")
    if written is None:
        return AttachedView(number_of(one), one["kind"], _NOBODY_YET[one["kind"]], ENGLISH, UNDESCRIBED, "", gone=gone)
    on = dates.day(datetime.fromisoformat(written["at"]), ENGLISH, london_day(db.now))
    noted = f"{written['name']} on {on}"
    said = (written["words"], written["lang"], written["kept"])
    return AttachedView(number_of(one), one["kind"], *said, noted, gone=gone)
