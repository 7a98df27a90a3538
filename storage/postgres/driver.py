"""The driver, and how every connection to the database is made."""

import psycopg
from psycopg import errors
from psycopg.abc import Buffer
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import Int8Dumper
from psycopg.types.string import ByteaBinaryLoader, BytesBinaryDumper

from storage.errors import Unreadable
from storage.postgres.sealing import Keyed, Sealing

__all__ = ["Connection", "TransactionStatus", "connect", "errors", "psycopg", "refuse_unclear"]

Connection = psycopg.Connection[tuple[object, ...]]

# A machine that is gone is noticed within half a minute; what the address itself says goes before these.
_USUAL: dict[str, str | int] = {
    "connect_timeout": 5,
    "application_name": "heard",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}


def connect(address: str) -> Connection:
    """A connection that begins its transactions by hand; psycopg's errors where there is none."""
    given = conninfo_to_dict(address)
    usual = {name: value for name, value in _USUAL.items() if name not in given}
    connection: Connection = psycopg.connect(make_conninfo(address, **usual), autocommit=True)
    connection.prepare_threshold, connection.prepared_max = 1, None  # there are a few for each kind, and no others
    connection.execute(b"SET jit = off")  # no statement of ours is worth a compiler
    if isinstance(address, Keyed) and address.keys:
        _seal_on(connection, Sealing(address.keys))
    connection.adapters.register_dumper(int, Int8Dumper)  # else a statement is prepared for each size of number
    return connection


def _seal_on(connection: Connection, sealing: Sealing) -> None:
    """From now on bodies are sealed that go over this connection, and those that come are opened."""

    class Sealed(BytesBinaryDumper):
        def dump(self, obj: Buffer) -> Buffer:
            return sealing.sealed(bytes(obj))

    class Opened(ByteaBinaryLoader):
        def load(self, data: Buffer) -> bytes:
            return sealing.opened(bytes(data))

    connection.adapters.register_dumper(bytes, Sealed)
    connection.adapters.register_loader("bytea", Opened)


def refuse_unclear(address: str) -> None:
    """`Unreadable` for what is no address of a database; its words never repeat the address, which has a password."""
    try:
        conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        raise Unreadable("The address of the database cannot be read. Write postgresql://role@host/name.") from None
