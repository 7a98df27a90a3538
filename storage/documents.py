"""A document as it is handed out: a dict with its number and its revision beside it."""

from collections.abc import Mapping
from typing import Any

from tinydb.table import Document as TinyDocument


class Document(TinyDocument):
    """TinyDB's document that also knows how often it has been written; `revision` is no part of the dict."""

    def __init__(self, value: Mapping[str, Any], doc_id: int, revision: int = 0) -> None:
        dict.__init__(self, value)
        self.doc_id = doc_id
        self.revision = revision


def number_of(document: Mapping[str, Any]) -> int:
    """The number of a document of the store that is typed by its fields; TypeError for what is not from the store."""
    return _of_store(document).doc_id


def revision_of(document: Mapping[str, Any]) -> int:
    """How often a document of the store, typed by its fields, has been written; TypeError as in `number_of`."""
    return _of_store(document).revision


def _of_store(document: Mapping[str, Any]) -> Document:
    if not isinstance(document, Document):
        raise TypeError("Only a document of the store has a number and a revision.")
    return document
