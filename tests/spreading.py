"""A proxy before several processes: each request goes to the next one, and only a screen's line to who drew it."""

import asyncio
import contextlib
import re
import threading
from collections.abc import Iterator
from itertools import count

LONGEST_HEAD = 65_536
NOBODY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_DRAWN = re.compile(rb"'client_id': '([\w-]+)'")
_LINE = re.compile(rb"[?&]client_id=([\w-]+)")
_STAFF = re.compile(rb"[A-Z]+ /staff")
Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Spreader:
    """Requests in turn, each on a connection of its own; where a process is away, to the next one that is there."""

    def __init__(self, ports: list[int]) -> None:
        self.ports = ports
        self.port = 0
        self.went: list[tuple[bytes, int]] = []  # the first line of each request, and the port that it went to
        self._turn = count()
        self._drew: dict[bytes, int] = {}  # which process drew a screen, by the name of the screen

    async def listen(self) -> asyncio.Server:
        """On a free port from now on."""
        server = await asyncio.start_server(self._serve, "localhost", 0, limit=LONGEST_HEAD)
        self.port = server.sockets[0].getsockname()[1]
        for other in server.sockets[1:]:  # localhost may have two addresses, whose ports differ
            other.close()
        return server

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            try:
                port, (answers, sends) = await self._next(head)
            except ConnectionRefusedError:
                writer.write(NOBODY)
                raise
            self.went.append((head.partition(b"\r\n")[0], port))
            sends.write(_alone(head))
            there = asyncio.create_task(_pass_on(reader, sends))
            await self._back(answers, writer, port, drawn=_STAFF.match(head) is not None)
            there.cancel()
            sends.close()
        writer.close()

    async def _next(self, head: bytes) -> tuple[int, Ends]:
        turn = next(self._turn)
        ports = [self.ports[(turn + step) % len(self.ports)] for step in range(len(self.ports))]
        line = _LINE.search(head)
        if line and line[1] in self._drew:
            ports.insert(0, self._drew[line[1]])
        for port in ports:
            with contextlib.suppress(ConnectionError):
                return port, await asyncio.open_connection("127.0.0.1", port)
        raise ConnectionRefusedError

    async def _back(
        self, answers: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, *, drawn: bool
    ) -> None:
        said = b""
        while piece := await answers.read(LONGEST_HEAD):
            if drawn and len(said) < 2_000_000:
                said += piece
                if found := _DRAWN.search(said):
                    self._drew[found[1]], drawn = port, False
            writer.write(piece)
            await writer.drain()


def _alone(head: bytes) -> bytes:
    """The same request, after which the line ends; of a screen it is asked as it is, not squeezed."""
    lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    dropped = (b"connection:", b"accept-encoding:") if _STAFF.match(head) else (b"connection:",)
    if b"upgrade: websocket" in head.lower():
        return head
    return b"\r\n".join(
        [*(one for one in lines if not one.lower().startswith(dropped)), b"Connection: close", b"", b""]
    )


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while piece := await reader.read(LONGEST_HEAD):
            writer.write(piece)
            await writer.drain()
    writer.close()  # the browser has gone: so has its line


@contextlib.contextmanager
def spreading(ports: list[int]) -> Iterator[Spreader]:
    """One that runs until the block ends, in a thread of its own."""
    spreader, there, done = Spreader(ports), threading.Event(), asyncio.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def run() -> None:
        async with await spreader.listen():
            loops.append(asyncio.get_running_loop())
            there.set()
            await done.wait()

    thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
    thread.start()
    there.wait()
    try:
        yield spreader
    finally:
        loops[0].call_soon_threadsafe(done.set)
        thread.join()
