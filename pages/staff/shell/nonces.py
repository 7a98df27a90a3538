"""Marks NiceGUI's inline scripts with the nonce of the response, so that no other inline script runs."""

import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

OURS = "x-nicegui-content"
WORTH_PACKING = 1_000  # bytes


def with_nonces(scope: Scope, send: Send, nonce: str) -> Send:
    """A `send` that holds a NiceGUI page until it is whole, marks its scripts and packs it."""
    held: list[Message] = []
    packs = "gzip" in Headers(scope=scope).get("accept-encoding", "")

    async def marking(message: Message) -> None:
        if message["type"] == "http.response.start" and OURS in Headers(raw=message.get("headers", [])):
            held.append(message)
        elif not held:
            await send(message)
        else:
            held.append(message)
            if not message.get("more_body"):
                await _release(held, send, nonce, packs)

    return marking


async def _release(held: list[Message], send: Send, nonce: str, packs: bool) -> None:
    start, *parts = held
    page = b"".join(part.get("body", b"") for part in parts)
    # every "<" of a person's text stands escaped in a NiceGUI page, so each tag found here is NiceGUI's or ours
    page = page.replace(b"<script", f'<script nonce="{nonce}"'.encode())
    headers = MutableHeaders(raw=list(start["headers"]))
    if packs and len(page) > WORTH_PACKING:
        page = gzip.compress(page, 5)
        headers["content-encoding"] = "gzip"
        headers.add_vary_header("accept-encoding")
    headers["content-length"] = str(len(page))
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": page})
