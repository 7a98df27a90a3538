"""A lock of the database that one process holds as long as its connection stands, and takes again after a cut.

A process whose connection was cut does not know at once that another one holds the lock now. So each that takes it is
counted, and who has been followed by another writes nothing any more: see `PostgresWriter.begin`.
"""

import threading
from collections.abc import Callable

import structlog

from storage.postgres.driver import Connection, connect, psycopg
from storage.postgres.layout import lay_out
from storage.postgres.sql import HOLDERS, LOCK

LOOK_EVERY = 5.0  # seconds
_TAKE = f"SELECT pg_try_advisory_lock({LOCK + 1})::int".encode()
_ANOTHER = b"UPDATE about SET value = value + 1 WHERE name = 'holders' RETURNING value"
_log = structlog.get_logger("heard.storage")


class SoleHolder:
    """The server lets go when the process ends, however it ends. psycopg's errors where it does not answer."""

    def __init__(self, address: str, lost: Callable[[], None]) -> None:
        self._address, self._lost = address, lost
        self._connection = connect(address)
        self.number = 0  # which of all holders it is, counted from 1
        self.holds = self._took()
        self._stop = threading.Event()
        self._looking = threading.Thread(target=self._look, name="heard-sole", daemon=True)
        if self.holds:
            self._looking.start()
        else:
            self._connection.close()

    def close(self) -> None:
        """Let go."""
        self._stop.set()
        self._looking.join()
        self._connection.close()

    def _look(self) -> None:
        while not self._stop.wait(LOOK_EVERY):
            if not self._holds_still():
                _log.error("another process does this work now")
                self._lost()
                return

    def _holds_still(self) -> bool:
        try:
            return _number(self._connection, HOLDERS.encode()) == self.number or self._took()
        except psycopg.Error:
            return self._taken_again()

    def _taken_again(self) -> bool:
        """A server that is not there lets nobody else in either: that is looked at again later."""
        self._connection.close()
        try:
            self._connection = connect(self._address)
            return self._took()
        except psycopg.Error:
            return True

    def _took(self) -> bool:
        """Whether the lock is this process's. Where another held it in between, this one is a new holder."""
        if _number(self._connection, _TAKE) == 0:
            return False
        if self.number == 0:
            lay_out(self._connection)
        if _number(self._connection, HOLDERS.encode()) != self.number or self.number == 0:
            self.number = _number(self._connection, _ANOTHER)
        return True


def _number(connection: Connection, statement: bytes) -> int:
    found = connection.execute(statement).fetchone()
    return int(str(found[0])) if found else 0
