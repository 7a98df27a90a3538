"""The secret in a family's link: 128 bits from the system's generator, of which only a keyed hash is kept."""

import re
import secrets

from feedback.errors import NoSuchLink
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database
from storage.table import Document

REQUESTS = Kind("requests", indexed=("child", "key", "made", "state"), unique=("key",))

_SHAPE = re.compile(r"[A-Za-z0-9_-]{22}")


def new_token() -> str:
    """A fresh token: 128 random bits as 22 URL-safe characters (ASVS 11.5.1)."""
    return secrets.token_urlsafe(16)


def live_request(db: Database, token: str) -> Document:
    """The request that the token opens; `NoSuchLink` for whatever is wrong with it.

    A request that was answered is still found: whether this browser may see the thanks is for the conversation to say.
    """
    if not _SHAPE.fullmatch(token):
        raise NoSuchLink
    request = db.table(REQUESTS).get(Holding("key", db.keyed_hash(token)))
    if request is None or request["state"] == "revoked" or request["expires"] <= db.now.isoformat():
        raise NoSuchLink
    return request
