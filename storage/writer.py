"""The one writer thread: waiting units of work share a commit, and are answered when it is durable."""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

import structlog

from storage.engine import Engine, Writer
from storage.errors import StorageError

_log = structlog.get_logger("heard.storage")
LARGEST_GROUP = 256  # units; bounds how long the first of a group waits for the last


class Work(Protocol):
    """What a unit of work runs in; made by the store for each."""

    topics: list[str]

    def end(self) -> None: ...


class Unit:
    """One verb with its arguments, then its value or its error, and who waits for it."""

    __slots__ = ("args", "error", "future", "kwargs", "loop", "topics", "value", "verb", "waiting")

    def __init__(self, verb: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        self.verb, self.args, self.kwargs = verb, args, kwargs
        self.value: Any = None
        self.error: BaseException | None = None
        self.topics: list[str] = []
        self.loop: asyncio.AbstractEventLoop | None = None
        self.future: asyncio.Future[Any] | None = None
        self.waiting: threading.Event | None = None


@dataclass(frozen=True)
class Refusals:
    """How often something could not be kept since the start of the program, when last, and why."""

    number: int = 0
    last: datetime | None = None
    why: str = ""

    def and_another(self, why: StorageError) -> "Refusals":
        return Refusals(self.number + 1, datetime.now(UTC), str(why))


class GroupWriter:
    """Runs units of work one after another, each whole or not at all, and commits all that wait with one fsync."""

    def __init__(
        self, engine: Engine, work: Callable[[Writer], Work], told: Callable[[Writer | None, list[str]], None]
    ) -> None:
        self._engine = engine
        self._session = engine.writer()
        self._work = work
        self._told = told
        self._waiting: queue.SimpleQueue[Unit | None] = queue.SimpleQueue()
        self._turn = threading.Lock()  # held by whoever runs a group
        self._door = threading.Lock()  # nothing is handed over after the end
        self._running_in: int | None = None
        self._closed = False
        self.groups = 0
        self.units = 0
        self.refusals = Refusals()
        self._thread = threading.Thread(target=self._run, name="heard-writer", daemon=True)
        self._thread.start()

    def put(self, unit: Unit) -> None:
        """Hands over a unit of work. StorageError when the store is closed."""
        self._refuse_nesting()
        with self._door:
            if self._closed:
                raise StorageError("The store is closed.")
            self._waiting.put(unit)

    def run(self, unit: Unit) -> None:
        """Returns when a unit of work is done: in this thread when nothing else is under way."""
        self._refuse_nesting()
        if self._waiting.empty() and self._turn.acquire(blocking=False):
            try:
                if not self._closed:
                    self._keep([unit])
                    return
            finally:
                self._turn.release()
        unit.waiting = threading.Event()
        self.put(unit)
        unit.waiting.wait()

    def close(self) -> None:
        """Finishes what waits, then ends the thread."""
        with self._door:
            if self._closed:
                return
            self._closed = True
            self._waiting.put(None)
        self._thread.join()
        self._turn.acquire()  # nobody runs a group any more, nor will

    def _refuse_nesting(self) -> None:
        if self._running_in == threading.get_ident():
            raise StorageError("A verb may not start another one through the store; call it with your own database.")

    def _run(self) -> None:
        while (unit := self._waiting.get()) is not None:
            group = [unit]
            last = False
            with self._turn:
                with contextlib.suppress(queue.Empty):
                    while len(group) < LARGEST_GROUP and not last:
                        following = self._waiting.get_nowait()
                        last = following is None
                        if following is not None:
                            group.append(following)
                self._keep(group)
            _answer(group)
            if last:
                break

    def _keep(self, group: list[Unit]) -> None:
        """Commits a group; a fault of the disk or of the engine is the fault of all of it."""
        session = self._session
        self._running_in = threading.get_ident()
        try:
            session.begin()
            self._run_all(session, group)
            topics = list(dict.fromkeys(topic for unit in group for topic in unit.topics))
            if topics:
                self._told(session, topics)
            session.commit()
        except BaseException as error:
            session.abandon()
            self._fail(group, self._engine.fault(error, writing=True) or error)
            return
        finally:
            self._running_in = None
        self.groups += 1
        self.units += len(group)
        if topics:
            self._told(None, topics)

    def _run_all(self, session: Writer, group: list[Unit]) -> None:
        """Runs all units under one savepoint; when one fails after it wrote, all again, each in its own.

        Nearly every unit succeeds, or is refused before it writes: a savepoint each would be in vain.
        """
        session.savepoint()
        if all(self._ran(session, unit) for unit in group):
            session.release()
            return
        session.undo()
        for unit in group:
            unit.error = None
            self._run_one(session, unit)

    def _ran(self, session: Writer, unit: Unit) -> bool:
        """Runs one verb; False when it failed and left something behind."""
        before = session.changes()
        work = self._work(session)
        try:
            unit.value = unit.verb(work, *unit.args, **unit.kwargs)
        except BaseException as error:
            if not session.is_open() or self._engine.fault(error, writing=True) is not None:
                raise
            unit.error = error
            return session.changes() == before
        else:
            unit.topics = work.topics
            return True
        finally:
            work.end()

    def _run_one(self, session: Writer, unit: Unit) -> None:
        """Runs one verb in its own savepoint. What it raises is its caller's, and undoes nobody else's work."""
        session.savepoint()
        work = self._work(session)
        try:
            unit.value = unit.verb(work, *unit.args, **unit.kwargs)
        except BaseException as error:
            if not session.is_open() or self._engine.fault(error, writing=True) is not None:
                raise
            session.undo()
            unit.error = error
        else:
            session.release()
            unit.topics = work.topics
        finally:
            work.end()

    def _fail(self, group: list[Unit], error: BaseException) -> None:
        for unit in group:
            unit.error = error
            unit.topics = []
        if isinstance(error, StorageError):
            for unit in group:
                self.refusals = self.refusals.and_another(error)
                with contextlib.suppress(OSError):  # nothing keeps the callers from their answer
                    _log.error("not kept", verb=getattr(unit.verb, "__name__", "a verb"), why=type(error).__name__)


def _answer(group: list[Unit]) -> None:
    """Wakes every caller of a group; one call for each event loop."""
    loops: dict[asyncio.AbstractEventLoop, list[Unit]] = {}
    for unit in group:
        if unit.waiting is not None:
            unit.waiting.set()
        elif unit.loop is not None:
            loops.setdefault(unit.loop, []).append(unit)
    for loop, units in loops.items():
        with contextlib.suppress(RuntimeError):  # the loop was closed, so nobody waits any more
            loop.call_soon_threadsafe(_resolve, units)


def _resolve(units: Iterable[Unit]) -> None:
    for unit in units:
        future = unit.future
        if future is None or future.done():
            continue
        if unit.error is None:
            future.set_result(unit.value)
        else:
            future.set_exception(unit.error)
