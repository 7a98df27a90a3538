"""TinyDB's table over rows: every public call keeps its meaning, and the index finds its documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any, cast, overload

from tinydb.queries import QueryLike
from tinydb.table import Document as TinyDocument
from tinydb.table import Table
from tinydb.utils import LRUCache

from storage import finding, rows
from storage.bodies import unpack
from storage.documents import Document
from storage.engine import BEFORE_ALL
from storage.errors import Conflict
from storage.indexing import Indexing
from storage.prefetching import PrefetchingReader
from storage.unit_of_work import UnitOfWork
from storage.views import Changes, Lazy

__all__ = ["Document", "RowTable"]

Change = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


class NoCache(LRUCache):  # type: ignore[type-arg]  # TinyDB's class is generic in its stub only
    """Remembers nothing: another process may change the rows at any time."""

    def set(self, key: object, value: object) -> None:
        return None


class RowTable(Table):
    """One kind's documents within one unit of work."""

    document_class = Document
    _query_cache = NoCache(capacity=0)
    _next_id = None

    def __init__(self, unit: UnitOfWork, indexing: Indexing) -> None:
        self._unit = unit
        self._indexing = indexing
        self._name = indexing.kind.name

    @property
    def storage(self) -> Any:
        """The unit of work that the table belongs to."""
        return self._unit

    def __repr__(self) -> str:
        return f"<RowTable name={self._name!r} total={len(self)}>"

    # Reading

    def __len__(self) -> int:
        return self._unit.session.count(self._name)

    def __iter__(self) -> Iterator[Document]:
        last = BEFORE_ALL
        while chunk := self._unit.session.rows_after(self._name, last, finding.CHUNK):
            yield from map(rows.document_of, chunk)
            last = chunk[-1][0]

    def search(self, cond: QueryLike) -> list[Document]:  # type: ignore[override]  # a list of a narrower class
        """All matching documents, in the order of their numbers."""
        return list(finding.matching(self._unit.session, self._indexing, cond))

    @overload  # type: ignore[override]  # TinyDB's eight overloads come down to these
    def get(
        self, cond: QueryLike | None = None, doc_id: int | None = None, doc_ids: None = None
    ) -> Document | None: ...

    @overload
    def get(
        self, cond: QueryLike | None = None, doc_id: None = None, doc_ids: Iterable[int] = ...
    ) -> list[Document]: ...

    def get(
        self,
        cond: QueryLike | None = None,
        doc_id: int | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> Document | list[Document] | None:
        """One document by number or condition, or None; with `doc_ids` a list of those that exist."""
        session = self._unit.session
        if doc_id is not None:
            row = session.row(self._name, doc_id)
            return None if row is None else rows.document_of(row)
        if doc_ids is not None:
            return [rows.document_of(row) for row in session.rows_of(self._name, sorted(set(doc_ids)))]
        if cond is not None:
            return finding.first(session, self._indexing, cond)
        raise RuntimeError("You have to pass either cond or doc_id or doc_ids")

    def count(self, cond: QueryLike | None = None) -> int:
        """How many documents match; all of them without a condition."""
        return len(self) if cond is None else finding.count(self._unit.session, self._indexing, cond)

    def column(self, field: str) -> dict[int, str | float]:
        """An indexed field of every document that has it as a text or a number, by number and in the field's order.

        One statement that reads no document: to sort, filter and count a list of which only a page is drawn. A text
        longer than the index keeps is left out, and of a list the last element stands.
        """
        return self.columns([field])[field]

    def columns(self, fields: Sequence[str]) -> dict[str, dict[int, str | float]]:
        """The same of several fields, by field, read at once."""
        return finding.columns(self._unit.session, self._indexing, fields)

    def newest(self) -> Document | None:
        """The document that was kept last."""
        row = self._unit.session.last_row(self._name)
        return None if row is None else rows.document_of(row)

    def page(
        self,
        cond: QueryLike | None = None,
        *,
        by: str,
        newest_first: bool = False,
        limit: int | None = None,
        after: Document | None = None,
    ) -> list[Document]:
        """Matching documents in the order of an indexed field; those without the field come last either way.

        `after` is the last document of the page before; each page costs the same, however many share one value.
        """
        return finding.page(self._unit.session, self._indexing, cond, by, newest_first, limit, after)

    def prefetch(self, field: str, values: Iterable[Any]) -> None:
        """Read the documents in which an indexed field has one of these values; they are asked for one by one next.

        Of use in a unit of work that remembers, and else nothing at all.
        """
        if isinstance(session := self._unit.session, PrefetchingReader):
            keys = (self._indexing.key(field, value) for value in values)
            session.fetch_keys(self._name, field, [key for key in keys if key is not None])

    def prefetch_numbers(self, numbers: Iterable[int]) -> None:
        """The same for the documents of these numbers."""
        if isinstance(session := self._unit.session, PrefetchingReader):
            session.fetch_numbers(self._name, numbers)

    # Writing

    def insert(self, document: Mapping[str, Any]) -> int:
        """Keeps a new document and returns its number. Taken when a unique value stands already."""
        if not isinstance(document, Mapping):
            raise ValueError("Document is not a Mapping")
        session = self._unit.writing
        if not isinstance(document, TinyDocument):
            return rows.insert(session, self._indexing, document)
        if session.row(self._name, document.doc_id) is not None:
            raise ValueError(f"Document with ID {document.doc_id} already exists")
        return rows.insert(session, self._indexing, document, document.doc_id)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Keeps new documents, all or none, and returns their numbers."""
        with self._unit.all_or_none():
            return [self.insert(document) for document in documents]

    def update(self, fields: Change, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Changes matching documents, all or none, and returns their numbers."""
        if cond is not None and doc_ids is None:
            doc_ids = [document.doc_id for document in self.search(cond)]
        return super().update(fields, doc_ids=doc_ids)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Changes matching documents, or keeps a new one when there are none."""
        if isinstance(document, TinyDocument) and not isinstance(document, Document):
            document = Document(document, document.doc_id)
        return super().upsert(document, cond)

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Removes matching documents and returns their numbers, which are not given out again."""
        if cond is not None and doc_ids is None:
            doc_ids = [document.doc_id for document in self.search(cond)]
        return super().remove(doc_ids=doc_ids)

    def truncate(self) -> None:
        """Removes every document; numbers begin at 1 again."""
        rows.refuse_lasting(self._indexing)
        self._unit.writing.clear(self._name)

    def replace(self, doc_id: int, fields: Mapping[str, Any], *, revision: int | None = None) -> Document:
        """Sets fields of one document and returns it. A `revision` that is no longer current raises Conflict."""
        session = self._unit.writing
        row = rows.existing(session, self._name, doc_id)
        before = unpack(row[2])
        if revision is not None and revision != row[1]:
            raise Conflict(Document(before, doc_id, row[1]))
        after = {**before, **fields}
        return Document(after, doc_id, rows.change(session, self._indexing, row, before, after))

    def amend(self, document: Document, fields: Mapping[str, Any]) -> Document:
        """As `replace` for a document that was read in this unit of work, without reading it again; Conflict if not."""
        session = self._unit.writing
        after = {**document, **fields}
        if after == document:
            return document
        revision = rows.amend(session, self._indexing, document, after)
        return Document(after, document.doc_id, revision)

    # What TinyDB's own methods stand on

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast("dict[str, Mapping[str, Any]]", Lazy(self._unit.session, self._name))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._unit.all_or_none():
            changes = Changes(self._unit.writing, self._indexing)
            updater(cast("dict[int, Mapping[str, Any]]", changes))
            changes.keep()

    def _get_next_id(self) -> int:
        session = self._unit.writing
        number = session.take_number(self._name)
        session.reserve_number(self._name, number)
        return number
