"""The body of what a page of ours posts, read no further than it can reach."""

from fastapi import Request


class TooLong(Exception):
    """The body is longer than anything our pages send."""


async def body_of(request: Request, longest: int) -> bytes:
    """The body; `TooLong` as soon as it is longer than `longest` bytes."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > longest:
            raise TooLong
    return body
