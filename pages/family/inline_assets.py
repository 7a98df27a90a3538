"""The styles and the script that pages carry inside them, and the policy that lets only these in."""

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


def _style(look: Look) -> Markup:
    """What all pages have, then what this look has of its own: no page carries another one's."""
    files = ("style.css", f"style_{look}.css")
    return Markup("".join(_tight((_FOLDER / file).read_text()) for file in files))  # noqa: S704  # our own files


STYLES: Mapping[str, Markup] = {look: _style(look) for look in Look}
SCRIPT = Markup(re.sub(r"^\s*//.*\n|^\s+|\n", "", (_FOLDER / "script.js").read_text(), flags=re.MULTILINE))  # noqa: S704

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src " + " ".join(f"'sha256-{_hash(style)}'" for style in STYLES.values()),
        f"script-src 'sha256-{_hash(SCRIPT)}'",
        "img-src 'self' data:",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
