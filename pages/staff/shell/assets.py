"""The stylesheet and scripts of the staff screens, under addresses that change when they do."""

import hashlib
from functools import cache
from pathlib import Path

from fastapi import FastAPI, HTTPException, Response

from pages.staff.shell.addresses import ASSETS

ROOM = Path(__file__).parent.parent
KINDS = {".css": "text/css", ".js": "text/javascript"}
KEEP = "public, max-age=31536000, immutable"


@cache
def address_of(name: str) -> str:
    """Where a browser finds an asset; the address ends in the content's fingerprint, so it may be kept for long."""
    return f"{ASSETS}/{name}?{hashlib.sha256(_content(name)).hexdigest()[:12]}"


def add(api: FastAPI) -> None:
    """The route that serves them; anything else in these folders is not there."""

    @api.get(f"{ASSETS}/{{name}}", include_in_schema=False)
    def asset(name: str) -> Response:
        if name not in _files():
            raise HTTPException(404)
        kind = KINDS[Path(name).suffix]
        return Response(_content(name), media_type=kind, headers={"Cache-Control": KEEP})


@cache
def _content(name: str) -> bytes:
    return _files()[name].read_bytes()


@cache
def _files() -> dict[str, Path]:
    """Each by its name alone, wherever the feature that owns it keeps it: no name stands twice."""
    found = [path for path in ROOM.rglob("*") if path.suffix in KINDS]
    files = {path.name: path for path in found}
    assert len(files) == len(found), "two assets have one name"
    return files
