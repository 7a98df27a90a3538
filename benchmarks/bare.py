"""The bare Starlette programs that figures are shares of. `python -m benchmarks.bare PORT KIND …` serves one."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qs

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from benchmarks.bare_talk import talking
from benchmarks.group_commit import GroupCommit

WORDS = "<p>The quick brown fox jumps over the lazy dog.</p>\n"


def static(size: int) -> Starlette:
    """A page of so many bytes, the same for everybody."""
    page = (WORDS * (size // len(WORDS) + 1)).encode()[:size]

    async def show(request: Request) -> Response:
        return HTMLResponse(page)

    return Starlette(routes=[Route("/", show)])


def keeping(file: Path) -> Starlette:
    """A form whose fields are kept as one JSON row, durably, before the answer goes out."""
    writer = GroupCommit(file)

    async def show(request: Request) -> Response:
        return HTMLResponse(b"")

    async def keep(request: Request) -> Response:
        fields = parse_qs((await request.body()).decode())
        await writer.keep(json.dumps(fields))
        return Response(status_code=303, headers={"location": request.url.path})

    return Starlette(routes=[Route("/", show), Route("/f/{token}", keep, methods=["POST"])])


PROGRAMS: Mapping[str, Callable[[str], Starlette]] = {
    "static": lambda size: static(int(size)),
    "keeping": lambda file: keeping(Path(file)),
    "talking": lambda file: talking(Path(file)),
}


def main(port: int, kind: str, what: str) -> None:
    """Serve with the settings that Heard serves with."""
    uvicorn.run(
        PROGRAMS[kind](what), host="127.0.0.1", port=port, access_log=False, server_header=False, log_level="warning"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
