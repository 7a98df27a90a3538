"""What the bare programs keep rows with: one writer thread, one fsync for all that wait."""

import asyncio
import queue
import sqlite3
import threading
from pathlib import Path

LARGEST_GROUP = 256  # as many as Heard's own writer takes into one commit


class GroupCommit:
    """A writer thread: what waits is inserted together and committed with one fsync, then answered."""

    def __init__(self, file: Path, *more: str) -> None:
        self._waiting: queue.SimpleQueue[tuple[str, asyncio.Future[None]]] = queue.SimpleQueue()
        self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        for statement in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "CREATE TABLE answers (id INTEGER PRIMARY KEY, body TEXT)",
            *more,
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
