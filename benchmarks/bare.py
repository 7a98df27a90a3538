"""The bare Starlette programs: a static page, and a form post kept in SQLite. `python -m benchmarks.bare PORT …`."""

import asyncio
import json
import queue
import sqlite3
import sys
import threading
from pathlib import Path
from urllib.parse import parse_qs

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

WORDS = "<p>The quick brown fox jumps over the lazy dog.</p>\n"
LARGEST_GROUP = 256  # as many as Heard's own writer takes into one commit


def static(size: int) -> Starlette:
    """A page of so many bytes, the same for everybody."""
    page = (WORDS * (size // len(WORDS) + 1)).encode()[:size]

    async def show(request: Request) -> Response:
        return HTMLResponse(page)

    return Starlette(routes=[Route("/", show)])


def keeping(file: Path) -> Starlette:
    """A form whose fields are kept as one JSON row, durably, before the answer goes out."""
    writer = GroupCommit(file)

    async def show(request: Request) -> Response:
        return HTMLResponse(b"")

    async def keep(request: Request) -> Response:
        fields = parse_qs((await request.body()).decode())
        await writer.keep(json.dumps(fields))
        return Response(status_code=303, headers={"location": request.url.path})

    return Starlette(routes=[Route("/", show), Route("/f/{token}", keep, methods=["POST"])])


class GroupCommit:
    """A writer thread: what waits is inserted together and committed with one fsync, then answered."""

    def __init__(self, file: Path) -> None:
        self._waiting: queue.SimpleQueue[tuple[str, asyncio.Future[None]]] = queue.SimpleQueue()
        self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        for statement in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "CREATE TABLE answers (id INTEGER PRIMARY KEY, body TEXT)",
        ):
            self._connection.execute(statement)
        threading.Thread(target=self._run, daemon=True).start()

    async def keep(self, body: str) -> None:
        """Durable when it returns."""
        done = asyncio.get_running_loop().create_future()
        self._waiting.put((body, done))
        await done

    def _run(self) -> None:
        while True:  # a daemon thread: it ends with its program
            group = [self._waiting.get()]
            while len(group) < LARGEST_GROUP and not self._waiting.empty():
                group.append(self._waiting.get())
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT INTO answers (body) VALUES (?)", [(body,) for body, _ in group])
            self._connection.execute("COMMIT")
            group[0][1].get_loop().call_soon_threadsafe(_answer, [done for _, done in group])


def _answer(waiting: list[asyncio.Future[None]]) -> None:
    for done in waiting:
        if not done.done():
            done.set_result(None)


def main(port: int, kind: str, what: str) -> None:
    """Serve with the settings that Heard serves with."""
    program = static(int(what)) if kind == "static" else keeping(Path(what))
    uvicorn.run(program, host="127.0.0.1", port=port, access_log=False, server_header=False, log_level="warning")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
