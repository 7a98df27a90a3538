"""Entries: what stands in one field of a review, one document a field so that two people rarely meet in one."""

from collections.abc import Callable
from typing import Any, NotRequired, TypedDict, cast

from tinydb import where

from storage.documents import number_of
from storage.errors import Conflict
from storage.kinds import Kind
from storage.store import Database

ENTRIES = Kind("review_entries", indexed=("review", "key"), unique=("key",))


class EntryContent(TypedDict):
    """What was written in a field, and by whom."""

    value: Any  # as the form's question holds it: a text, a code, the rows of a table; "" where it was cleared
    by: int  # a staff id
    by_name: str
    at: str
    dated: NotRequired[dict[str, str]]  # of a table: when each of its dates was first written


class Entry(EntryContent):
    """One field of a review as it is kept."""

    review: int
    question: str
    key: str


def key_of(review_id: int, question_id: str) -> str:
    """The key under which a field of a review stands once."""
    return f"{review_id}/{question_id}"


def entry(db: Database, review_id: int, question_id: str) -> Entry | None:
    """What stands in one field, if it was ever filled."""
    return cast("Entry | None", db.table(ENTRIES).get(where("key") == key_of(review_id, question_id)))


def entries(db: Database, review_id: int) -> dict[str, Entry]:
    """Every filled field of a review by question id."""
    found = cast("list[Entry]", db.table(ENTRIES).search(where("review") == review_id))
    return {one["question"]: one for one in found}


def add(db: Database, review_id: int, question_id: str, content: EntryContent) -> Entry:
    """Fill a field that was never filled."""
    where_it_stands = {"review": review_id, "question": question_id, "key": key_of(review_id, question_id)}
    db.table(ENTRIES).insert({**where_it_stands, **content})
    saved = entry(db, review_id, question_id)
    assert saved is not None
    return saved


def change(db: Database, present: Entry, content: EntryContent, revision: int) -> Entry:
    """Fill it anew; `Conflict` with what stands now where that is no longer the revision that was seen."""
    return cast("Entry", db.table(ENTRIES).replace(number_of(present), content, revision=revision))


def erase_words(db: Database, review_id: int, without: Callable[[str, Any], Any]) -> None:
    """Put `without(question, value)` in the place of what stands in each field of a review."""
    for question, one in entries(db, review_id).items():
        db.table(ENTRIES).replace(number_of(one), {"value": without(question, one["value"])})


def saved_first(conflict: Conflict) -> Entry:
    """The entry that somebody else saved, of a conflict in a field."""
    return cast("Entry", conflict.current)
