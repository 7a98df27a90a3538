"""The driver, and how every connection to the database is made."""

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import Int8Dumper

from storage.errors import Unreadable

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
    connection.adapters.register_dumper(int, Int8Dumper)  # else a statement is prepared for each size of number
    return connection


def refuse_unclear(address: str) -> None:
    """`Unreadable` for what is no address of a database; its words never repeat the address, which has a password."""
    try:
        conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        raise Unreadable("The address of the database cannot be read. Write postgresql://role@host/name.") from None
