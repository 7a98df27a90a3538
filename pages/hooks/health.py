"""Ready or not, and why; no personal data."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from time import monotonic

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from people.backups import standing
from people.imports.imports import standing as standing_of_imports
from people.nightly_runs import LATE
from storage.errors import StorageError
from storage.store import Database, Store

PATIENCE = 5.0  # seconds that a disk may take to keep a probe
FRESH = 2.0  # seconds for which one probe speaks, however many ask
RECENT = timedelta(seconds=10)  # a disk that is nearly full keeps the one and refuses the other


def health_route(store: Store, *, backups: bool = False, imports: bool = False) -> Route:
    """`GET /health`: 200 when the store reads and keeps what is written, else 503 with the reason in a sentence.

    Where `backups` are made each night, it says when the last good one was made and whether it is late: for a watch to
    ask. A program without a backup is ready all the same. Where `imports` come from a folder, it says
    when the last files came in and how many rows were wrong.
    """
    probe = Probe(store)

    async def health(request: Request) -> JSONResponse:
        if why := await probe.why_not():
            return JSONResponse({"ready": False, "why": why}, 503)
        told = {**({"backup": probe.backup} if backups else {}), **({"import": probe.brought} if imports else {})}
        return JSONResponse({"ready": True, **told})

    return Route("/health", health)


class Probe:
    """Writes a probe, one at a time and one in `FRESH` seconds, so that asking costs the disk next to nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turn = asyncio.Lock()
        self._asked = -FRESH
        self._why = ""
        self.backup: Mapping[str, object] = {}
        self.brought: Mapping[str, object] = {}

    async def why_not(self) -> str:
        """Why the program is not ready; empty when it is."""
        if self._store.found_faults:
            return f"The data is damaged: {self._store.found_faults[0]}"
        refused = self._store.refusals
        if refused.last is not None and datetime.now(UTC) - refused.last < RECENT:
            return refused.why
        async with self._turn:
            if monotonic() - self._asked >= FRESH:
                self._why = await self._look()
                self._asked = monotonic()
        return self._why

    async def _look(self) -> str:
        try:
            self.backup = self._store.read(_last_backup)
            self.brought = self._store.read(_last_import)
            await asyncio.wait_for(self._store.write(_keeps), PATIENCE)
        except StorageError as error:
            return str(error)
        except TimeoutError:
            return f"The disk has taken more than {PATIENCE:.0f} seconds to keep a probe."
        return ""


def _last_backup(db: Database) -> Mapping[str, object]:
    last = standing(db).last_good
    return {"last_good": last.isoformat() if last else None, "late": last is None or db.now - last > LATE}


def _last_import(db: Database) -> Mapping[str, object]:
    found = standing_of_imports(db)
    return {"last": found.last.isoformat() if found.last else None, "wrong": found.wrong}


def _keeps(db: Database) -> None:
    db.announce("health")  # a notice is a row, committed as everything is
