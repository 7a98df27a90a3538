"""The style and the script that every page carries inside it, and the policy that lets only these two in."""

import base64
import hashlib
import re
from pathlib import Path

from markupsafe import Markup

_FOLDER = Path(__file__).parent


def _tight(css: str) -> str:
    """The style without what only its reader needs: comments and white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,>]) ?", r"\1", css).replace(": ", ":").replace(";}", "}").strip()


def _plain(script: str) -> str:
    """The script without comments, and without the white space at the ends of its lines."""
    return re.sub(r"^\s*//.*\n|^\s+|\n", "", (_FOLDER / script).read_text(), flags=re.MULTILINE)


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


STYLE = Markup(_tight((_FOLDER / "style.css").read_text()))  # noqa: S704  # our own file
SCRIPT = Markup(_plain("script.js"))  # noqa: S704  # our own file
LISTENING = Markup(_plain("listen.js"))  # noqa: S704  # our own file, on pages with a question

POLICY = "; ".join(
    (
        "default-src 'none'",
        f"style-src 'sha256-{_hash(STYLE)}'",
        f"script-src 'sha256-{_hash(SCRIPT)}' 'sha256-{_hash(LISTENING)}'",
        "media-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
