"""The secrets in a family's links: 128 bits each from the system's generator, of which only keyed hashes are kept."""

import re
import secrets
from datetime import date, timedelta

from feedback.voices import requests
from feedback.voices.errors import NoSuchLink
from feedback.voices.requests import REVOKED, Request
from people.working_days import ONE_DAY, london_day
from storage.documents import number_of
from storage.store import Database

DAYS_TO_COME_BACK = 14  # whole days after the first press, for whoever began
STAYS_OPEN = timedelta(days=DAYS_TO_COME_BACK + 1)
_SHAPE = re.compile(r"[A-Za-z0-9_-]{22}")


def new_token() -> str:
    """A fresh token: 128 random bits as 22 URL-safe characters (ASVS 11.5.1)."""
    return secrets.token_urlsafe(16)


def add_token(db: Database, request: Request) -> str:
    """A further token for the same conversation, as a reminder or a letter needs: the first one was not kept."""
    token = new_token()
    keep_token(db, request, token)
    return token


def keep_token(db: Database, request: Request, token: str) -> None:
    """From now on the token opens the conversation of a request, beside those that do already."""
    current = requests.by_id(db, number_of(request))
    assert current is not None
    requests.change(db, request, keys=[*current["keys"], db.keyed_hash(token)])


def replace_shown_token(db: Database, request: Request, *, keeps_old: bool) -> str:
    """A new token in place of the one that was shown when the request was made; the letters' and texts' own stay good.

    `keeps_old`: somebody is answering with the old one, and what they type must not be lost.
    """
    token = new_token()
    new, old = db.keyed_hash(token), request.get("shown_key", request["keys"][0])
    others = [key for key in request["keys"] if key != old or keeps_old]
    requests.change(db, request, keys=[*others, new], shown_key=new)
    return token


def live_request(db: Database, token: str) -> Request:
    """The request that the token opens; `NoSuchLink` for whatever is wrong with it.

    A request that was answered is still found: whether this browser may see the thanks is for the conversation to say.
    """
    if not _SHAPE.fullmatch(token):
        raise NoSuchLink
    request = requests.by_key(db, db.keyed_hash(token))
    if request is None or request["state"] == REVOKED or request["expires"] <= db.now.isoformat():
        raise NoSuchLink
    return request


def stay_open(db: Database, request: Request) -> Request:
    """Somebody has begun: none of its links and codes closes before they had time to come back."""
    until = (db.now + STAYS_OPEN).isoformat()
    if request["expires"] < until:
        requests.change(db, request, expires=until)
    return requests.by_id(db, number_of(request)) or request


def opens_until(db: Database, request: Request) -> date | None:
    """The last day on which it opens from morning to night; None where that is over, or was today."""
    last = london_day(request["expires"]) - ONE_DAY
    return last if last > london_day(db.now) else None
