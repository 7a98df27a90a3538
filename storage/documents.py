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
    """The number of a document of the store whose static type is its `TypedDict`."""
    return _of_the_store(document).doc_id


def revision_of(document: Mapping[str, Any]) -> int:
    """The revision of a document of the store whose static type is its `TypedDict`."""
    return _of_the_store(document).revision


def _of_the_store(document: Mapping[str, Any]) -> Document:
    if not isinstance(document, Document):
        raise TypeError("This is no document of the store, so it has neither number nor revision.")
    return document
