"""PostgreSQL for tests: Debian's own server, thrown away afterwards, in memory and on a socket of its own."""

import atexit
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from storage.postgres.driver import connect, errors, psycopg

_KNOWN = "HEARD_TESTS_POSTGRES"  # the folder of the server that the process which started this one has started
_ACCOUNT = "postgres"  # the server refuses to run as root
_MEMORY = Path("/dev/shm")


def programs() -> Path | None:
    """Where the server's programs are; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[4]))
    return found[-1].parent if found else None


class Server:
    """A server with one folder for its data and its socket."""

    def __init__(self, folder: Path, *, on_disk: bool = False) -> None:
        self.folder, self.on_disk = folder, on_disk
        self._running: subprocess.Popen[bytes] | None = None

    @classmethod
    def new(cls, on_disk: Path | None = None) -> "Server":
        """A server that has begun and is gone with this process; in a folder `on_disk` each commit is durable."""
        there = programs()
        assert there is not None, WHY_NOT
        folder = Path(tempfile.mkdtemp(prefix="heard-pg-", dir=on_disk or (_MEMORY if _MEMORY.is_dir() else None)))
        if os.geteuid() == 0:
            shutil.chown(folder, _ACCOUNT)
        # an order of texts that is not the code's own, so that what leans on the database's language is seen
        order = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-GB"]
        command = [there / "initdb", "-D", folder / "data", "-U", "heard", "--auth=trust", "--no-sync", *order]
        done = subprocess.run([*_as_account(), *map(str, command)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        server = cls(folder, on_disk=on_disk is not None)
        server.start()
        atexit.register(server.remove)
        return server

    def start(self) -> None:
        """Begin, and wait until it answers."""
        there = programs()
        assert there is not None
        settings = {
            "listen_addresses": "", "unix_socket_directories": self.folder, "max_connections": 400,
            "fsync": "on" if self.on_disk else "off",
        }  # fmt: skip
        flags = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command = [*_as_account("--pdeathsig", "QUIT"), there / "postgres", "-D", self.folder / "data", *flags]
        self._running = subprocess.Popen(
            list(map(str, command)), stdout=subprocess.DEVNULL, stderr=(self.folder / "log").open("ab")
        )
        until = time.monotonic() + 20
        while True:
            try:
                return connect(self.address("postgres")).close()
            except psycopg.OperationalError:
                assert time.monotonic() < until, (self.folder / "log").read_text()
                time.sleep(0.02)

    def stop(self, *, at_once: bool = False) -> None:
        """End: in order, or as in a power cut, with nothing written that had not been."""
        assert self._running is not None
        self._running.send_signal(3 if at_once else 2)  # QUIT: immediate; INT: fast
        self._running.wait()

    def remove(self) -> None:
        """End, and leave nothing behind."""
        if self._running is not None and self._running.poll() is None:
            self.stop(at_once=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def address(self, database: str) -> str:
        """How a database of this server is named to Heard."""
        return f"postgresql://heard@/{database}?host={self.folder}"

    def database(self, name: str) -> str:
        """The address of a database, which is made where there is none."""
        with closing(connect(self.address("postgres"))) as connection:
            if connection.execute(b"SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
                with suppress(errors.DuplicateDatabase, errors.UniqueViolation):  # another process was sooner
                    connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0 STRATEGY file_copy'.encode())
        return self.address(name)

    def cut(self) -> int:
        """End every other connection, and say how many there were."""
        with closing(connect(self.address("postgres"))) as connection:
            found = connection.execute(
                b"SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                b" WHERE pid <> pg_backend_pid() AND application_name = 'heard'"
            )
            return found.rowcount


_servers: list[Server] = []
WHY_NOT = "PostgreSQL is not installed here, and only root can install it: apt-get install postgresql"


def the_server() -> Server:
    """The server of this process, or of the one that started it."""
    if not _servers:
        known = os.environ.get(_KNOWN)
        _servers.append(Server(Path(known)) if known else Server.new())
        os.environ[_KNOWN] = str(_servers[0].folder)
    return _servers[0]


def begin() -> None:
    """The server runs from now on; the test is skipped where it is not installed."""
    if programs() is None:
        pytest.skip(WHY_NOT)
    the_server()


def database_of(folder: Path) -> str:
    """The address of a database that stands for a folder."""
    return the_server().database(_name_of(folder))


def drop_database_of(folder: Path) -> None:
    """The database that stands for a folder is gone, and the room that it took."""
    with closing(connect(the_server().address("postgres"))) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{_name_of(folder)}" WITH (FORCE)'.encode())


def _name_of(folder: Path) -> str:
    return f"t{hashlib.sha256(str(folder).encode()).hexdigest()[:20]}"


def _as_account(*more: str) -> list[str]:
    if os.geteuid() != 0:
        return ["setpriv", *more] if more else []
    return ["setpriv", f"--reuid={_ACCOUNT}", f"--regid={_ACCOUNT}", "--clear-groups", *more]
