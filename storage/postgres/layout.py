"""The tables: brought to the newest layout when the database is opened; whether there are any, and whose."""

from contextlib import closing

from storage.errors import NewerSchema
from storage.postgres.driver import Connection, connect
from storage.postgres.sql import LAYOUTS, LOCK


def lay_out(connection: Connection) -> None:
    """Brings the tables to the newest layout, in one transaction, even when two programs begin at once."""
    if _found(connection) == len(LAYOUTS):
        return
    with connection.transaction():
        connection.execute(f"SELECT pg_advisory_xact_lock({LOCK})".encode())
        found = _found(connection)
        if found > len(LAYOUTS):
            raise NewerSchema("The data in the database was written by a newer Heard. Start that one.")
        for script in LAYOUTS[found:]:
            connection.execute(script)
        connection.execute(b"UPDATE about SET value = %s WHERE name = 'layout'", (len(LAYOUTS),))


def holds_rows(address: str) -> bool:
    """Whether anything was ever kept in the database by Heard; psycopg's errors where it does not answer."""
    with closing(connect(address)) as connection:
        return _found(connection) > 0 and connection.execute(b"SELECT 1 FROM kinds LIMIT 1").fetchone() is not None


def holds_other(address: str) -> bool:
    """Whether the database holds tables that are not Heard's."""
    with closing(connect(address)) as connection:
        if _found(connection):
            return False
        found = connection.execute(
            b"SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN"
            b" ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
            b" AND n.nspname NOT LIKE 'pg\\_%' LIMIT 1"
        )
        return found.fetchone() is not None


def _found(connection: Connection) -> int:
    """The version of the layout; 0 where there is none."""
    # Looked up as rows are: to_regclass() may remember that there was no such table, even under the lock.
    sought = b"SELECT 1 FROM pg_tables WHERE tablename = 'about' AND schemaname = ANY(current_schemas(false))"
    if connection.execute(sought).fetchone() is None:
        return 0
    found = connection.execute(b"SELECT value FROM about WHERE name = 'layout'").fetchone()
    return int(str(found[0])) if found else 0
