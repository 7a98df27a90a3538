"""Bounded load over loopback: a fixed number of HTTP/1.1 requests on kept connections, from a process of its own."""

import select
import socket
import time
from collections import Counter, deque
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Self

from benchmarks.cores import LOAD_CORE, pin_to

CONNECTIONS = 32
PATIENCE = 60.0  # seconds for one round, after which it is given up
Script = Sequence[bytes]


@dataclass(frozen=True)
class Round:
    """What came back in one round."""

    seconds: float
    statuses: dict[int, int]
    median_ms: float
    slowest_ms: float  # the slowest but one in a hundred

    @property
    def per_second(self) -> float:
        """Requests answered in a second."""
        return sum(self.statuses.values()) / self.seconds

    def only(self, *wanted: int) -> Self:
        """The round itself, where each of these came as often, and no other: a refusal is quick, and would flatter."""
        if set(self.statuses) != set(wanted) or len(set(self.statuses.values())) != 1:
            raise RuntimeError(f"The answers should have been {wanted}; they were {self.statuses}.")
        return self


class Load:
    """A process of its own, on its own core unless that is said otherwise, that sends rounds of requests."""

    def __init__(self, *, pinned: bool = True) -> None:
        self._pinned = pinned

    def __enter__(self) -> Self:
        core = (pin_to, (LOAD_CORE,)) if self._pinned else (None, ())
        self._process = ProcessPoolExecutor(1, get_context("spawn"), *core)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.shutdown()

    def round(self, port: int, scripts: Sequence[Script]) -> Round:
        """Send each script on a connection of its own, one request after the answer to the last."""
        return self._process.submit(_round, port, scripts).result(PATIENCE + 10)

    def steady(self, port: int, requests: Sequence[bytes], per_second: float, seconds: float) -> list[float]:
        """The milliseconds of each request, sent at its time whether or not others are answered: waiting counts."""
        return self._process.submit(_steady, port, requests, per_second, seconds).result(seconds + PATIENCE + 10)


def ninety_nine(spans: Sequence[float]) -> float:
    """What 99 in 100 stayed under."""
    return sorted(spans)[len(spans) * 99 // 100]


def dealt(requests: Sequence[bytes], connections: int = CONNECTIONS) -> list[Script]:
    """The requests shared out, so that each connection has as many as the next."""
    return [requests[at::connections] for at in range(min(connections, len(requests)))]


class _Connection:
    """One connection and where it is in its script."""

    def __init__(self, port: int, script: Script) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._waiting = iter(script)
        self._begun = 0.0
        self._received = b""

    def send(self) -> bool:
        """Send the next request; False when there is none."""
        request = next(self._waiting, None)
        if request is None:
            return False
        self._begun = time.perf_counter()
        self.socket.sendall(request)
        return True

    def receive(self) -> tuple[int, float] | None:
        """Status and seconds once the whole answer is here."""
        arrived = self.socket.recv(65536)
        if not arrived:
            raise RuntimeError(f"The server closed a connection after {self._received[:200]!r}.")
        self._received += arrived
        if not is_whole(self._received):
            return None
        status = int(self._received[9:12])
        self._received = b""
        return status, time.perf_counter() - self._begun


def is_whole(received: bytes) -> bool:
    """Whether an answer has come with as many bytes of body as its headers say."""
    head = received.find(b"\r\n\r\n")
    if head < 0:
        return False
    at = received.lower().find(b"content-length:", 0, head)
    length = int(received[at + 15 : received.index(b"\r\n", at)]) if at >= 0 else 0
    return len(received) >= head + 4 + length


def _round(port: int, scripts: Sequence[Script]) -> Round:
    connections = {one.socket.fileno(): one for one in (_Connection(port, script) for script in scripts)}
    statuses: Counter[int] = Counter()
    spans: list[float] = []
    begun = time.perf_counter()
    with select.epoll() as waiting:
        for number, connection in connections.items():
            waiting.register(number, select.EPOLLIN)
            connection.send()
        while connections and time.perf_counter() - begun < PATIENCE:
            for number, _ in waiting.poll(1.0):
                answer = connections[number].receive()
                if answer is None:
                    continue
                statuses[answer[0]] += 1
                spans.append(answer[1])
                if not connections[number].send():
                    waiting.unregister(number)
                    connections.pop(number).socket.close()
    return _told(time.perf_counter() - begun, statuses, sorted(spans), len(connections))


def _steady(port: int, requests: Sequence[bytes], per_second: float, seconds: float) -> list[float]:
    """Each request waits for the next connection that is free, and its time runs from when it was due."""
    free = deque(_Connection(port, ()) for _ in range(CONNECTIONS))  # by turns: one that rests is closed
    busy: dict[int, tuple[_Connection, float]] = {}
    due = [at / per_second for at in range(int(per_second * seconds))]
    spans: list[float] = []
    begun, sent = time.perf_counter(), 0
    with select.epoll() as waiting:
        for one in free:
            waiting.register(one.socket.fileno(), select.EPOLLIN)
        while len(spans) < len(due):
            now = time.perf_counter() - begun
            if now > seconds + PATIENCE:
                raise RuntimeError(f"{len(due) - len(spans)} requests got no answer within {PATIENCE:.0f} s.")
            while sent < len(due) and due[sent] <= now and free:
                one = free.popleft()
                one.socket.sendall(requests[sent % len(requests)])
                busy[one.socket.fileno()] = one, due[sent]
                sent += 1
            rest = due[sent] - now if sent < len(due) and free else 1.0
            for number, _ in waiting.poll(max(rest, 0)):
                one, since = busy[number]
                if (answer := one.receive()) is None:
                    continue
                if answer[0] != 200:
                    raise RuntimeError(f"A look was answered with {answer[0]}.")
                spans.append((time.perf_counter() - begun - since) * 1000)
                del busy[number]
                free.append(one)
    for one in free:
        one.socket.close()
    return spans


def _told(seconds: float, statuses: Counter[int], spans: list[float], unanswered: int) -> Round:
    if unanswered:
        raise RuntimeError(f"{unanswered} connections got no answer within {PATIENCE:.0f} s.")
    middle, slowest = spans[len(spans) // 2], spans[len(spans) * 99 // 100]
    return Round(seconds, dict(statuses), middle * 1000, slowest * 1000)
