"""Passwords: long ones, kept as Argon2id."""

import unicodedata
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from people.errors import Unacceptable
from people.password_rules import weakness

LEAST_LENGTH = 15
GREATEST_LENGTH = 128

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("a sign-in for nobody takes as long as one for somebody")


def hashed(password: str, about: Iterable[str] = ()) -> str:
    """Argon2id of an acceptable password; `Unacceptable` when it is too short, too long or easily guessed (ASVS 6.2).

    `about` has what anybody knows of its owner. Slow on purpose: not for the event loop.
    """
    alike = _alike(password)
    if len(alike) < LEAST_LENGTH:
        raise Unacceptable(f"Use at least {LEAST_LENGTH} characters. Three or four unrelated words work well.")
    if len(alike) > GREATEST_LENGTH:
        raise Unacceptable(f"Use at most {GREATEST_LENGTH} characters.")
    if weak := weakness(alike, about):
        raise Unacceptable(weak)
    return _hasher.hash(alike)


def fits(kept: str | None, password: str) -> bool:
    """Whether the password is the kept one; takes the same time when there is none to compare with."""
    if _verified(kept or _NOBODY, _alike(password)):
        return kept is not None
    # what was kept before letters were made alike was kept as it was typed
    return _alike(password) != password and _verified(kept or _NOBODY, password) and kept is not None


def _alike(password: str) -> str:
    """One spelling for what looks the same: keyboards differ in how they write an accent or a space."""
    return unicodedata.normalize("NFKC", password)


def _verified(kept: str, password: str) -> bool:
    try:
        return _hasher.verify(kept, password[: GREATEST_LENGTH + 1])
    except (VerificationError, InvalidHashError):
        return False
