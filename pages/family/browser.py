"""Knows a browser again for as long as it is open, by one random cookie that only a pressed button sets."""

import re
import secrets

from starlette.types import Scope

from pages.family.site import Site

_SHAPE = re.compile(r"[A-Za-z0-9_-]{22}")


def session_of(scope: Scope, site: Site) -> str | None:
    """The browser's session id, or None where it has none of ours."""
    wanted = _name(site) + "="
    for name, value in scope["headers"]:
        if name == b"cookie":
            for part in value.decode("latin-1").split(";"):
                if part.strip().startswith(wanted):
                    found = part.strip()[len(wanted) :]
                    return found if _SHAPE.fullmatch(found) else None
    return None


def new_session() -> str:
    """128 random bits (ASVS 7.2.3)."""
    return secrets.token_urlsafe(16)


def cookie(session: str, site: Site) -> bytes:
    """The header that sets the session; the browser forgets it when it closes."""
    return f"{_name(site)}={session}; {_scope(site)}".encode()


def forget(site: Site) -> bytes:
    """The header that makes the browser forget now."""
    return f"{_name(site)}=; Max-Age=0; {_scope(site)}".encode()


def _name(site: Site) -> str:
    return "__Host-views" if site.secure_cookies else "views"


def _scope(site: Site) -> str:
    return "Path=/; Secure; HttpOnly; SameSite=Lax" if site.secure_cookies else "Path=/; HttpOnly; SameSite=Lax"
