"""Knows a browser again for a short while, by one random cookie that only a pressed button sets.

The cookie holds the moment of the last press: on a shared phone, whoever comes later is nobody we know.
"""

import re
import secrets
from datetime import datetime

from starlette.types import Scope

from pages.family.site import Site

_SHAPE = re.compile(r"([A-Za-z0-9_-]{22})\.(\d{1,11})")
_CLOCK_MAY_DIFFER = 60  # seconds, between one server process and the next


def session_of(scope: Scope, site: Site, now: datetime) -> str | None:
    """The browser's session id, or None where it has none of ours or has pressed nothing for a while."""
    kept = _SHAPE.fullmatch(_kept(scope, site) or "")
    if kept is None:
        return None
    passed = int(now.timestamp()) - int(kept[2])
    return kept[1] if -_CLOCK_MAY_DIFFER <= passed < site.forget_after else None


def keeps_cookies(scope: Scope, site: Site) -> bool:
    """Whether the browser has kept a cookie of ours, old or new."""
    return bool(_kept(scope, site))


def new_session() -> str:
    """128 random bits (ASVS 7.2.3)."""
    return secrets.token_urlsafe(16)


def kept_as(session: str, now: datetime) -> str:
    """What the cookie holds: the session and the moment of this press."""
    return f"{session}.{int(now.timestamp())}"


def cookie(session: str, site: Site, now: datetime) -> bytes:
    """The header that sets the session, counted from now; the browser forgets it when it closes."""
    return f"{_name(site)}={kept_as(session, now)}; {_scope(site)}".encode()


def forget(site: Site) -> bytes:
    """The header that makes the browser forget now."""
    return f"{_name(site)}=; Max-Age=0; {_scope(site)}".encode()


def _kept(scope: Scope, site: Site) -> str | None:
    wanted = _name(site) + "="
    for name, value in scope["headers"]:
        if name == b"cookie":
            for part in value.decode("latin-1").split(";"):
                if part.strip().startswith(wanted):
                    return str(part.strip()[len(wanted) :])
    return None


def _name(site: Site) -> str:
    return "__Host-views" if site.secure_cookies else "views"


def _scope(site: Site) -> str:
    return "Path=/; Secure; HttpOnly; SameSite=Lax" if site.secure_cookies else "Path=/; HttpOnly; SameSite=Lax"
