"""Every translation in memory: what was made since, by any process, is taken in and laid over the catalogues."""

import threading
from collections.abc import Mapping
from typing import Self

from language.catalogue import plural_categories, sayable
from language.overlay import Laid, lay_over
from language.registry import LANGUAGES
from storage.documents import number_of
from storage.store import Database, Store
from translations import changes, translations
from translations.entries import Entry, carried_over, entry
from translations.passages import Passage, passages
from translations.translations import Translation

TRANSLATED = tuple(code for code in LANGUAGES if code != "en")


class WordingIndex:
    """The translations of one store; each reading first takes in what was written since the last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen = 0  # the last change that is taken in
        self._kept: dict[int, Translation] = {}
        self._entries: dict[str, Mapping[str, Entry]] = {}

    @classmethod
    def following(cls, store: Store) -> Self:
        """The translations of a store from now on, whichever process writes them: each is said at once."""
        index = cls()
        store.read(index.read)
        store.subscribe(translations.TOPIC, lambda: store.read(index.read))
        return index

    def read(self, db: Database) -> None:
        """Take in what was written since the last reading; families read it from now on."""
        with self._lock:
            last = changes.last_number(db)
            if last <= self._seen:
                return
            touched = changes.touched(db, self._seen, last)
            fresh = translations.by_numbers(db, touched) if self._seen else list(translations.everything(db))
            self._kept.update((number_of(one), one) for one in fresh)
            self._seen = last
            for code in {one["language"] for one in fresh}:
                self._entries.pop(code, None)
                self._lay(code)

    def entries(self, db: Database, code: str) -> Mapping[str, Entry]:
        """Every passage in a language, by its English."""
        self.read(db)
        with self._lock:
            if code not in self._entries:
                self._entries[code] = self._worked_out(code)
            return self._entries[code]

    def _lay(self, code: str) -> None:
        self._entries[code] = self._worked_out(code)
        plurals = len(plural_categories(code))
        lay_over(code, {key: _laid(one, plurals) for key, one in self._entries[code].items() if one.number})

    def _worked_out(self, code: str) -> Mapping[str, Entry]:
        made = {one["message"]: one for one in self._kept.values() if one["language"] == code}
        wanted = passages()
        for gone in [one for key, one in made.items() if key not in wanted]:
            if now := carried_over(gone, _free(wanted, made), code):
                made[now.key] = gone
        return {key: entry(passage, code, made.get(key)) for key, passage in wanted.items()}


def _free(wanted: Mapping[str, Passage], made: Mapping[str, Translation]) -> list[Passage]:
    return [one for key, one in wanted.items() if key not in made]


def _laid(one: Entry, plurals: int) -> Laid:
    """What may be said of it: words whose placeholders no longer fit the English are not."""
    english = one.passage.english
    live = tuple(one.live["texts"]) if one.live else ()
    newest = one.texts if sayable(english, one.texts, plurals) else ()
    return Laid(newest, live if live and sayable(english, live, plurals) else (), len(english) > 1)
