"""The ways in which Heard is run: what walks on one of them walks on the others."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from tests.postgres import begin, database_of
from tests.server import Server, free_port
from tests.spreading import spreading

ONE_MACHINE, TWO_PROCESSES = "one machine on SQLite", "two processes on PostgreSQL"


class TwoProcesses(Server):
    """One process that serves and works, another one that serves pages alone; they share a database and the secret."""

    def __init__(self, folder: Path, database: str, url: str, **environment: str) -> None:
        self._url = url
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
        super().kill()
        self.second.kill()


@contextlib.contextmanager
def one_machine(folder: Path, *, demo: bool = True, **environment: str) -> Iterator[Server]:
    """One process on its own folder."""
    port = free_port()
    server = Server(folder, port, HEARD_PUBLIC_URL=f"http://localhost:{port}", **environment)
    server.demo = demo
    with _running(server):
        yield server


@contextlib.contextmanager
def two_processes(folder: Path, *, demo: bool = True, **environment: str) -> Iterator[TwoProcesses]:
    """Two processes on a database of their own, to whom requests go in turn."""
    begin()
    ports = [free_port(), free_port()]
    with spreading(ports) as spreader:
        server = TwoProcesses(folder, database_of(folder), f"http://localhost:{spreader.port}", **environment)
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
