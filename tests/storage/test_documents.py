"""A document that is typed by its fields still has its number and its revision."""

import pytest
from engines import CONTACTS

from storage.documents import number_of, revision_of
from storage.store import Store


def test_a_document_of_the_store_has_a_number_and_counts_how_often_it_was_written(store: Store) -> None:
    number = store.write_now(lambda db: db.table(CONTACTS).insert({"name": "aunt"}))
    first = store.read(lambda db: db.table(CONTACTS).get(doc_id=number))
    store.write_now(lambda db: db.table(CONTACTS).replace(number, {"name": "great-aunt"}))
    second = store.read(lambda db: db.table(CONTACTS).get(doc_id=number))
    assert (number_of(first), number_of(second)) == (number, number)
    assert revision_of(second) == revision_of(first) + 1


def test_what_is_not_from_the_store_has_neither() -> None:
    for ask in (number_of, revision_of):
        with pytest.raises(TypeError):
            ask({"name": "aunt"})
