"""Opens staff screens of a running server and closes them again, and says what memory the server has in use then."""

import asyncio
import html
import re
import uuid
from pathlib import Path

import httpx
import websockets

from tests.server import Server

AT_ONCE = 4
PATHS = ("/staff/", "/staff/concerns", "/staff/children", "/staff/calls")
GIVEN_BACK = 150.0  # seconds: a minute to come back in, a round of clearing up, and the collector's own


async def stretch(server: Server, screens: int) -> float:
    """The server's resident memory in megabytes after so many screens were opened, closed and given up."""
    async with httpx.AsyncClient(base_url=server.url, timeout=60) as browser:
        await browser.post("/staff/sign-in/as", data={"person": "1"}, headers={"origin": server.url})
        for _ in range(screens // AT_ONCE):
            await asyncio.gather(*(_open_and_close(server, browser, path) for path in PATHS))
    await asyncio.sleep(GIVEN_BACK)
    return _memory(server)


def _memory(server: Server) -> float:
    assert server.process is not None
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


async def _open_and_close(server: Server, browser: httpx.AsyncClient, path: str) -> None:
    page = html.unescape((await browser.get(path)).text)
    client = re.search(r"""['"]client_id['"]: ?['"]([0-9a-f-]{36})""", page)
    if client is None:  # a page that this person may not see is opened and closed too
        return
    ids = f"client_id={client[1]}&tab_id={uuid.uuid4()}&document_id={uuid.uuid4()}&next_message_id=0"
    address = f"{server.url.replace('http', 'ws')}/staff/_nicegui_ws/socket.io/?EIO=4&transport=websocket"
    cookie = "; ".join(f"{one.name}={one.value}" for one in browser.cookies.jar)
    headers = {"Cookie": cookie, "Origin": server.url}
    async with websockets.connect(f"{address}&implicit_handshake=true&{ids}", additional_headers=headers) as line:
        await line.recv()
        await line.send("40")
        assert (await line.recv()).startswith("40")  # type: ignore[arg-type]  # a text frame
