"""Entries: what stands in one field of a review, one document a field so that two people rarely meet in one."""

from tinydb import where

from storage.kinds import Kind
from storage.store import Database
from storage.table import Document

ENTRIES = Kind("review_entries", indexed=("review", "key"), unique=("key",))


def key_of(review_id: int, question_id: str) -> str:
    """The key under which a field of a review stands once."""
    return f"{review_id}/{question_id}"


def entry(db: Database, review_id: int, question_id: str) -> Document | None:
    """What stands in one field, if it was ever filled."""
    return db.table(ENTRIES).get(where("key") == key_of(review_id, question_id))


def entries(db: Database, review_id: int) -> dict[str, Document]:
    """Every filled field of a review by question id."""
    return {one["question"]: one for one in db.table(ENTRIES).search(where("review") == review_id)}
