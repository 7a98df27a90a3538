"""The files that somebody has chosen and not brought in yet: theirs alone, kept in pieces, for an hour."""

import base64
import json
import zlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Final, TypedDict, cast

from tinydb import where

from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.imports.columns import ReadSheet
from people.imports.files import GivenFile, fingerprint
from people.imports.layouts import Layout, lacking
from people.permissions import needs, open_to
from people.roles import Permission
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

CHOSEN_FILES = Kind("chosen_files", indexed=("by", "at", "state"))
CHOSEN_PIECES = Kind("chosen_pieces", indexed=("of",))
SENDING, CHOSEN, GONE = "sending", "chosen", "gone"
KEPT: Final = timedelta(hours=1)
MOST_FILES: Final = 20
PIECE: Final = 400_000  # bytes: a piece is one unit of work, and families and other writers wait no longer for it
SOME: Final = 20  # pieces that go in one unit of work
FULL = f"{MOST_FILES} files are chosen already. Bring those in first."
LET_GO = "The files were let go, since an hour is over. Choose them again."


class ChosenSheet(TypedDict):
    """One sheet of a file, those that are left out too."""

    name: str
    rows: int  # below the headings
    layout: Layout  # as it was recognised, or as its chooser said since


class ChosenFile(TypedDict):
    """One file, whose content lies in pieces beside it."""

    by: int
    name: str
    digest: str  # of its content
    sheets: list[ChosenSheet]  # in their order
    state: str
    at: str


class ChosenPiece(TypedDict):
    """A part of a file's content, packed."""

    of: int
    content: str


def pieces_of(content: bytes) -> list[str]:
    """What is kept of a content, in its order."""
    packed = zlib.compress(content)
    return [base64.b64encode(packed[at : at + PIECE]).decode() for at in range(0, len(packed), PIECE)]


@needs(Permission.BRING_IN_RECORDS)
def chosen_files(db: Database, actor: Actor) -> list[ChosenFile]:
    """One's own of the last hour, the first first."""
    mine = (where("by") == actor.id) & (where("state") == CHOSEN) & (where("at") > _over(db))
    return cast("list[ChosenFile]", db.table(CHOSEN_FILES).search(mine))


@needs(Permission.BRING_IN_RECORDS)
def begin(db: Database, actor: Actor, file: GivenFile, sheets: Sequence[ReadSheet]) -> int:
    """Make a note of a file whose pieces are kept next; nobody sees it before they are. `Unacceptable` when full."""
    digest = fingerprint(file.content)
    if len([one for one in chosen_files(db, actor) if one["digest"] != digest]) >= MOST_FILES:
        raise Unacceptable(FULL)
    new: ChosenFile = {
        "by": actor.id,
        "name": file.name,
        "digest": digest,
        "sheets": [{"name": one.sheet["name"], "rows": rows, "layout": one.layout} for one, rows in sheets],
        "state": SENDING,
        "at": db.now.isoformat(),
    }
    return db.table(CHOSEN_FILES).insert(new)


@needs(Permission.BRING_IN_RECORDS)
def keep_piece(db: Database, _: Actor, number: int, content: str) -> None:
    """Keep the next piece of a file."""
    piece: ChosenPiece = {"of": number, "content": content}
    db.table(CHOSEN_PIECES).insert(piece)


@needs(Permission.BRING_IN_RECORDS)
def choose(db: Database, actor: Actor, number: int) -> None:
    """All of its pieces are kept: it is chosen, in the place of the same one before."""
    new = cast("ChosenFile | None", db.table(CHOSEN_FILES).get(doc_id=number))
    if new is None or new["by"] != actor.id:
        raise NotFound
    before = [number_of(one) for one in chosen_files(db, actor) if one["digest"] == new["digest"]]
    db.table(CHOSEN_FILES).update({"state": GONE}, doc_ids=before)
    db.table(CHOSEN_FILES).update({"state": CHOSEN}, doc_ids=[number])
    db.announce(topic(actor.id))


@needs(Permission.BRING_IN_RECORDS)
def read_as(db: Database, actor: Actor, number: int, at: int, layout: Layout) -> None:
    """Sheet `at` of one of one's own is read so from now on. `Unacceptable` where it was let go."""
    one = next((one for one in chosen_files(db, actor) if number_of(one) == number), None)
    if one is None:
        raise Unacceptable(LET_GO)
    if at >= len(one["sheets"]):
        raise NotFound
    sheets = [{**sheet, "layout": layout} if place == at else sheet for place, sheet in enumerate(one["sheets"])]
    db.table(CHOSEN_FILES).update({"sheets": sheets}, doc_ids=[number])
    db.announce(topic(actor.id))


@needs(Permission.BRING_IN_RECORDS)
def content_of(db: Database, actor: Actor, number: int) -> bytes:
    """The content of one of one's own, as it was sent. `Unacceptable` where it was let go."""
    if number not in map(number_of, chosen_files(db, actor)):
        raise Unacceptable(LET_GO)
    pieces = cast("list[ChosenPiece]", db.table(CHOSEN_PIECES).search(where("of") == number))
    return zlib.decompress(b"".join(base64.b64decode(one["content"]) for one in pieces))


@needs(Permission.BRING_IN_RECORDS)
def let_go(db: Database, actor: Actor) -> None:
    """Nothing is chosen any more; `forget_some` removes it."""
    mine = [number_of(one) for one in chosen_files(db, actor)]
    db.table(CHOSEN_FILES).update({"state": GONE}, doc_ids=mine)
    db.announce(topic(actor.id))


@open_to("work beside the pages")
def anything_to_forget(db: Database) -> bool:
    """Whether `forget_some` has anything to do."""
    return _next_gone(db) is not None


@open_to("work beside the pages")
def forget_some(db: Database) -> None:
    """Remove a few pieces of a file that was let go, or whose hour is over."""
    gone = _next_gone(db)
    if gone is None:
        return
    pieces = db.table(CHOSEN_PIECES).page(where("of") == number_of(gone), by="of", limit=SOME)
    db.table(CHOSEN_PIECES).remove(doc_ids=[one.doc_id for one in pieces])
    if not pieces:
        db.table(CHOSEN_FILES).remove(doc_ids=[number_of(gone)])


def can_be_looked_at(files: Sequence[ChosenFile]) -> bool:
    """Whether there is a table among the files, and nothing is missing that one of them needs."""
    used = [sheet["layout"] for one in files for sheet in one["sheets"] if sheet["layout"]["table"]]
    return bool(used) and not any(map(lacking, used))


def reading_of(files: Sequence[ChosenFile]) -> str:
    """The same for the same contents that are read in the same way, whoever said so."""
    ways = [[one["digest"], [{**each["layout"], "how": ""} for each in one["sheets"]]] for one in files]
    return fingerprint(json.dumps(sorted(ways, key=str), sort_keys=True).encode())


def topic(person: int) -> str:
    """What is announced when what somebody has chosen changes."""
    return f"chosen:{person}"


def _next_gone(db: Database) -> ChosenFile | None:
    over = (where("state") == GONE) | (where("at") <= _over(db))
    return cast("ChosenFile | None", db.table(CHOSEN_FILES).get(over))


def _over(db: Database) -> str:
    return (db.now - KEPT).isoformat()
