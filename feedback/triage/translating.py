"""Translating: English is laid beside what a family wrote; the original stays first and as it is."""

from feedback.triage.deciding import LONGEST, mark, may_triage, readable, tell, tell_of
from feedback.triage.item_content import content_of, is_untranslated
from feedback.voices import translations_asked, translations_beside, triage_items, voices
from feedback.voices.attached_words import attached_to, words_of
from feedback.voices.form_versions import form_version
from feedback.voices.translations_beside import ENGLISH, MACHINE, MADE
from feedback.voices.voices import Voice
from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.store import Database

LONGEST_NAME = 200


@needs(Permission.TRANSLATE_WORDS)
def lay_beside(
    db: Database, actor: Actor, voice_id: int, question: str, words: str, made: str, translator: str = ""
) -> int:
    """Lay a translation beside an answer; returns its number. `made` is a key of `MADE`.

    One that stands there already stays beside it. It answers a translation that was asked for, by whomever.
    """
    voice, original = foreign_words(db, actor, voice_id, question)
    text, who = clean(words), clean(translator)[:LONGEST_NAME]
    if made not in MADE:
        raise Unacceptable("Choose how it was translated.")
    if not text or len(text) > LONGEST:
        raise Unacceptable(f"Write the translation, up to {LONGEST} characters.")
    if not who and made != MACHINE:
        raise Unacceptable("Write who translated it: their name, or the agency's.")
    asked = translations_asked.waiting_for(db, voice_id, question)
    by = mark(db, actor)
    number = translations_beside.add(
        db,
        {
            **by,
            "voice": voice_id,
            "question": question,
            "original": original,
            "words": text,
            "made": made,
            "translator": who,
        },
    )
    if asked is not None:
        translations_asked.change(db, asked, waits=False, translation=number)
    audit.record(db, actor, "translation.laid", child=voice["child"], voice=voice_id, question=question, made=made)
    tell_of(db, voice["child"])
    return number


@needs(Permission.TRIAGE)
def say_understood(db: Database, actor: Actor, item_id: int) -> None:
    """Say that one reads the language oneself and has understood the words: kept with the name, and once."""
    item, voice = readable(db, actor, item_id)
    if not is_untranslated(item, content_of(db, item, voice)):
        return
    by = mark(db, actor)
    triage_items.change(db, item, understood=[*item.get("understood", []), by], read=[*item["read"], by])
    audit.record(db, actor, "triage.understood", child=item["child"], item=item_id)
    tell(db, item)


@needs(Permission.TRANSLATE_WORDS)
def foreign_words(db: Database, actor: Actor, voice_id: int, question: str) -> tuple[Voice, str]:
    """What somebody said in another language, for one who may read it; `NotFound` as well where they may not."""
    voice = voices.by_id(db, voice_id)
    answer = voice["answers"].get(question) if voice else None
    if voice is None or answer is None or not may_read(db, actor, voice):
        raise NotFound
    asked = form_version(db, voice["fingerprint"]).question(question)
    words, lang = words_of(asked, answer, attached_to(db, answer))
    if asked.options() or not words:
        raise NotFound
    if lang == ENGLISH:
        raise Unacceptable("These words are in English: there is nothing to translate.")
    return voice, words


@needs(Permission.TRANSLATE_WORDS)
def may_read(db: Database, actor: Actor, voice: Voice) -> bool:
    """Whether this person may read the words, and so translate them; a poster's are for readers."""
    return (voice["child"] is not None or actor.may(Permission.READ_VOICES)) and may_triage(db, actor, voice)


def clean(text: str) -> str:
    """What somebody typed, as it is kept."""
    return text.replace("\0", "").strip()
