"""The secrets in a family's links: 128 bits each from the system's generator, of which only keyed hashes are kept."""

import re
import secrets

from feedback.errors import NoSuchLink
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database
from storage.table import Document

REQUESTS = Kind("requests", indexed=("child", "contact", "keys", "made", "state"), unique=("keys",))

_SHAPE = re.compile(r"[A-Za-z0-9_-]{22}")


def new_token() -> str:
    """A fresh token: 128 random bits as 22 URL-safe characters (ASVS 11.5.1)."""
    return secrets.token_urlsafe(16)


def add_token(db: Database, request: Document) -> str:
    """A further token for the same conversation, as a reminder or a letter needs: the first one was not kept."""
    token = new_token()
    current = db.table(REQUESTS).get(doc_id=request.doc_id)
    assert current is not None
    db.table(REQUESTS).replace(request.doc_id, {"keys": [*current["keys"], db.keyed_hash(token)]})
    return token


def live_request(db: Database, token: str) -> Document:
    """The request that the token opens; `NoSuchLink` for whatever is wrong with it.

    A request that was answered is still found: whether this browser may see the thanks is for the conversation to say.
    """
    if not _SHAPE.fullmatch(token):
        raise NoSuchLink
    request = db.table(REQUESTS).get(Holding("keys", db.keyed_hash(token)))
    if request is None or request["state"] == "revoked" or request["expires"] <= db.now.isoformat():
        raise NoSuchLink
    return request
