"""What a recording sounds like, kept apart from what is said of it: lists are read without it."""

import base64
from dataclasses import dataclass
from typing import TypedDict, cast

from storage.documents import number_of
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database

SOUNDS = Kind("sounds", indexed=("digest",), unique=("digest",))


class Sound(TypedDict):
    """One recording's content."""

    digest: str  # by which it is asked for
    mime: str
    content: str  # Base64


@dataclass(frozen=True)
class Playable:
    """What a browser plays."""

    mime: str
    content: bytes


def add(db: Database, digest: str, mime: str, content: bytes) -> None:
    """Keep it, where it is not kept already."""
    if _found(db, digest) is None:
        new: Sound = {"digest": digest, "mime": mime, "content": base64.b64encode(content).decode()}
        db.table(SOUNDS).insert(new)


def remove(db: Database, digest: str) -> None:
    """Take it away, where it is kept."""
    if (found := _found(db, digest)) is not None:
        db.table(SOUNDS).remove(doc_ids=[number_of(found)])


def playable(db: Database, digest: str) -> Playable | None:
    """The recording of that digest; None where there is none."""
    found = _found(db, digest)
    return Playable(found["mime"], base64.b64decode(found["content"])) if found else None


def _found(db: Database, digest: str) -> Sound | None:
    return cast("Sound | None", db.table(SOUNDS).get(Holding("digest", digest)))
