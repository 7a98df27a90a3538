"""Notes who was shown what of which child, at most once in an hour, so that most openings cost nothing."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import structlog

from people.readings import note_listed, note_opened
from storage.errors import StorageError
from storage.store import Database, Store

C = TypeVar("C", str, Sequence[str])

_log = structlog.get_logger("heard.readings")


class Readings:
    """Remembers what this process noted in the hour: a redraw, a reload and Back write nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._hour = ""
        self._noted: set[tuple[int, str, str]] = set()  # in this hour: who, child and what

    async def note(self, key: str, person: int, child: str, what: str) -> None:
        """In the trail before anything is shown. A store that cannot write hides no child: the log says so instead."""
        if self._new(person, [child], what):
            await self._write(note_opened, key, person, child, what)

    async def note_list(self, key: str, person: int, children: Iterable[str], what: str) -> None:
        """As `note`, of a list: one entry that names those of its children that were not noted in this hour."""
        if new := self._new(person, children, what):
            await self._write(note_listed, key, person, new, what)

    def _new(self, person: int, children: Iterable[str], what: str) -> list[str]:
        hour = self._store.now.isoformat()[:13]
        if hour != self._hour:
            self._hour, self._noted = hour, set()
        return [child for child in dict.fromkeys(children) if (person, child, what) not in self._noted]

    async def _write(
        self, verb: Callable[[Database, str, C, str], None], key: str, person: int, opened: C, what: str
    ) -> None:
        noted = self._noted  # of this hour, whatever the time is when it is written
        try:
            await self._store.write(verb, key, opened, what)
        except StorageError:
            _log.warning("reading not noted", staff=person)
            return
        noted.update((person, child, what) for child in ([opened] if isinstance(opened, str) else opened))
