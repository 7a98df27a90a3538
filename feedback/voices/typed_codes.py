"""Codes that are typed from paper: 50 random bits in ten letters and digits, of which only keyed hashes are kept."""

import re
import secrets
import unicodedata
from collections.abc import Iterable
from typing import TypedDict, cast

from tinydb import where

from feedback.voices import requests
from feedback.voices.links import add_token
from feedback.voices.requests import Request, is_open
from language.digits import fold_digits
from people import audit
from people.permissions import open_to
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

TYPED_CODES = Kind("typed_codes", indexed=("key", "request"), unique=("key",))

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U
LENGTH = 10
GROUPS = (3, 3, 4)
MOST_OPENINGS = 20  # each leaves a token behind; one family never needs so many
_NOTE = re.compile(r"\s*[(\[<{].*$", re.DOTALL)  # what a message puts behind a code, as "(End)"
_TAKEN_FOR = str.maketrans("OIL", "011")


class TypedCode(TypedDict):
    """One code, as it is kept: a keyed hash of it, and what it opens."""

    key: str
    request: int
    made: str
    openings: int  # how often it was typed


class NoSuchCode(Exception):
    """The code was never given out, has expired, or has been answered: one error, so that no answer tells which."""


def new_code() -> str:
    """A fresh code: 50 bits from the system's generator, enough where tries are counted (ASVS 6.6.2)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """The code in what somebody typed: any case, gaps, O for 0, any script's digits; None where it cannot be one."""
    folded = fold_digits(unicodedata.normalize("NFKC", typed[:200])).upper()
    return _code_in(folded) or _code_in(_NOTE.sub("", folded))


def _code_in(folded: str) -> str | None:
    code = "".join(sign for sign in folded if sign.isalnum()).translate(_TAKEN_FOR)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def grouped(code: str) -> str:
    """The code as it is printed, "4XK-Q79-MTBD": groups are read and remembered more easily."""
    ends = [sum(GROUPS[: number + 1]) for number in range(len(GROUPS))]
    return "-".join(code[end - size : end] for end, size in zip(ends, GROUPS, strict=True))


def keep_code(db: Database, request: Request, code: str) -> None:
    """From now on the code opens the conversation of a request, which it outlives by no moment."""
    new: TypedCode = {
        "key": _key(db, code),
        "request": number_of(request),
        "made": db.now.isoformat(),
        "openings": 0,
    }
    db.table(TYPED_CODES).insert(new)


@open_to("anybody at the front door")
def opens(db: Database, typed: str) -> bool:
    """Whether the code opens a conversation now. Changes nothing."""
    return _found(db, typed) is not None


@open_to("anybody at the front door")
def enter(db: Database, typed: str) -> str:
    """A fresh token for the conversation that the code belongs to; `NoSuchCode` for anything wrong with it.

    One conversation has one respondent: who comes with the same code from elsewhere sees nothing of what was said.
    """
    found = _found(db, typed)
    if found is None:
        raise NoSuchCode
    code, request = found
    db.table(TYPED_CODES).replace(number_of(code), {"openings": code["openings"] + 1})
    audit.record(db, audit.FAMILY, "code.typed", child=request["child"], request=number_of(request))
    return add_token(db, request)


def prefetch_by_request(db: Database, requests: Iterable[int]) -> None:
    """Read those of these requests at once, for a long reading verb that asks for them one by one."""
    db.table(TYPED_CODES).prefetch("request", requests)


def was_typed(db: Database, request: int) -> bool:
    """Whether anybody has typed a code of this request."""
    return any(one["openings"] for one in db.table(TYPED_CODES).search(where("request") == request))


def remove(db: Database, request: int) -> None:
    """No code opens this request any more."""
    db.table(TYPED_CODES).remove(where("request") == request)


def _found(db: Database, typed: str) -> tuple[TypedCode, Request] | None:
    code = read_code(typed)
    found = db.table(TYPED_CODES).get(where("key") == _key(db, code)) if code else None
    kept = cast("TypedCode | None", found)
    if kept is None or kept["openings"] >= MOST_OPENINGS:
        return None
    request = requests.by_id(db, kept["request"])
    return (kept, request) if request is not None and is_open(request, db.now) else None


def _key(db: Database, code: str) -> str:
    return db.keyed_hash(f"typed code {code}")
