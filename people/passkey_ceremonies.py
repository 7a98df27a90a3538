"""What browsers and passkeys say to each other and to us (WebAuthn): the only file that knows the library."""

from collections.abc import Iterable
from dataclasses import dataclass

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

VERIFIED = UserVerificationRequirement.REQUIRED


class NotProven(Exception):
    """What a browser answered does not prove what was asked."""


@dataclass(frozen=True)
class Site:
    """Where passkeys of ours count: the origin that browsers show, and the name of its host."""

    origin: str
    host: str


@dataclass(frozen=True)
class NewKey:
    """A passkey that was just made: its name among all, its public key, and how often it was used."""

    credential: str
    public_key: str
    count: int


def asks_to_make(site: Site, staff_id: int, account: str, challenge: str, known: Iterable[str]) -> str:
    """What the browser is asked, as JSON; those that are known already are not made again."""
    asked = generate_registration_options(
        rp_id=site.host,
        rp_name="Heard",
        user_id=f"staff {staff_id}".encode(),
        user_name=account,
        challenge=base64url_to_bytes(challenge),
        exclude_credentials=_described(known),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED, user_verification=VERIFIED
        ),
    )
    return options_to_json(asked)


def made(site: Site, challenge: str, answer: str) -> NewKey:
    """The passkey that was made on this challenge. `NotProven`."""
    try:
        key = verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotProven from error
    names = bytes_to_base64url(key.credential_id), bytes_to_base64url(key.credential_public_key)
    return NewKey(*names, key.sign_count)


def asks_to_show(site: Site, challenge: str, known: Iterable[str]) -> str:
    """What the browser is asked, as JSON: one of these passkeys, with its owner's finger, face or PIN."""
    asked = generate_authentication_options(
        rp_id=site.host,
        challenge=base64url_to_bytes(challenge),
        allow_credentials=_described(known),
        user_verification=VERIFIED,
    )
    return options_to_json(asked)


def credential_of(answer: str) -> str:
    """The name of the passkey that an answer says it is of. `NotProven` for what is no answer."""
    try:
        return bytes_to_base64url(parse_authentication_credential_json(answer).raw_id)
    except (WebAuthnException, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotProven from error


def shown(site: Site, challenge: str, answer: str, key: NewKey) -> int:
    """How often this passkey was used by now, where the answer is its own to this challenge. `NotProven`.

    One whose count did not go on was copied; those that count nothing always say 0.
    """
    try:
        proven = verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(key.public_key),
            credential_current_sign_count=key.count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotProven from error
    return proven.new_sign_count


def _described(known: Iterable[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known]
