"""A drawing or a voice note beside the typed answer: looked at, kept at once, an answer with the press that follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from documents import picture, sound
from feedback.voices import attachments
from feedback.voices.attachments import DRAWING, KINDS, VOICE_NOTE, Attachment
from feedback.voices.voices import Voice
from forms.answers import AnswerRefused
from forms.schema import Question
from language.catalogue import N_, Translated, say
from storage.documents import number_of
from storage.store import Database

NO_PICTURE = N_("We cannot open this picture. Please choose a photo (JPEG, PNG or WebP).")
PICTURE_TOO_BIG = N_("This picture is too big for us. Please choose a smaller one.")
NO_SOUND = N_("We cannot play this recording. Please record it again, or type your words.")
SOUND_TOO_LONG = N_("This recording is too long for us. Two minutes is enough.")
IN_WORDS: Mapping[str, str] = {DRAWING: N_("A drawing"), VOICE_NOTE: N_("A voice note")}
MOST_BYTES: Final = max(picture.MOST_BYTES, sound.MOST_BYTES)
_DRAW: Final = frozenset({"child_4_7"})
_MOST_WAITING = 6  # sent in one conversation and no answer yet: a link is no store for files


class AttachmentRefused(AnswerRefused):
    """A file that cannot be kept; `kind` is what it should have been."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True)
class CheckedFile:
    """A file that can be kept: made by `checked`, and by nothing else."""

    kind: str
    mime: str
    content: bytes


def offered(question: Question, audience: str) -> tuple[str, ...]:
    """What may stand beside typed words: a voice note where a text is asked, a drawing by the youngest."""
    if question.kind != "long_text":
        return ()
    return KINDS if audience in _DRAW else (VOICE_NOTE,)


def checked(kind: str, content: bytes) -> CheckedFile:
    """The file as it will be kept; `AttachmentRefused` says what cannot be. Takes up to two seconds."""
    try:
        if kind == DRAWING:
            return CheckedFile(kind, picture.MIME, picture.redrawn(content))
        return CheckedFile(kind, sound.mime_of(content), content)
    except picture.TooLarge:
        raise AttachmentRefused(kind, PICTURE_TOO_BIG) from None
    except picture.NotAPicture:
        raise AttachmentRefused(kind, NO_PICTURE) from None
    except sound.TooLong:
        raise AttachmentRefused(kind, SOUND_TOO_LONG) from None
    except sound.NotASound:
        raise AttachmentRefused(kind, NO_SOUND) from None


def keep_file(db: Database, voice: Voice, question: str, browser: str, sent: CheckedFile) -> None:
    """Keep it for this browser to answer with. Sent twice it is kept once, and a new one takes an old one's place."""
    digest = sha256(sent.content).hexdigest()
    here = [one for one in attachments.by_voice(db, number_of(voice)) if _is_at(one, question, browser)]
    if any(one["kind"] == sent.kind and one["sha256"] == digest for one in _newest(here)):
        return
    new: Attachment = {
        "kind": sent.kind,
        "voice": number_of(voice),
        "question": question,
        "browser": browser,
        "mime": sent.mime,
        "size": len(sent.content),
        "sha256": digest,
        "file": attachments.keep_file(db, sent.content),
        "at": db.now.isoformat(),
    }
    attachments.add(db, new)
    waiting = _waiting(db, voice)
    older = [one for one in waiting if _is_at(one, question, browser) and one["kind"] == sent.kind][:-1]
    attachments.remove(db, older or waiting[:-_MOST_WAITING])


def standing(db: Database, voice: Voice, question: Question, browser: str) -> dict[str, int]:
    """What this browser's answer to the question would hold now, by kind: the newest of each."""
    if question.kind != "long_text":
        return {}
    here = [one for one in attachments.by_voice(db, number_of(voice)) if _is_at(one, question.id, browser)]
    return {one["kind"]: number_of(one) for one in _newest(here)}


def let_go(db: Database, voice: Voice, question: str = "", browser: str = "") -> None:
    """Take away what is no answer of the voice: of one browser at one question, or of them all."""
    attachments.remove(db, (one for one in _waiting(db, voice) if not question or _is_at(one, question, browser)))


def kinds_in_words(kinds: Iterable[str], language: str) -> tuple[Translated, ...]:
    """What it is, for the family's own eyes: what it holds is not shown again."""
    return tuple(say(language, IN_WORDS[kind]) for kind in KINDS if kind in kinds)


def _waiting(db: Database, voice: Voice) -> list[Attachment]:
    answers = {number for answer in voice["answers"].values() for number in answer.get("attachments", {}).values()}
    return [one for one in attachments.by_voice(db, number_of(voice)) if number_of(one) not in answers]


def _is_at(one: Attachment, question: str, browser: str) -> bool:
    return one["question"] == question and one["browser"] == browser


def _newest(found: Iterable[Attachment]) -> list[Attachment]:
    return list({one["kind"]: one for one in found}.values())
