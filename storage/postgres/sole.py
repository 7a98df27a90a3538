"""A lock of the database that one process holds as long as its connection stands, and takes again after a cut."""

import threading
from collections.abc import Callable

import structlog

from storage.postgres.driver import Connection, connect, psycopg
from storage.postgres.sql import LOCK

LOOK_EVERY = 5.0  # seconds
_TAKE = f"SELECT pg_try_advisory_lock({LOCK + 1})".encode()
_log = structlog.get_logger("heard.storage")


class SoleHolder:
    """The server lets go when the process ends, however it ends. psycopg's errors where it does not answer."""

    def __init__(self, address: str, lost: Callable[[], None]) -> None:
        self._address, self._lost = address, lost
        self._connection = connect(address)
        self.holds = _taken(self._connection)
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
            try:
                self._connection.execute(b"SELECT 1")
            except psycopg.Error:
                if not self._taken_again():
                    _log.error("another process does this work now")
                    self._lost()
                    return

    def _taken_again(self) -> bool:
        """A server that is not there lets nobody else in either: that is looked at again later."""
        self._connection.close()
        try:
            self._connection = connect(self._address)
            return _taken(self._connection)
        except psycopg.Error:
            return True


def _taken(connection: Connection) -> bool:
    found = connection.execute(_TAKE).fetchone()
    return bool(found and found[0])
