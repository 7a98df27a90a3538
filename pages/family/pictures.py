"""The pictures of the family's pages: small drawings of our own, which come after the words and may be kept."""

from functools import cache
from pathlib import Path

from starlette.requests import Request

from pages.family.error_pages import gone
from pages.family.query import accepted_languages
from pages.family.reply import Headers, Reply, squeezed, takes_gzip
from pages.family.site import Site
from pages.family.submission import page_language

FOLDER = Path(__file__).parent / "pictures"
_HEADERS: Headers = [
    (b"content-type", b"image/svg+xml"),
    (b"content-security-policy", b"default-src 'none'"),
    (b"cache-control", b"public, max-age=604800"),
    (b"vary", b"accept-encoding"),
    (b"x-content-type-options", b"nosniff"),
]


async def show_picture(site: Site, request: Request) -> Reply:
    """One drawing by its name; the same for everybody, so that it tells nothing of who asks for it."""
    scope = request.scope
    if (found := pictures().get(scope["path_params"]["name"])) is None:
        return gone(scope, page_language("", accepted_languages(scope), site), site)
    packed = takes_gzip(scope)
    body = found[packed]
    more = [(b"content-encoding", b"gzip")] if packed else []
    return Reply(200, [*_HEADERS, *more, (b"content-length", str(len(body)).encode())], body)


@cache
def pictures() -> dict[str, tuple[bytes, bytes]]:
    """Every drawing by its name, as it is and squeezed."""
    drawn = {file.stem: file.read_bytes() for file in FOLDER.glob("*.svg")}
    return {name: (body, squeezed(body)) for name, body in drawn.items()}
