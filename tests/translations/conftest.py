"""The words of a store, said by this process as the server has them said."""

from collections.abc import Iterator

import pytest

from language.overlay import lay_over, show_drafts
from storage.store import Store
from translations.entries import Entry
from translations.index import TRANSLATED, WordingIndex
from translations.translations import TOPIC


class Words:
    """A store's translations, and how each passage stands."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.index = WordingIndex()
        store.subscribe(TOPIC, lambda: store.read(self.index.read))

    def of(self, key: str, code: str = "ps") -> Entry:
        return self.store.read(self.index.entries, code)[key]


@pytest.fixture
def words(store: Store) -> Iterator[Words]:
    show_drafts(False)
    yield Words(store)
    for code in TRANSLATED:
        lay_over(code, {})
