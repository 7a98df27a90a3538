"""The ways in which Heard is run: what walks on one of them walks on the others."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from tests.postgres import begin, database_of
from tests.server import Server, free_port
from tests.spreading import Spreader, spreading

ONE_MACHINE, TWO_PROCESSES = "one machine on SQLite", "two processes on PostgreSQL"


class TwoProcesses(Server):
    """One process that serves and works, another one that serves pages alone; they share a database and the secret."""

    patience = 120.0  # seconds: the demo is made in some thousand units of work, each asked of the database's server

    def __init__(self, folder: Path, database: str, spreader: Spreader, **environment: str) -> None:
        self._url = url = f"http://localhost:{spreader.port}"
        self._spreader = spreader
        environment |= {"HEARD_DATABASE": database, "HEARD_PUBLIC_URL": url}
        super().__init__(folder, **environment)
        secret = str(folder.with_name(f"{folder.name}.secret"))
        self.second = Server(folder.with_name("second"), HEARD_SECRET_FILE=secret, **environment)
        self.second.only = "pages"

    @property
    def url(self) -> str:
        return self._url

    def start(self) -> None:
        self.second.demo = self.demo
        super().start()
        self.second.start()

    def kill(self) -> None:
        self.kill_first()
        self.second.kill()

    def answered(self, path: str) -> bool:
        """Whether it was the first process that answered this path last."""
        asked = f"GET {path} ".encode()
        return [port for line, port in self._spreader.went if line.startswith(asked)][-1] == self.port

    def kill_first(self) -> None:
        """The process that also works, alone."""
        super().kill()

    def start_first(self) -> None:
        """That one again."""
        super().start()


@contextlib.contextmanager
def one_machine(folder: Path, *, demo: bool = True, **environment: str) -> Iterator[Server]:
    """One process on its own folder."""
    port = free_port()
    server = Server(folder, port, HEARD_PUBLIC_URL=f"http://localhost:{port}", **environment)
    server.demo = demo
    with _running(server):
        yield server


@contextlib.contextmanager
def two_processes(folder: Path, *, demo: bool = True, database: str = "", **environment: str) -> Iterator[TwoProcesses]:
    """Two processes on a database of their own, or this one, to whom requests go in turn."""
    begin()
    ports = [free_port(), free_port()]
    with spreading(ports) as spreader:
        server = TwoProcesses(folder, database or database_of(folder), spreader, **environment)
        server.port, server.second.port = ports
        server.demo = demo
        with _running(server):
            yield server


@contextlib.contextmanager
def _running(server: Server) -> Iterator[None]:
    try:
        server.start()
        yield
    finally:
        server.kill()


Deployment = Callable[..., AbstractContextManager[Server]]
DEPLOYMENTS: dict[str, Deployment] = {ONE_MACHINE: one_machine, TWO_PROCESSES: two_processes}
