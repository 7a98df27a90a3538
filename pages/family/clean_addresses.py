"""Finds a family's own address in what was pressed or typed: mails and chats glue signs to a link's end."""

import re
from urllib.parse import quote

from feedback.voices.typed_codes import grouped, read_code

_TALK = re.compile(r"[^A-Za-z0-9_-]*([A-Za-z0-9_-]{22})[-_]*(?:[^A-Za-z0-9_-].*)?", re.DOTALL)
_FIXED = frozenset({"/help", "/privacy", "/accessibility", "/clear", "/said"})


_CLEAN = re.compile(r"/f/[A-Za-z0-9_-]{21}[A-Za-z0-9]")


def clean_address(path: str) -> str | None:
    """The address that was meant, where it differs and can be nothing else. Whether it opens anything is not told."""
    if _CLEAN.fullmatch(path):
        return None
    door, _, rest = path.removeprefix("/").partition("/")
    meant = _meant(_letters(door).lower(), rest, path)
    return meant if meant and meant != path else None


def _meant(door: str, rest: str, path: str) -> str | None:
    if door == "f" and (token := _TALK.fullmatch(rest)):
        return f"/f/{token[1]}/leave" if rest == f"{token[1]}/leave" else f"/f/{token[1]}"
    if door == "q" and (code := read_code(rest)):
        return f"/q/{grouped(code)}" if not _opens_as_it_is(path, rest) else path
    return f"/{door}" if f"/{door}" in _FIXED and not _letters(rest) else None


def _opens_as_it_is(path: str, rest: str) -> bool:
    return path.startswith("/q/") and quote(rest) == rest and "/" not in rest


def _letters(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", text)
