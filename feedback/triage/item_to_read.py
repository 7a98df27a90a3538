"""An item of the triage list as a screen shows it: its words, whose they are, who has read them, what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from feedback.triage.deciding import IN_WORDS
from feedback.triage.decisions import may_know
from feedback.triage.item_content import ItemContent, content_of, is_flagged, is_foreign, is_untranslated
from feedback.voices import translations_asked
from feedback.voices.attached_words import AttachedView, is_unheard, source_of
from feedback.voices.call_wishes import told_of
from feedback.voices.items_to_read import CALL_DETAILS, CALL_ME, FREE_TEXT, MATTERS
from feedback.voices.translations_asked import AskedTranslation
from feedback.voices.translations_beside import Translation
from feedback.voices.triage_items import OPEN, Decision, Mark, TriageItem
from feedback.voices.voices import Voice
from forms.vocabulary import AUDIENCES
from people.actor import Actor
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database


class DecisionInWords(Decision):
    """A decision with the words that staff read for it."""

    decided: str


@dataclass(frozen=True)
class ItemToRead:
    """One item as a screen shows it. `words` are the exact ones in `lang`; `english` is the form's own for a choice."""

    item: int
    voice: int
    matter: str
    title: str
    child: str | None
    place: int | None
    speaker: str
    channel: str
    question: str  # its id; empty where they asked for a call without being asked
    asked: str  # the question, in English
    words: str
    lang: str
    english: str | None
    kept: str  # whose words they are, with who noted them and who helped: see `feedback.voices.provenance`
    noted_by: str
    collected_by: str
    helped_by: str | None
    foreign: bool  # written in another language than the readers'
    untranslated: bool  # and nobody has understood it
    translations: tuple[Translation, ...]  # that lie beside the words, the newest first
    understood_by: tuple[Mark, ...]  # who says that they read the language themselves
    asked_for: AskedTranslation | None  # the translation that somebody has asked for, while it waits
    flagged: bool
    needs_reason: bool  # "no action needed" is not enough by itself
    taken_back: bool  # they have answered otherwise since; what they said first still waits
    today: date
    call: Mapping[str, str]  # name, number and time for a call, as far as they gave them
    at: datetime
    due: date
    overdue: bool
    read_by: tuple[Mark, ...]  # name, at; readers of the words as they are now
    decisions: tuple[DecisionInWords, ...] = ()
    attached: tuple[AttachedView, ...] = ()
    unheard: bool = False  # nobody has written down what a voice note says
    made: int = 0  # how many decisions there are in all: some may not be for this person's eyes

    @property
    def escalated(self) -> bool:
        """Whether what was decided raised a concern."""
        return any(one["concern"] for one in self.decisions)

    @property
    def translation_late(self) -> bool:
        """Whether a translation was asked for by a day that is over."""
        return self.asked_for is not None and is_late(self.asked_for, self.today)

    @property
    def own_words(self) -> bool:
        """Whether they are words that somebody wrote, and not a choice of the form."""
        return self.matter == FREE_TEXT


def item_to_read(db: Database, actor: Actor, item: TriageItem, voice: Voice) -> ItemToRead:
    """One item with its words and whose they are, for somebody of whom it was checked that they may read them."""
    words = content_of(db, item, voice)
    source = source_of(db, voice, voice["answers"].get(item["question"]), words.attached)
    unheard = is_unheard(words.attached)
    flagged, foreign = is_flagged(item, voice, words), is_foreign(item, words)
    return ItemToRead(
        item=number_of(item),
        voice=number_of(voice),
        matter=item["matter"],
        title=_title(item, words),
        child=item["child"],
        place=item["place"],
        speaker=AUDIENCES.get(voice["audience"], voice["audience"]),
        channel=voice["channel"],
        question=item["question"] if item["question"] in voice["answers"] else "",
        asked=words.asked,
        words=words.words,
        lang=words.lang,
        english=words.english,
        kept=source.kept,
        noted_by=source.noted_by,
        collected_by=source.collected_by,
        helped_by=source.helped_by,
        foreign=foreign,
        untranslated=is_untranslated(item, words),
        translations=words.translations,
        understood_by=words.understood,
        asked_for=_asked_for(db, item, words),
        flagged=flagged,
        needs_reason=flagged or foreign or unheard,
        attached=words.attached,
        unheard=unheard,
        taken_back=_is_taken_back(item, voice),
        today=london_day(db.now),
        call=_call(voice) if item["matter"] == CALL_ME else {},
        at=datetime.fromisoformat(item["at"]),
        due=date.fromisoformat(item["due"]),
        overdue=is_overdue(item, voice, london_day(db.now)),
        read_by=_readers(item, voice),
        decisions=tuple(
            {**one, "decided": IN_WORDS[one["decision"]]} for one in may_know(db, actor, item["decisions"])
        ),
        made=len(item["decisions"]),
    )


def is_overdue(item: TriageItem, voice: Voice, today: date) -> bool:
    """Whether what was due has not been done: a text was due to be read (BR-31), anything else to be seen to."""
    late = item["state"] == OPEN and today > date.fromisoformat(item["due"])
    return late and not (item["matter"] == FREE_TEXT and _readers(item, voice))


def _title(item: TriageItem, words: ItemContent) -> str:
    return "Drew something, or said it aloud" if words.attached else MATTERS[item["matter"]]


def is_late(asked: AskedTranslation, today: date) -> bool:
    """Whether a translation was due on a day before this one."""
    return date.fromisoformat(asked["due"]) < today


def _asked_for(db: Database, item: TriageItem, words: ItemContent) -> AskedTranslation | None:
    return translations_asked.waiting_for(db, item["voice"], item["question"]) if is_foreign(item, words) else None


def _is_taken_back(item: TriageItem, voice: Voice) -> bool:
    answer = voice["answers"].get(item["question"])
    if answer is None:
        return False
    return bool(answer["value"] is None if item["matter"] == FREE_TEXT else answer["value"] != item["said"])


def _call(voice: Voice) -> dict[str, str]:
    return {detail: told for detail in CALL_DETAILS if (told := told_of(voice, detail))}


def _readers(item: TriageItem, voice: Voice) -> tuple[Mark, ...]:
    answer = voice["answers"].get(item["question"])
    since = answer["at"] if answer else item["at"]
    return tuple(one for one in item["read"] if one["at"] >= since)
