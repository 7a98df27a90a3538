"""Notes who opened what of which child, at most once in an hour, so that most openings cost nothing."""

import structlog

from people.readings import note_opened
from storage.errors import StorageError
from storage.store import Store

MOST_REMEMBERED = 10_000

_log = structlog.get_logger("heard.readings")


class Readings:
    """Remembers what this process noted in the hour: a redraw, a reload and Back write nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._noted: dict[tuple[int, str, str], str] = {}  # the hour, by who, child and what

    async def note(self, key: str, person: int, child: str, what: str) -> None:
        """In the trail before anything is shown. A store that cannot write hides no child: the log says so instead."""
        hour = self._store.now.isoformat()[:13]
        opened = (person, child, what)
        if self._noted.get(opened) == hour:
            return
        try:
            await self._store.write(note_opened, key, child, what)
        except StorageError:
            _log.warning("reading not noted", staff=person)
            return
        if len(self._noted) >= MOST_REMEMBERED:
            self._noted.clear()
        self._noted[opened] = hour
