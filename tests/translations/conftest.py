"""The words of a store, said by this process as the server has them said."""

from collections.abc import Callable, Iterator

import pytest

from language import catalogue
from language.catalogue import shipped
from language.overlay import lay_over, show_drafts
from language.remembered import words_changed
from storage.store import Store
from translations import passages
from translations.entries import Entry
from translations.index import TRANSLATED, WordingIndex


class Words:
    """A store's translations, and how each passage stands."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.index = WordingIndex.following(store)

    def of(self, key: str, code: str = "ps") -> Entry:
        return self.store.read(self.index.entries, code)[key]


@pytest.fixture
def words(store: Store) -> Iterator[Words]:
    show_drafts(False)
    yield Words(store)
    for code in TRANSLATED:
        lay_over(code, {})


@pytest.fixture
def messages(tmp_path, monkeypatch) -> Iterator[Callable[[str], None]]:
    """Has the program know these messages, and no shipped catalogue; again, for an English that has changed."""

    def know(entries: str) -> None:
        (tmp_path / "messages.pot").write_text(f'msgid ""\nmsgstr ""\n\n{entries}')
        for each in (passages.passages, passages._by_code, passages.groups, passages.order_of, shipped):
            each.cache_clear()
        words_changed()

    with monkeypatch.context() as patched:
        patched.setattr(catalogue, "FOLDER", tmp_path)
        yield know
    for each in (passages.passages, passages._by_code, passages.groups, passages.order_of, shipped):
        each.cache_clear()
    words_changed()
