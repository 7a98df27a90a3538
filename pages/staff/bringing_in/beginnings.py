"""The beginnings of files that are chosen, by their content: while somebody looks at them, in this process alone."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from documents.workbook_in import Sheet
from people.imports.beside import read_beside
from people.imports.chosen import KEPT
from people.imports.columns import ReadSheet
from people.imports.files import GivenFile
from storage.store import Store

MOST: Final = 40  # files
Content = Callable[[], Awaitable[bytes]]


@dataclass(frozen=True)
class _Beginning:
    at: datetime
    sheets: Sequence[Sheet]


class Beginnings:
    """What the screen shows of sheets; another process, and this one after a restart, reads the file again."""

    def __init__(self) -> None:
        self._known: dict[str, _Beginning] = {}
        self._read: dict[str, asyncio.Task[None]] = {}

    @property
    def known(self) -> frozenset[str]:
        """The digests of the contents whose beginnings are here."""
        return frozenset(self._known)

    def of(self, digest: str) -> Sequence[Sheet] | None:
        """The beginnings of the sheets of these contents; None where nobody has read them here."""
        known = self._known.get(digest)
        return known.sheets if known else None

    def keep(self, digest: str, read: Sequence[ReadSheet], now: datetime) -> None:
        """Keep them for an hour; the oldest go where there are too many."""
        fresh = {which: one for which, one in self._known.items() if one.at + KEPT > now and which != digest}
        newest = [*fresh.items(), (digest, _Beginning(now, [each.one.sheet for each in read]))]
        self._known = dict(newest[-MOST:])

    def drop(self, digests: Iterable[str]) -> None:
        """Nobody looks at these any more."""
        gone = frozenset(digests)
        self._known = {which: one for which, one in self._known.items() if which not in gone}

    async def read(self, store: Store, name: str, digest: str, content: Content) -> None:
        """Read them in a process of their own, unless they are here; whoever else asks meanwhile waits for the same."""
        if digest in self._known:
            return
        if digest not in self._read:
            self._read[digest] = asyncio.create_task(self._read_anew(store, name, digest, content))
        await asyncio.shield(self._read[digest])

    async def _read_anew(self, store: Store, name: str, digest: str, content: Content) -> None:
        try:
            self.keep(digest, await read_beside(store, GivenFile(name, await content())), store.now)
        finally:
            del self._read[digest]


BEGINNINGS = Beginnings()
