"""What an item of the triage list is about: the words as they stand now, and how closely they have to be looked at."""

from dataclasses import dataclass

from feedback.triage.alarming_words import is_alarming
from feedback.voices import translations_beside, voices
from feedback.voices.attached_words import AttachedView, attached_to, is_unheard, words_of
from feedback.voices.form_versions import form_version
from feedback.voices.items_to_read import FREE_TEXT, MATTERS
from feedback.voices.translations_beside import ENGLISH, Translation, is_human
from feedback.voices.triage_items import Mark, TriageItem
from feedback.voices.views import answer_in_words
from feedback.voices.voices import Voice
from storage.documents import number_of
from storage.store import Database

ASKED_WITHOUT_A_QUESTION = "Asked for a call without being asked."


@dataclass(frozen=True)
class ItemContent:
    """The question in English, the exact words in `lang`, and the form's own English for a choice."""

    asked: str
    words: str
    lang: str
    english: str | None
    attached: tuple[AttachedView, ...] = ()
    translations: tuple[Translation, ...] = ()  # of own words, the newest first
    understood: tuple[Mark, ...] = ()  # who reads the language themselves, and has understood the words as they are


def content_of(db: Database, item: TriageItem, voice: Voice) -> ItemContent:
    """The words of an item: a text as it is now, a choice as it was when it was made."""
    question = form_version(db, voice["fingerprint"]).by_id.get(item["question"])
    answer = voice["answers"].get(item["question"])
    if question is None or answer is None:
        return ItemContent(ASKED_WITHOUT_A_QUESTION, MATTERS[item["matter"]], ENGLISH, None)
    if item["matter"] == FREE_TEXT:
        attached = attached_to(db, answer)
        words, lang = words_of(question, answer, attached)
        beside = translations_beside.beside(db, number_of(voice), question.id, words, lang)
        understood = tuple(one for one in item.get("understood", ()) if one["at"] >= answer["at"])
        return ItemContent(question.text, words, lang, None, attached, beside, understood)
    value = item["said"]
    chosen, lang = answer_in_words(question, value, answer["lang"], answer["lang"])
    english = answer_in_words(question, value, ENGLISH, ENGLISH)[0] if question.options() else None
    return ItemContent(question.text, chosen or "", lang, english if lang != ENGLISH else None)


def is_foreign(item: TriageItem, words: ItemContent) -> bool:
    """Whether somebody wrote it in another language than the readers'."""
    return item["matter"] == FREE_TEXT and words.lang != ENGLISH and bool(words.words)


def is_untranslated(item: TriageItem, words: ItemContent) -> bool:
    """Whether nobody has understood it: no person has translated it, and none says that they read the language."""
    return is_foreign(item, words) and not words.understood and not any(map(is_human, words.translations))


def is_flagged(item: TriageItem, voice: Voice, words: ItemContent) -> bool:
    """Whether it is a same-day matter, or a word in it or another answer of the voice may matter."""
    alarmed = voice["worried"] or voice["wants_call"] or voice["unfair"]
    said = (words.words, *(one["words"] for one in words.translations))
    return bool(item["matter"] != FREE_TEXT or alarmed or any(map(is_alarming, said)))


def is_understood(db: Database, item: TriageItem, voice: Voice) -> bool:
    """Whether somebody knows what an item says: nothing can be left at "no action" before that."""
    return not is_untranslated(item, content_of(db, item, voice))


def needs_reason(db: Database, item: TriageItem) -> bool:
    """Whether "no action needed" has to be given a reason: wherever something about it may matter."""
    voice = voices.by_id(db, item["voice"])
    if voice is None:
        return True
    words = content_of(db, item, voice)
    return is_flagged(item, voice, words) or is_foreign(item, words) or is_unheard(words.attached)


def waits_to_be_heard(db: Database, item: TriageItem, voice: Voice) -> bool:
    """Whether nobody can say that there is nothing to do: a voice note was not written down yet."""
    return is_unheard(content_of(db, item, voice).attached)
