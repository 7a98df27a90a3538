"""Passwords: long ones, kept as Argon2id."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from people.errors import Unacceptable

LEAST_LENGTH = 15
GREATEST_LENGTH = 128

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("a sign-in for nobody takes as long as one for somebody")


def hashed(password: str) -> str:
    """Argon2id of an acceptable password; `Unacceptable` when it is too short or too long (ASVS 6.2.1)."""
    if len(password) < LEAST_LENGTH:
        raise Unacceptable(f"Use at least {LEAST_LENGTH} characters. Three or four unrelated words work well.")
    if len(password) > GREATEST_LENGTH:
        raise Unacceptable(f"Use at most {GREATEST_LENGTH} characters.")
    return _hasher.hash(password)


def fits(kept: str | None, password: str) -> bool:
    """Whether the password is the kept one; takes the same time when there is none to compare with."""
    try:
        _hasher.verify(kept or _NOBODY, password[: GREATEST_LENGTH + 1])
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None
