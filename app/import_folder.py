"""Files that another system puts into a folder: brought in by themselves, each content once."""

import asyncio
from pathlib import Path
from typing import Final

import structlog

from app.background import Job
from people.imports.beside import bring_folder_beside
from people.imports.mappings import Memory, memory_of
from storage.store import Store

LOOK_EVERY: Final = 900.0  # seconds
SETTLED: Final = 60.0  # seconds since a file was last written to, so that none is read half copied
_log = structlog.get_logger("heard.imports")


def jobs_of_imports(store: Store, folder: Path | None) -> tuple[Job, ...]:
    """Looking into the folder; none where no folder is set."""
    return (Job("files to bring in", LOOK_EVERY, ImportFolder(store, folder).round),) if folder else ()


class ImportFolder:
    """The folder, what lay in it when all of it was in, and the contents that cannot be read, which are told once."""

    def __init__(self, store: Store, folder: Path, settled: float = SETTLED) -> None:
        self._store, self._folder, self._settled = store, folder, settled
        self._memory = Memory()
        self._unreadable: frozenset[str] = frozenset()
        self._taken: dict[Path, tuple[int, int]] = {}

    async def round(self) -> None:
        """Bring in what lies there, in a process of its own; nothing is started where all lies as it lay."""
        memory = await self._store.fetch(memory_of)
        if memory != self._memory:  # somebody has said since what such a file is
            self._memory, self._unreadable, self._taken = memory, frozenset(), {}
        lying = await asyncio.to_thread(self._lying)
        if lying == self._taken:
            return
        told = await bring_folder_beside(self._store, sorted(lying), self._unreadable)
        for name in told.values():
            _log.error("a file in the folder cannot be read", file=name)
        self._unreadable |= told.keys()
        self._taken = lying

    def _lying(self) -> dict[Path, tuple[int, int]]:
        """The files that nobody writes to any more, with when each was last written to and how large it is."""
        files = [path for path in self._folder.iterdir() if path.suffix.lower() in {".csv", ".xlsx"}]
        latest = self._store.now.timestamp() - self._settled
        known = [(path, path.stat()) for path in files]
        return {path: (about.st_mtime_ns, about.st_size) for path, about in known if about.st_mtime <= latest}
