"""A drawing or a voice note in the hands of staff: who may open it, and what one of them writes down of it."""

from collections.abc import Mapping

from feedback.triage.deciding import may_triage
from feedback.voices import attachments, voices
from feedback.voices.attachments import DRAWING, Attachment, Written
from feedback.voices.provenance import DESCRIBED, HEARD, HEARD_SUMMARY
from feedback.voices.voice_access import need_to_know_or_reader
from feedback.voices.voices import Voice
from language.registry import LANGUAGES
from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database

LONGEST = 5_000
KEPT: Mapping[str, str] = {HEARD: "Word for word, in the language that was spoken", HEARD_SUMMARY: "In other words"}


@needs(Permission.SEE_CHILDREN)
def opened(db: Database, actor: Actor, number: int) -> tuple[str, bytes]:
    """What it is to be served as, and what it holds; `NotFound` for whom the exact words are not for."""
    found, voice = _found(db, number)
    if not (actor.may(Permission.READ_VOICES) if voice["child"] is None else need_to_know_or_reader(db, actor, voice)):
        raise NotFound
    if "gone" in found:
        raise NotFound
    return found["mime"], attachments.content_of(db, found)


def file_of(db: Database, number: int) -> tuple[Voice, str, bytes]:
    """Its voice, what it is to be served as, and what it holds, for rules that check who is asking; or `NotFound`."""
    found, voice = _found(db, number)
    return voice, found["mime"], attachments.content_of(db, found)


def child_of(db: Database, number: int) -> str | None:
    """Whose child's answer it is; None where it is nobody's yet."""
    return _found(db, number)[1]["child"]


@needs(Permission.READ_VOICES)
def write_down(db: Database, actor: Actor, number: int, words: str, language: str, kept: str = "") -> None:
    """Keep what is to be seen on a drawing, or what was said in a voice note, as written by this reader.

    `kept` says whether what was said is written word for word. Whoever writes anew takes the place of who did before.
    """
    found, voice = _found(db, number)
    if not may_triage(db, actor, voice):
        raise NotFound
    written: Written = {
        "words": _checked(words, language, found),
        "lang": language,
        "kept": _kept(found, kept),
        "by": actor.id,
        "name": actor.name,
        "at": db.now.isoformat(),
    }
    attachments.change(db, found, written=written)
    audit.record(db, actor, "attachment.written_down", child=voice["child"], voice=number_of(voice), attachment=number)
    for topic in ("triage", "voices", *([f"child:{voice['child']}"] if voice["child"] else ())):
        db.announce(topic)


def _found(db: Database, number: int) -> tuple[Attachment, Voice]:
    """It and its voice; `NotFound` for one that is no answer: what was sent and not answered with is not for staff."""
    found = attachments.by_id(db, number)
    voice = voices.by_id(db, found["voice"]) if found else None
    answer = voice["answers"].get(found["question"]) if found and voice else None
    if found is None or voice is None or answer is None or number not in answer.get("attachments", {}).values():
        raise NotFound
    return found, voice


def _checked(words: str, language: str, found: Attachment) -> str:
    text = words.replace("\0", "").replace("\r\n", "\n").strip()
    if not text:
        raise Unacceptable("Write what is to be seen." if found["kind"] == DRAWING else "Write down what was said.")
    if len(text) > LONGEST:
        raise Unacceptable(f"Keep it under {LONGEST} characters. These are {len(text)}.")
    if language not in LANGUAGES:
        raise Unacceptable("Choose the language in which you have written it down.")
    return text


def _kept(found: Attachment, kept: str) -> str:
    if found["kind"] == DRAWING:
        return DESCRIBED
    if kept not in KEPT:
        raise Unacceptable("Say whether it is word for word.")
    return kept
