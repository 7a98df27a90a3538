"""A folder of documents: verbs run on it, reading or writing, and listeners hear of what was written."""

import asyncio
import hashlib
import hmac
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

import structlog

from storage.copying import Copied, copy_store
from storage.database import Database, Declarations
from storage.engine import Engine, Writer
from storage.errors import Unreadable
from storage.indexing import Indexing
from storage.integrity import faults, structural_faults
from storage.kinds import Kind
from storage.migrations import Migration, migrate
from storage.notices import Notices
from storage.remembering import Remembered
from storage.sqlite.encryption import fitting, is_plain, write_anew
from storage.sqlite.engine import SqliteEngine
from storage.sqlite.layout import file_of
from storage.way_in import WayIn
from storage.writer import GroupWriter, Refusals, Unit

__all__ = ["Database", "Store", "holds_data", "utc_now"]

READERS = 1  # thread that reads for those who await it: a second one would only take the turns of the event loop
REST = 0.1  # seconds after each millisecond of a look at the whole: families do not wait for it
_log = structlog.get_logger("heard.storage")
P = ParamSpec("P")
R = TypeVar("R")


def utc_now() -> datetime:
    """The time, aware and in UTC."""
    return datetime.now(UTC)


class Store:
    """Documents that survive. Verbs are plain functions on a Database; `write` is durable when it returns."""

    def __init__(
        self,
        engine: Engine,
        kinds: Iterable[Kind],
        *,
        secret: bytes,
        clock: Callable[[], datetime] = utc_now,
        migrations: Sequence[Migration] = (),
    ) -> None:
        self.way_in: WayIn | None = None  # set by who knows where the data lies
        self._engine = engine
        self._clock = clock
        self.found_faults: list[str] = []  # of the last look at the whole
        self._reading = ThreadPoolExecutor(READERS, thread_name_prefix="heard-read")
        self._remembered = threading.local()  # for each thread its own, as its reading connection is
        keyed_hash = _keyed_hash(secret)
        self._declarations = Declarations({kind.name: Indexing(kind, keyed_hash) for kind in kinds}, keyed_hash)
        migrate(engine, migrations, self._declarations, self._work)
        self._notices = Notices(engine)
        self._writer = GroupWriter(engine, self._work, self._notices.told)

    @classmethod
    def open(
        cls,
        folder: Path,
        kinds: Iterable[Kind],
        *,
        secret: bytes,
        keys: Sequence[bytes] = (),
        clock: Callable[[], datetime] = utc_now,
        migrations: Sequence[Migration] = (),
    ) -> Self:
        """Opens or makes the data in a folder. NewerSchema, Unreadable.

        `secret` keys the hashed index, and `keys` the file, the newest first; without any, one is worked out of it.
        """
        kinds = tuple(kinds)
        engine = SqliteEngine(folder, keys or (key_of_file(secret),))
        try:
            store = cls(engine, kinds, secret=secret, clock=clock, migrations=migrations)
        except BaseException:
            engine.close()
            raise
        store.way_in = WayIn(partial(Store.open, folder), kinds, secret, tuple(keys), len(migrations))
        return store

    async def write(self, verb: Callable[Concatenate[Database, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Runs a verb in a unit of work of its own; when this returns, what it did is durable."""
        unit = Unit(verb, args, kwargs)
        unit.loop = asyncio.get_running_loop()
        unit.future = unit.loop.create_future()
        self._writer.put(unit)
        value: R = await unit.future
        return value

    def write_now(self, verb: Callable[Concatenate[Database, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The same, blocking: for the command line and for tests."""
        unit = Unit(verb, args, kwargs)
        self._writer.run(unit)
        if unit.error is not None:
            raise unit.error
        value: R = unit.value
        return value

    def read(self, verb: Callable[Concatenate[Database, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Runs a verb on a snapshot, at once and in this thread; writing through it raises ReadOnly."""
        try:
            with self._engine.reading() as session:
                database = Database(session, self._declarations, self._clock(), writable=False)
                try:
                    return verb(database, *args, **kwargs)
                finally:
                    database.end()
        except Exception as error:
            fault = error if isinstance(error, Unreadable) else self._engine.fault(error, writing=False)
            if fault is None:
                raise
            _log.error("not read", verb=getattr(verb, "__name__", "a verb"), why=type(fault).__name__)
            raise fault from error

    async def fetch(self, verb: Callable[Concatenate[Database, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """As `read`, awaited: in a reading thread with a connection of its own, while the event loop goes on."""
        return await asyncio.get_running_loop().run_in_executor(self._reading, lambda: self.read(verb, *args, **kwargs))

    def reread(self, verb: Callable[Concatenate[Database, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """As `read`, for a page that many open: remembers for a second at most, and never past a commit."""
        remembered: Remembered | None = getattr(self._remembered, "answers", None)
        if remembered is None:
            remembered = self._remembered.answers = Remembered()
        key = (verb, args, *kwargs.items())
        value: R = remembered.answer(self._engine.version(), key, lambda: self.read(verb, *args, **kwargs))
        return value

    def subscribe(self, topic: str, listener: Callable[[], None]) -> Callable[[], None]:
        """Calls the listener after each commit that announced the topic, by any process; returns the way to stop."""
        return self._notices.subscribe(topic, listener)

    def structural_faults(self) -> list[str]:
        """What is wrong with the structure of the data; a quick look, for a start."""
        return structural_faults(self._engine)

    def faults(self) -> list[str]:
        """What is wrong with the data: every document and every index entry is looked at. Empty when all is whole."""
        return faults(self._engine, self._declarations.indexings)

    async def look_for_faults(self) -> list[str]:
        """The same at leisure, in a thread of its own with its own connection; `found_faults` remembers it."""
        with ThreadPoolExecutor(1, thread_name_prefix="heard-look") as thread:
            look = partial(faults, self._engine, self._declarations.indexings, partial(time.sleep, REST))
            self.found_faults = await asyncio.get_running_loop().run_in_executor(thread, look)
        for fault in self.found_faults:
            _log.error("the data is damaged", fault=fault)
        return self.found_faults

    def copy_to(self, folder: Path, rest: Callable[[], None] = lambda: None) -> Copied:
        """A copy of all that stands here at this moment, looked at and durable; others go on writing meanwhile."""
        return copy_store(self._engine, self._declarations.indexings, folder, rest)

    @property
    def now(self) -> datetime:
        """The time by the store's clock, in UTC."""
        return self._clock()

    def close(self) -> None:
        """Finishes what waits and lets go of the folder."""
        self._notices.close()
        self._reading.shutdown()
        self._writer.close()
        self._engine.close()

    @property
    def engine(self) -> Engine:
        """The engine, for an export."""
        return self._engine

    @property
    def indexings(self) -> Mapping[str, Indexing]:
        """What of each kind stands in the index, for a copy elsewhere."""
        return self._declarations.indexings

    @property
    def refusals(self) -> Refusals:
        """How many units of work the disk or the engine has refused since the start, when last, and why."""
        return self._writer.refusals

    @property
    def commits(self) -> tuple[int, int]:
        """How many groups were committed, and how many units of work were in them."""
        return self._writer.groups, self._writer.units

    def _work(self, session: Writer) -> Database:
        return Database(session, self._declarations, self._clock(), writable=True)


def key_of_file(secret: bytes) -> bytes:
    """The key that a file is encrypted under as long as it has been given no other."""
    return hmac.digest(secret, b"heard: the file that the rows stand in", "sha256")


def is_readable_by_anybody(folder: Path) -> bool:
    """Whether the data is not encrypted, because it was made before it could be."""
    return is_plain(file_of(folder))


def change_key(folder: Path, keys: Sequence[bytes], new: bytes) -> int:
    """Write the data anew under a new key and return how many rows it has. Unreadable, NotSaved."""
    file = file_of(folder)
    return write_anew(file, fitting(file, keys), new)


def holds_data(folder: Path) -> bool:
    """Whether anything was ever kept in a folder; a file of no bytes holds nothing."""
    return file_of(folder).exists() and file_of(folder).stat().st_size > 0


def _keyed_hash(secret: bytes) -> Callable[[str], str]:
    if len(secret) < 16:
        raise ValueError("The store's secret is too short to protect anything: give at least 16 bytes.")
    begun = hashlib.blake2b(key=hashlib.sha256(secret).digest(), digest_size=20)

    def keyed_hash(value: str) -> str:
        state = begun.copy()
        state.update(value.encode())
        return state.hexdigest()

    return keyed_hash
