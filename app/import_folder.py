"""Files that another system puts into a folder: brought in by themselves, each content once."""

import asyncio
from pathlib import Path
from typing import Final

import structlog

from app.background import Job
from documents.workbook_package import NotReadable
from people.imports import imports
from people.imports.files import GivenFile, digest_of, fingerprint, kind_of, read_file
from people.imports.imports import CHILDREN, CONTACTS
from people.imports.mappings import Memory, memory_of
from people.imports.work import batch_of, bring
from storage.store import Store

LOOK_EVERY: Final = 900.0  # seconds
SETTLED: Final = 60.0  # seconds since a file was last written to, so that none is read half copied
_log = structlog.get_logger("heard.imports")


def jobs_of_imports(store: Store, folder: Path | None) -> tuple[Job, ...]:
    """Looking into the folder; none where no folder is set."""
    return (Job("files to bring in", LOOK_EVERY, ImportFolder(store, folder).round),) if folder else ()


class ImportFolder:
    """The folder, and the contents in it that cannot be read, which are told once."""

    def __init__(self, store: Store, folder: Path, settled: float = SETTLED) -> None:
        self._store, self._folder, self._settled = store, folder, settled
        self._unreadable: set[str] = set()
        self._memory = Memory()

    async def round(self) -> None:
        """Bring in what lies there, the children before their contacts, unless these contents came in before."""
        memory = await self._store.fetch(memory_of)
        if memory != self._memory:  # somebody has said since what such a file is
            self._memory, self._unreadable = memory, set()
        by_kind = await asyncio.to_thread(self._files)
        for kind in (CHILDREN, CONTACTS):
            files = by_kind[kind]
            digest = digest_of(fingerprint(one.content) for one in files)
            if files and not await self._store.fetch(imports.was_taken, digest):
                await bring(self._store, await asyncio.to_thread(batch_of, self._store, kind, files))

    def _files(self) -> dict[str, list[GivenFile]]:
        found: dict[str, list[GivenFile]] = {CHILDREN: [], CONTACTS: []}
        for path in sorted(self._folder.iterdir()):
            if path.suffix.lower() not in {".csv", ".xlsx"} or self._is_being_written(path):
                continue
            file = GivenFile(path.name, path.read_bytes())
            if fingerprint(file.content) in self._unreadable:
                continue
            try:
                found[kind_of(read_file(file, self._memory))].append(file)
            except NotReadable:
                self._unreadable.add(fingerprint(file.content))
                _log.error("a file in the folder cannot be read", file=path.name)
        return found

    def _is_being_written(self, path: Path) -> bool:
        return self._store.now.timestamp() - path.stat().st_mtime < self._settled
