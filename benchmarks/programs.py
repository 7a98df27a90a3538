"""Starts a program that serves, on the server's core, and ends it again."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.authority import scratch
from benchmarks.cores import SERVER_CORE, started_on

PATIENCE = 60.0  # seconds to become ready in; these machines are shared
HEARD = str(Path(sys.executable).with_name("heard"))


@dataclass(frozen=True)
class Program:
    """A program that answers at a port of this machine."""

    port: int
    process: int

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://localhost:{self.port}"

    @property
    def memory(self) -> int:
        """The bytes of memory it has in use."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) * 1024

    @property
    def processor(self) -> float:
        """The seconds of processor time that it has used, all its threads together."""
        threads = Path(f"/proc/{self.process}/task").glob("*/schedstat")
        return sum(int(each.read_text().split()[0]) for each in threads) / 1e9


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def heard(
    folder: Path, *, pinned: bool = True, demo: bool = True, only: str = "", **environment: str
) -> Iterator[Program]:
    """Heard itself on a data folder of demo mode, or one part of it alone, started as an operator starts it."""
    port = free_port()
    command = [HEARD, "serve", *(["--demo"] if demo else []), "--data", str(folder), "--port", str(port)]
    command += ["--only", only] if only else []
    with _running(command, port, "/health", pinned=pinned, **environment) as program:
        yield program


@contextlib.contextmanager
def bare(*arguments: str) -> Iterator[Program]:
    """One of the bare Starlette programs that Heard is measured against."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.bare", str(port), *arguments]
    with _running(command, port, "/", pinned=True) as program:
        yield program


@contextlib.contextmanager
def _running(command: Sequence[str], port: int, address: str, *, pinned: bool, **environment: str) -> Iterator[Program]:
    said = scratch("said")
    with started_on(SERVER_CORE) if pinned else contextlib.nullcontext(), said.open("wb") as log:
        process = subprocess.Popen(
            command, start_new_session=True, stdout=log, stderr=log, env={**os.environ, **environment}
        )
    try:
        _wait(process, port, address, said)
        yield Program(port, process.pid)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # at once: what it kept is durable, and nobody waits for it
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, address: str, said: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} stopped: {said.read_text()[-2000:]}")
        if answers(port, address):
            return
        time.sleep(0.02)
    raise RuntimeError(f"{process.args!r} was not ready within {PATIENCE:.0f} s: {said.read_text()[-2000:]}")


def answers(port: int, address: str) -> bool:
    """Whether it says 200 by now."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", address)
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()
