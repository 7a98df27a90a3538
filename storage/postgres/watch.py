"""A connection of its own that hears of every commit with notices, by any process, and comes back after a cut."""

from storage.postgres.driver import Connection, connect
from storage.postgres.reader import PostgresReader
from storage.postgres.sql import CHANNEL


class PostgresWatch:
    """Nothing is asked of the server while nobody has committed."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._reader = PostgresReader(self._listen())
        self._missed = True  # what came before, or while there was no connection

    def stirred(self) -> bool:
        connection = self._reader.connection
        if connection.closed:
            self._reader = PostgresReader(self._listen())
            self._missed = True
        heard = bool(list(self._reader.connection.notifies(timeout=0)))
        heard, self._missed = heard or self._missed, False
        return heard

    def notices_after(self, number: int) -> list[tuple[int, str, str]]:
        try:
            return self._reader.notices_after(number)
        except BaseException:
            self._missed = True
            raise

    def last_notice(self) -> int:
        return self._reader.last_notice()

    def close(self) -> None:
        self._reader.connection.close()

    def _listen(self) -> Connection:
        connection = connect(self._address)
        connection.execute(f"LISTEN {CHANNEL}".encode())
        return connection
