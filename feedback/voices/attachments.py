"""Drawings and voice notes as they are kept: what each is in one table, what it holds in another."""

import base64
from collections.abc import Iterable
from typing import Final, NotRequired, TypedDict, Unpack, cast

from tinydb import where

from storage.documents import Document, number_of
from storage.kinds import Kind
from storage.store import Database

ATTACHMENTS = Kind("attachments", indexed=("voice", "at"))
ATTACHED_FILES = Kind("attached_files")  # by itself, so that a list of what there is reads no pictures

DRAWING: Final = "drawing"
VOICE_NOTE: Final = "voice_note"
KINDS: Final = (DRAWING, VOICE_NOTE)


class Written(TypedDict):
    """What somebody of staff wrote down of it: what is to be seen on it, or what was said."""

    words: str
    lang: str
    kept: str  # whose words they are, a code of `feedback.voices.provenance`
    by: int
    name: str
    at: str


class Attachment(TypedDict):
    """One of them, as it is kept, without what it holds."""

    kind: str
    voice: int
    question: str
    browser: str  # who sent it, as in an answer
    mime: str
    size: int  # bytes
    sha256: str
    file: int  # its number among the files
    at: str
    written: NotRequired[Written]
    gone: NotRequired[str]  # when the drawing or the sound went; what was written down of it stays


class AttachmentChange(TypedDict, total=False):
    """What of it can change."""

    written: Written


class AttachedFile(TypedDict):
    """What it holds."""

    content: str  # Base64


def by_id(db: Database, number: int) -> Attachment | None:
    """One of them, for rules that check who is asking."""
    return cast("Attachment | None", db.table(ATTACHMENTS).get(doc_id=number))


def by_voice(db: Database, voice: int) -> list[Attachment]:
    """All that was sent in one conversation, that too which is no answer yet, the oldest first."""
    return sorted(cast("list[Attachment]", db.table(ATTACHMENTS).search(where("voice") == voice)), key=number_of)


def content_of(db: Database, attachment: Attachment) -> bytes:
    """What it holds."""
    found = cast("AttachedFile | None", db.table(ATTACHED_FILES).get(doc_id=attachment["file"]))
    return base64.b64decode(found["content"]) if found else b""


def keep_file(db: Database, content: bytes) -> int:
    """Keep what a new one holds; returns the number of the file."""
    kept: AttachedFile = {"content": base64.b64encode(content).decode()}
    return db.table(ATTACHED_FILES).insert(kept)


def add(db: Database, attachment: Attachment) -> Attachment:
    """Keep a new one; returns it with its number."""
    return cast("Attachment", Document(attachment, db.table(ATTACHMENTS).insert(attachment), 1))


def change(db: Database, attachment: Attachment, **fields: Unpack[AttachmentChange]) -> None:
    """Set fields of one, whatever has become of the others since it was read."""
    db.table(ATTACHMENTS).replace(number_of(attachment), fields)


def kept_between(db: Database, first: str, last: str, limit: int) -> list[Attachment]:
    """Up to so many whose file is there, that came between two moments, both included; the oldest first."""
    between = (where("at") >= first) & (where("at") <= last)
    found = cast("list[Attachment]", db.table(ATTACHMENTS).page(between, by="at"))
    return [one for one in found if "gone" not in one][:limit]


def remove_file(db: Database, attachment: Attachment) -> None:
    """Take away what it holds; what it is, and what was written down of it, stays."""
    db.table(ATTACHED_FILES).remove(doc_ids=[attachment["file"]])
    db.table(ATTACHMENTS).replace(number_of(attachment), {"gone": db.now.isoformat()})


def remove(db: Database, gone: Iterable[Attachment]) -> None:
    """Take them away, with what they hold."""
    each = list(gone)
    db.table(ATTACHMENTS).remove(doc_ids=[number_of(one) for one in each])
    db.table(ATTACHED_FILES).remove(doc_ids=[one["file"] for one in each if "gone" not in one])
