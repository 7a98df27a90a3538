"""A store in a database of PostgreSQL: opened, asked whether it holds anything, and worked on by one process."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial

from storage.errors import Unreadable
from storage.kinds import Kind
from storage.migrations import Migration
from storage.postgres import layout
from storage.postgres.driver import connect, psycopg, refuse_unclear
from storage.postgres.engine import PostgresEngine
from storage.postgres.rekeying import seal_anew
from storage.postgres.sole import SoleHolder
from storage.store import Store, key_of_file, utc_now
from storage.way_in import WayIn

__all__ = [
    "AlreadyHeld",
    "SoleHolder",
    "holds_anything",
    "holds_rows",
    "open_database",
    "seal_rows_anew",
    "settle",
    "sole_holder",
    "write_as",
]


class AlreadyHeld(Exception):
    """Another process holds what one alone may have."""


def open_database(
    address: str,
    kinds: Iterable[Kind],
    *,
    secret: bytes,
    keys: Sequence[bytes] = (),
    clock: Callable[[], datetime] = utc_now,
    migrations: Sequence[Migration] = (),
    place: int | None = None,
) -> Store:
    """Open or make the store in a database; bodies and copies are encrypted under `keys`. NewerSchema, Unreadable.

    `place` is the number of the holder for whom it is opened in another process, as `write_as` has it.
    """
    kinds = tuple(kinds)
    engine = PostgresEngine(address, keys or (key_of_file(secret),))
    if place is not None:
        engine.writer().place = lambda: place
    try:
        store = Store(engine, kinds, secret=secret, clock=clock, migrations=migrations)
    except BaseException:
        engine.close()
        raise
    store.way_in = WayIn(partial(open_database, address), kinds, secret, tuple(keys), len(migrations))
    return store


def holds_rows(address: str) -> bool:
    """Whether Heard ever kept anything there. `Unreadable` where the database does not answer."""
    with _plainly(address):
        return layout.holds_rows(address)


def holds_anything(address: str) -> bool:
    """Whether there is anything there, of Heard or of others. `Unreadable` where the database does not answer."""
    with _plainly(address):
        return layout.holds_rows(address) or layout.holds_other(address)


def seal_rows_anew(address: str, keys: Sequence[bytes], new: bytes) -> int:
    """Seal all bodies under a new key and return how many there are. `NotSaved`, `Damaged`, `Unreadable`."""
    with _plainly(address):
        return seal_anew(address, keys, new)


def settle(address: str) -> None:
    """Have the server look at what was just brought in, so that it plans for it at once and not minutes later."""
    with _plainly(address), closing(connect(address)) as connection:
        connection.execute(b"VACUUM ANALYZE")


@contextmanager
def sole_holder(address: str, lost: Callable[[], None]) -> Iterator[SoleHolder]:
    """Inside, no other process of any machine is; `lost` is called where one came in after a cut. `AlreadyHeld`.

    It is called up to `LOOK_EVERY` seconds later: until then it is `write_as` that keeps the two apart.
    """
    with _plainly(address):
        holder = SoleHolder(address, lost)
    if not holder.holds:
        raise AlreadyHeld
    try:
        yield holder
    finally:
        holder.close()


def write_as(store: Store, holder: SoleHolder) -> None:
    """From now on the store keeps nothing once another process has come into this holder's place: `NotSaved`."""
    engine = store.engine
    if isinstance(engine, PostgresEngine):
        engine.writer().place = lambda: holder.number
        if store.way_in is not None:
            store.way_in = replace(store.way_in, holder=lambda: holder.number)


@contextmanager
def _plainly(address: str) -> Iterator[None]:
    refuse_unclear(address)
    try:
        yield
    except psycopg.Error as error:
        raise Unreadable(f"The database cannot be opened: {str(error).strip()}") from error
