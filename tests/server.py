"""A real server in a process of its own, that can be killed."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
from pydantic import SecretStr

from app.asking import ask_from_command_line
from app.opening import open_store
from app.settings import Settings
from language.registry import LANGUAGES

HEARD = str(Path(sys.executable).with_name("heard"))
PATIENCE = 40.0  # seconds to start in; generous, since these machines are shared


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server:
    """`heard serve --demo` on its own data folder and port; without the demo where it says so."""

    patience = PATIENCE

    def __init__(self, folder: Path, port: int | None = None, *, log: Path | None = None, **environment: str) -> None:
        self.log = log or folder.with_name(f"{folder.name}.log")
        self.environment = environment
        self.folder = folder
        self.port = port or free_port()
        self.only: str | None = None
        self.demo = True
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        self.launch()
        self._wait_until_ready()

    def launch(self) -> None:
        """Start it without waiting for it to become ready."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        part = ["--only", self.only] if self.only else []
        demo = ["--demo"] if self.demo else []
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [HEARD, "serve", *demo, "--data", str(self.folder), "--port", str(self.port), *part],
                stdout=log,
                stderr=log,
                start_new_session=True,
                env={**os.environ, **self.environment},
            )

    def kill(self) -> None:
        """`kill -9`, as a power cut would."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def command(self, *words: str) -> str:
        """What a `heard` command on this data says, beside the running server."""
        around = {**os.environ, **self.environment}
        done = subprocess.run([HEARD, *words, "--data", str(self.folder)], capture_output=True, text=True, env=around)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @property
    def settings(self) -> Settings:
        """How `open_store` finds the data that it serves."""
        database = self.environment.get("HEARD_DATABASE")
        return Settings(data=self.folder, database=SecretStr(database) if database else None)

    def ask(self, child: str = "D0001", language: str = "en", audience: str = "parent_carer") -> str:
        """As `heard ask` does beside the running server, without a process of its own; returns the family's link."""
        with closing(open_store(self.settings)) as store:
            about = (child, "conference", audience, language, None)
            return f"{self.url}/f/{ask_from_command_line(store, *about, tuple(LANGUAGES.values()))}"

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + self.patience
        while time.monotonic() < until:
            assert self.process is not None
            if self.process.poll() is not None:
                raise RuntimeError(f"The server stopped: {self.log.read_text()[-2000:]}")
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/health", timeout=2).status_code == httpx.codes.OK:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"The server did not become ready: {self.log.read_text()[-2000:]}")


@contextlib.contextmanager
def serving(folder: Path, *, log: Path | None = None) -> Iterator[Server]:
    """A server that is running, and is gone afterwards."""
    server = Server(folder, log=log)
    server.start()
    try:
        yield server
    finally:
        server.kill()
