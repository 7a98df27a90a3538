"""Which of a family's words an item answers: somebody says so, it is never assumed (BR-54)."""

from dataclasses import dataclass

from feedback.voices import voices
from feedback.voices.attached_words import attached_to, source_of
from feedback.voices.attached_words import words_of as words_of_answer
from feedback.voices.form_versions import form_version
from feedback.voices.translations_beside import Translation, beside
from feedback.voices.voice_access import as_seen_by, may_read_words
from feedback.voices.voices import Voice
from people import audit, need_to_know
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database
from tracker import items
from tracker.access import check_in_sight, item_for, item_to_update
from tracker.items import Item
from tracker.lines import ANSWERS, write_line


@dataclass(frozen=True)
class AnsweredWords:
    """Words that an item answers, or may answer, as one person may read them."""

    key: str  # `voice/question`
    voice: int
    child: str | None
    words: str  # empty where they are not this person's to read
    lang: str
    asked: str
    audience: str
    at: str
    withheld: bool
    translations: tuple[Translation, ...]  # that lie beside own words, the newest first
    own_words: bool  # words that somebody wrote, and not a choice of the form
    kept: str  # whose words they are, with who noted them and who helped: see `feedback.voices.provenance`
    noted_by: str
    collected_by: str
    helped_by: str | None


def words_key(voice: int, question: str) -> str:
    """One answer of one voice, as items name it."""
    return f"{voice}/{question}"


def voice_of(key: str) -> int:
    """The voice of a key; 0, which no voice has, where the key names none."""
    number = key.partition("/")[0]
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 16 else 0


@needs(Permission.UPDATE_TRACKER)
def answer_words(db: Database, actor: Actor, number: int, key: str) -> None:
    """Say that the item answers these words of a family; of words that one may read, saying it twice is once."""
    found = item_to_update(db, actor, number)
    if key in found["voices"]:
        return
    check_in_sight(found)
    voice = readable_voice(db, actor, key)
    if found["child"] and voice["child"] != found["child"]:
        raise Unacceptable("These words are about another child.")
    perhaps = [one for one in found["perhaps"] if one != key]
    after = items.change(db, found, voices=sorted({*found["voices"], key}), perhaps=perhaps)
    write_line(db, actor, after, ANSWERS)
    audit.record(db, actor, "tracker.answers", child=voice["child"], item=number, voice=number_of(voice))


@needs(Permission.UPDATE_TRACKER)
def not_about(db: Database, actor: Actor, number: int, key: str) -> None:
    """Say that words which were quoted beside it are not what it answers."""
    found = item_to_update(db, actor, number)
    items.change(db, found, perhaps=[one for one in found["perhaps"] if one != key])
    audit.record(db, actor, "tracker.not_about", child=found["child"], item=number)
    db.announce(f"item:{number}")


@needs(Permission.SEE_TRACKER)
def words_answered(db: Database, actor: Actor, number: int) -> list[AnsweredWords]:
    """The words that it answers, as far as this person may read them."""
    return words_of(db, actor, item_for(db, actor, number))


@needs(Permission.SEE_TRACKER)
def words_of(db: Database, actor: Actor, found: Item) -> list[AnsweredWords]:
    """The same of an item of which it was checked that they see it."""
    return [one for key in found["voices"] if (one := words_seen(db, actor, key))]


@needs(Permission.SEE_TRACKER)
def words_perhaps(db: Database, actor: Actor, number: int) -> list[AnsweredWords]:
    """The words that were quoted beside the issue: somebody has still to say whether it answers them."""
    found = item_for(db, actor, number)
    return [one for key in found["perhaps"] if (one := words_seen(db, actor, key)) and not one.withheld]


@needs(Permission.SEE_TRACKER)
def words_to_answer(db: Database, actor: Actor, voice: int, question: str = "") -> list[AnsweredWords]:
    """The words of a voice that an item may answer and that they may read: of one question, else all of their own.

    `NotFound` where those of the one question are not theirs to read.
    """
    found = voices.by_id(db, voice)
    keys = [words_key(voice, one) for one in (found["answers"] if found else ()) if question in ("", one)]
    seen = [one for key in keys if (one := words_seen(db, actor, key)) and one.words]
    if question and not seen:
        raise NotFound
    return seen if question else [one for one in seen if one.own_words]


@needs(Permission.SEE_TRACKER)
def readable_voice(db: Database, actor: Actor, key: str) -> Voice:
    """The voice of words that this person may read; `NotFound` for any others."""
    voice = voices.by_id(db, voice_of(key))
    if voice is None or key.partition("/")[2] not in voice["answers"]:
        raise NotFound
    known = voice["child"] is None or need_to_know.may_see(db, actor, voice["child"])
    if not known or not may_read_words(db, actor, voice):
        raise NotFound
    return voice


@needs(Permission.SEE_TRACKER)
def words_seen(db: Database, actor: Actor, key: str) -> AnsweredWords | None:
    """These words as this person may read them; None where they are not there."""
    number, question_id = voice_of(key), key.partition("/")[2]
    voice = voices.by_id(db, number)
    if voice is None or question_id not in voice["answers"]:
        return None
    known = voice["child"] is None or need_to_know.may_see(db, actor, voice["child"])
    shown = as_seen_by(db, actor, voice)
    withheld = not known or bool(shown.get("words_withheld"))
    answer = voice["answers"][question_id]
    question = form_version(db, voice["fingerprint"]).question(question_id)
    attached = attached_to(db, answer)
    words, lang = ("", "en")
    if not withheld and answer["value"] is not None:
        words, lang = words_of_answer(question, answer, attached)
    source = source_of(db, voice, answer, attached)
    return AnsweredWords(
        key=key,
        voice=number,
        child=voice["child"] if known else None,
        words=words,
        lang=lang,
        asked=question.text,
        audience=voice["audience"],
        at=answer["at"],
        withheld=withheld,
        translations=beside(db, number, question_id, words, lang),
        own_words=not question.options(),
        kept=source.kept,
        noted_by=source.noted_by,
        collected_by=source.collected_by,
        helped_by=source.helped_by,
    )
