"""Bodies of documents on their way to a database and back: sealed before they leave, opened when they come.

Each has the name of its key, a nonce and the seal of AES-256-GCM (NIST SP 800-38D). Keys of the index are not sealed.
"""

import hashlib
import os
from collections.abc import Sequence
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import Unreadable

MARK = b"\0H1"  # neither JSON nor a key of the index begins so
_NAME, _NONCE = 4, 12  # bytes
_AHEAD = len(MARK) + _NAME
_BODY = b"{"  # a document is JSON; no key of the index begins so
OTHER_KEY = (
    "The data in the database cannot be opened with this secret: it was encrypted with another. Restore the secret’s"
    " file from its backup, or copy it from the machine on which `heard rekey` was last run."
)


class Keyed(str):
    """Where a database is, and the keys of 32 bytes of what stands there: the first seals, each opens."""

    __slots__ = ("keys",)
    keys: tuple[bytes, ...]

    def __new__(cls, address: str, keys: Sequence[bytes]) -> Self:
        """Without any keys nothing is sealed."""
        made = super().__new__(cls, address)
        made.keys = tuple(keys)
        return made


class Sealing:
    """Seals and opens what is said to a database; a body that was kept before there were keys is read as it is."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._ciphers = {header_of(key): AESGCM(key) for key in keys}
        self._header = header_of(keys[0])

    def sealed(self, said: bytes) -> bytes:
        """What is sent for it: a body sealed, anything else as it is."""
        if not said.startswith(_BODY):
            return said
        nonce = os.urandom(_NONCE)
        return self._header + nonce + self._ciphers[self._header].encrypt(nonce, said, self._header)

    def opened(self, found: bytes) -> bytes:
        """What was sent. Nothing where a body was changed, so that its document is told as damaged. `Unreadable`."""
        if not found.startswith(MARK):
            return found
        header, nonce = found[:_AHEAD], found[_AHEAD : _AHEAD + _NONCE]
        if header not in self._ciphers:
            raise Unreadable(OTHER_KEY)
        try:
            return self._ciphers[header].decrypt(nonce, found[_AHEAD + _NONCE :], header)
        except (InvalidTag, ValueError):
            return b""


def header_of(key: bytes) -> bytes:
    """How each body begins that is sealed under this key."""
    return MARK + hashlib.blake2b(key, digest_size=_NAME, person=b"heard body").digest()
