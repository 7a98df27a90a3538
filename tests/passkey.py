"""A passkey as a device makes and uses it: a key on a curve, and what WebAuthn wraps around its signatures."""

import json
import secrets
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url as told

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


class Passkey:
    """One on the device of somebody who looks at pages of this origin."""

    def __init__(self, origin: str, host: str) -> None:
        self.origin, self.host = origin, host
        self.name = secrets.token_bytes(32)
        self.count = 0
        self._key = ec.generate_private_key(ec.SECP256R1())

    def makes(self, challenge: str, *, flags: int = PRESENT | VERIFIED) -> str:
        """What it answers where it is made."""
        point = self._key.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")})
        about = bytes(16) + len(self.name).to_bytes(2, "big") + self.name + public
        attested = {"fmt": "none", "attStmt": {}, "authData": self._data(flags | HAS_KEY) + about}
        client = self._client("webauthn.create", challenge)
        return self._answer({"clientDataJSON": told(client), "attestationObject": told(cbor2.dumps(attested))})

    def shows(self, challenge: str, *, flags: int = PRESENT | VERIFIED) -> str:
        """What it answers where it is used."""
        self.count += 1
        data, client = self._data(flags), self._client("webauthn.get", challenge)
        signed = self._key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        given = {"clientDataJSON": told(client), "authenticatorData": told(data), "signature": told(signed)}
        return self._answer(given)

    def _data(self, flags: int) -> bytes:
        return sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _answer(self, response: dict[str, str]) -> str:
        name = told(self.name)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
