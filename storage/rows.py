"""One kind's documents over an engine's rows: keeps bodies, index entries, revisions and uniqueness in step."""

from collections.abc import Mapping
from typing import Any

from storage.bodies import pack, unpack
from storage.documents import Document
from storage.engine import BEFORE_ALL, Entry, Reader, Row, Span, Writer
from storage.errors import Conflict, Lasting, NoSuchDocument, Taken
from storage.indexing import Indexing
from storage.keys import ABSENT, NULL, OTHER, is_whole


def document_of(row: Row) -> Document:
    """The document that a row holds."""
    return Document(unpack(row[2]), row[0], row[1])


def insert(session: Writer, indexing: Indexing, document: Mapping[str, Any], number: int | None = None) -> int:
    """Keeps a new document and returns its number; Taken when a unique value stands already."""
    kind = indexing.kind.name
    body = pack(document)
    entries = _entries(indexing, document, body)
    _refuse_taken(session, indexing, entries, None, document)
    if number is None:
        number = session.take_number(kind)
    else:
        session.keep_number(kind, number)
    session.insert(kind, number, body)
    session.add_entries(kind, number, entries)
    return number


def change(session: Writer, indexing: Indexing, row: Row, before: Mapping[str, Any], after: Mapping[str, Any]) -> int:
    """Keeps a document anew and returns its revision; a document that is the same keeps its revision."""
    kind, (number, revision, old_body) = indexing.kind.name, row
    body = pack(after)
    if body == old_body:
        return revision
    _move_entries(session, indexing, number, before, after, body)
    session.update(kind, number, revision + 1, body)
    return revision + 1


def _move_entries(
    session: Writer, indexing: Indexing, number: int, before: Mapping[str, Any], after: Mapping[str, Any], body: bytes
) -> None:
    """Brings the index from what a document was to what it is; nothing where no indexed field changed."""
    if indexing.alike(before, after):
        return
    old, new = indexing.entries(before), _entries(indexing, after, body)
    gone, come = list(set(old) - set(new)), list(set(new) - set(old))
    _refuse_taken(session, indexing, come, number, after)
    session.drop_entries(indexing.kind.name, number, gone)
    session.add_entries(indexing.kind.name, number, come)


def amend(session: Writer, indexing: Indexing, document: Document, after: Mapping[str, Any]) -> int:
    """Keeps a document anew that stands as it was read; Conflict when it does not. Returns the new revision."""
    number, body = document.doc_id, pack(after)
    _move_entries(session, indexing, number, document, after, body)
    if not session.update(indexing.kind.name, number, document.revision + 1, body):
        raise Conflict(document_of(existing(session, indexing.kind.name, number)))
    return document.revision + 1


def delete(session: Writer, indexing: Indexing, row: Row) -> None:
    """Removes a document and its entries; Lasting when the kind is evidence."""
    refuse_lasting(indexing)
    kind, number = indexing.kind.name, row[0]
    session.drop_entries(kind, number, indexing.entries(unpack(row[2])))
    session.delete(kind, number)


def refuse_lasting(indexing: Indexing) -> None:
    """Lasting for a kind of which nothing is ever removed."""
    if indexing.kind.lasting:
        raise Lasting(indexing.kind.name)


def _entries(indexing: Indexing, document: Mapping[str, Any], body: bytes) -> list[Entry]:
    """The entries of what was kept. Only an unusual value (an enumeration, say) needs a look at how it was kept."""
    entries = indexing.entries(document)
    return indexing.entries(unpack(body)) if any(key == OTHER for _, key in entries) else entries


def existing(session: Reader, kind: str, number: int) -> Row:
    """The row, or NoSuchDocument."""
    row = session.row(kind, number)
    if row is None:
        raise NoSuchDocument(kind, number)
    return row


def rebuild(session: Writer, indexing: Indexing, chunk: int = 500) -> None:
    """Makes the index of a kind anew from its documents."""
    kind, number = indexing.kind.name, BEFORE_ALL
    session.add_kind(kind)
    session.clear_entries(kind)
    while rows := session.rows_after(kind, number, chunk):
        for row in rows:
            session.add_entries(kind, row[0], indexing.entries(unpack(row[2])))
        number = rows[-1][0]
    session.set_indexing(kind, indexing.fingerprint)


def _refuse_taken(
    session: Reader, indexing: Indexing, entries: list[Entry], number: int | None, document: Mapping[str, Any]
) -> None:
    """A value that is declared unique stands once."""
    once = indexing.kind.unique
    for field, key in entries:
        if field in once and key not in (ABSENT, NULL):
            found = session.first_within(indexing.kind.name, field, key)
            if found is not None and _stands(session, indexing, found, (field, key), number, document):
                raise Taken(indexing.kind.name, field)


def _stands(
    session: Reader, indexing: Indexing, found: Row, entry: Entry, number: int | None, document: Mapping[str, Any]
) -> bool:
    """Whether another document has the same value; the key alone does not prove it for a text that was cut."""
    field, key = entry
    if is_whole(key):
        return found[0] != number
    others = session.rows_within(indexing.kind.name, Span(field, key, key), 1000)
    value = indexing.value(field, document)
    return any(row[0] != number and indexing.value(field, unpack(row[2])) == value for row in others)
