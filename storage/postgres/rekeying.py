"""Every body in a database sealed anew under another key, in one transaction, and compared before it counts."""

import time
from collections.abc import Sequence
from contextlib import closing

from storage.errors import Damaged, NotSaved
from storage.postgres.driver import Connection, connect
from storage.postgres.sealing import Keyed, header_of
from storage.postgres.sql import LOCK, table_of

AT_ONCE = 500  # rows
PATIENCE = 2.0  # seconds
IN_USE = "Another program has the data open. Stop the server first, on every machine; nothing was changed."
DIFFERS = "What was written is not what stood there. Nothing was changed."


def seal_anew(address: str, keys: Sequence[bytes], new: bytes) -> int:
    """How many rows there are. `NotSaved` where others have the database open, `Damaged`; psycopg's errors."""
    with closing(connect(Keyed(address, (new, *keys)))) as connection:
        _wait_for_others(connection)
        with connection.transaction():
            connection.execute(f"SELECT pg_advisory_xact_lock({LOCK})".encode())
            kinds = connection.execute(b"SELECT kind FROM kinds ORDER BY kind").fetchall()
            return sum(_kind_anew(connection, table_of(str(kind)), header_of(new)) for (kind,) in kinds)


def _kind_anew(connection: Connection, table: str, header: bytes) -> int:
    number, done = -(1 << 63), 0
    while found := _rows(connection, table, number):
        if not all(body for _, body in found):
            raise Damaged
        with connection.cursor() as cursor:
            update = f"UPDATE {table} SET body = %s WHERE id = %s"  # noqa: S608  # our own name, quoted
            cursor.executemany(update.encode(), [(body, at) for at, body in found])
        if _rows(connection, table, number) != found:
            raise NotSaved(DIFFERS)
        number, done = found[-1][0], done + len(found)
    begins = f"SELECT 1 FROM {table} WHERE substring(body FROM 1 FOR {len(header)}) <> %s LIMIT 1"  # noqa: S608
    if connection.execute(begins.encode(), (header,)).fetchone() is not None:
        raise NotSaved(DIFFERS)
    return done


def _rows(connection: Connection, table: str, after: int) -> list[tuple[int, bytes]]:
    sought = f"SELECT id, body FROM {table} WHERE id > %s ORDER BY id LIMIT {AT_ONCE}"  # noqa: S608
    found = connection.execute(sought.encode(), (after,), binary=True).fetchall()
    return [(int(str(number)), body) for number, body in found if isinstance(body, bytes)]


def _wait_for_others(connection: Connection) -> None:
    """Until no other Heard is connected to this database; one that has just ended is seen for a moment longer."""
    sought = (
        b"SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'heard'"
        b" AND pid <> pg_backend_pid() LIMIT 1"
    )
    until = time.monotonic() + PATIENCE
    while connection.execute(sought).fetchone() is not None:
        if time.monotonic() > until:
            raise NotSaved(IN_USE)
        time.sleep(0.05)
