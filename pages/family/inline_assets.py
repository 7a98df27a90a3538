"""The styles and scripts that pages carry inside them, and the policy that lets only these in."""

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from pages.family.looks import Look

_FOLDER = Path(__file__).parent


def _tight(css: str) -> str:
    """The style without what only its reader needs: comments and white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,>]) ?", r"\1", css).replace(": ", ":").replace(";}", "}").strip()


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _style(*files: str) -> Markup:
    return Markup("".join(_tight((_FOLDER / file).read_text()) for file in files))  # noqa: S704  # our own files


def _script(*files: str) -> Markup:
    """The scripts as one, without comments, indentation and what white space no string needs."""
    code = "".join((_FOLDER / file).read_text() for file in files)
    code = re.sub(r"^\s*//.*\n|^\s+|\n", "", code, flags=re.MULTILINE)
    parts = re.split(r'("[^"]*")', code)
    parts[::2] = [re.sub(r" ?([=+*/<>?:|&!,;(){}\[\]-]) ?", r"\1", part) for part in parts[::2]]
    return Markup("".join(parts))  # noqa: S704  # our own files


# what all pages have, then what a look has of its own: no page carries another one's
STYLES: Mapping[str, Markup] = {
    look: _style("style.css", *([] if look is Look.YOUNG else ["talk.css"]), f"style_{look}.css") for look in Look
}
SCRIPT = _script("script.js")
# on the pages alone that need them
ASIDE_STYLES = {
    "draw": _style("attach.css", "draw.css"),
    "record": _style("attach.css"),
    "sheet": _style("sheet.css"),
    "talk": _style("talk.css"),
}
ASIDE_SCRIPTS = {
    "draw": _script("put.js", "draw.js", "record.js"),
    "record": _script("put.js", "record.js"),
    "listen": _script("listen.js"),
}

_HASHES: Mapping[str, Mapping[bytes, str]] = {
    "style-src": {text.encode(): _hash(text) for text in (*STYLES.values(), *ASIDE_STYLES.values())},
    "script-src": {text.encode(): _hash(text) for text in (SCRIPT, *ASIDE_SCRIPTS.values())},
}
_REST = (
    "img-src 'self' data:; "
    "media-src 'self' blob:; "  # recorded questions; a voice note, to be heard before it is sent
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def policy(page: bytes) -> bytes:
    """The Content-Security-Policy of a page: of our own styles and scripts those that it carries, and no others.

    What people typed is no danger to it: a text counts by its hash, and hashes are of our own files alone.
    """
    sources = (f"{kind} {_carried(hashes, page)}; " for kind, hashes in _HASHES.items())
    return f"default-src 'none'; {''.join(sources)}{_REST}".encode()


def _carried(hashes: Mapping[bytes, str], page: bytes) -> str:
    return " ".join(f"'sha256-{each}'" for text, each in hashes.items() if text in page) or "'none'"
