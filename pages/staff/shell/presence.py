"""Keeps a session awake while its person works, with at most one write in five minutes."""

from datetime import datetime

from people.errors import SignedOut
from people.sessions import SEEN_STEP, seen
from storage.errors import StorageError
from storage.store import Store

MOST_REMEMBERED = 10_000


class Presence:
    """Remembers when each session was last noted, so that most events cost nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._noted: dict[str, datetime] = {}

    async def note(self, key: str) -> None:
        """Note that the person of this session did something. A note that cannot be kept stops nobody's work."""
        now = self._store.now
        last = self._noted.get(key)
        if last is not None and now - last < SEEN_STEP:
            return
        if len(self._noted) >= MOST_REMEMBERED:
            self._noted.clear()
        self._noted[key] = now
        try:
            await self._store.write(seen, key)
        except (SignedOut, StorageError):
            self._noted.pop(key, None)
