"""An OpenID Connect provider as it is asked: its own description, its keys, and who it says somebody is.

The only file that knows authlib. Every call is short, bounded and slow by nature: for a thread, never for the loop.
"""

import hmac
import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast
from urllib.parse import quote, urlencode, urlsplit

import httpx
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from people.errors import SignOnRefused
from people.roles import Role

ALGORITHMS = ["RS256", "PS256", "ES256"]
LEEWAY = 120  # seconds that two clocks may differ
FRESH = 3600  # seconds for which description and keys are used before they are fetched again
PATIENCE = 6.0  # seconds for one answer, all of it
LONGEST = 262_144  # bytes of an answer
STRONG = frozenset({"mfa", "otp", "hwk", "fido", "sc"})  # RFC 8176: what is more than a password


@dataclass(frozen=True)
class SignOnSettings:
    """The provider of an authority, and what is asked of it."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    redirect: str  # our own address, as it is registered there
    tenant: str = ""  # the only `tid` that comes in; empty where a provider has none
    person_claim: str = "preferred_username"  # that says who it is at the first sign-in
    label: str = "Sign in with your work account"
    second_factor: Literal["amr", "provider"] = "amr"  # provider: it is trusted to have asked for one
    roles: Mapping[str, Role] = field(default_factory=dict)  # by what the provider says; empty: all are Heard's own
    roles_claim: str = "roles"

    @property
    def host(self) -> str:
        """The provider as people know it."""
        return urlsplit(self.issuer).hostname or self.issuer


@dataclass(frozen=True)
class Ticket:
    """What one browser's sign-in goes out with and has to come back with."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Proved:
    """Whom the provider vouches for: the subject for ever, the address as it is today."""

    issuer: str
    subject: str
    address: str
    strong: bool  # whether a second factor counts as shown
    roles: Mapping[Role, bool] | None = None  # those that are the provider's to give, and whether it does; None: none


class Provider:
    """One provider; description and keys are remembered for an hour and shared by all threads."""

    def __init__(self, settings: SignOnSettings) -> None:
        self.settings = settings
        self._about: Mapping[str, Any] | None = None
        self._keys: KeySet | None = None
        self._until = 0.0
        self._lock = threading.Lock()
        self._trusted = httpx.create_ssl_context()

    @property
    def sign_out_address(self) -> str:
        """Where somebody signs out of the provider too; empty until it has said so. Asks nobody."""
        about = self._about or {}
        address = about.get("end_session_endpoint", "")
        return address if isinstance(address, str) and self._is_safe(address) else ""

    def address(self, ticket: Ticket) -> str:
        """Where the browser is sent (code flow with PKCE, RFC 7636). `SignOnRefused` where nobody says."""
        asked = {
            "response_type": "code",
            "client_id": self.settings.client,
            "redirect_uri": self.settings.redirect,
            "scope": "openid profile email",
            "state": ticket.state,
            "nonce": ticket.nonce,
            "code_challenge": create_s256_code_challenge(ticket.verifier),
            "code_challenge_method": "S256",
        }
        there = self._named("authorization_endpoint")
        return f"{there}{'&' if '?' in there else '?'}{urlencode(asked)}"

    def proved(self, code: str, ticket: Ticket, now: float) -> Proved:
        """Who a code stands for, by a token that was checked in every respect. `SignOnRefused` says what was wrong."""
        claims = self._read(self._token(code, ticket))
        self._check(claims, ticket, now)
        address, amr = claims.get(self.settings.person_claim), claims.get("amr")
        if not isinstance(address, str) or not address.strip() or claims.get("email_verified") is False:
            raise SignOnRefused("nameless")
        strong = isinstance(amr, list) and any(one in STRONG for one in amr if isinstance(one, str))
        trusted = self.settings.second_factor == "provider"
        return Proved(self.settings.issuer, claims["sub"], address.strip(), strong or trusted, self._roles(claims))

    def _roles(self, claims: Mapping[str, Any]) -> Mapping[Role, bool] | None:
        """Every role of the settings. Who has none there has no claim; one that is named elsewhere says nothing."""
        known, claim = self.settings.roles, self.settings.roles_claim
        if not known:
            return None
        elsewhere = claims.get("_claim_names")  # OpenID Connect Core 5.6.2: so Entra does for who is in many groups
        if claim not in claims and isinstance(elsewhere, dict) and claim in elsewhere:
            raise SignOnRefused("too many groups")
        said = claims.get(claim) or []
        values = [said] if isinstance(said, str) else said
        if not isinstance(values, list):
            raise SignOnRefused("nonsense")
        given = {known[one] for one in values if isinstance(one, str) and one in known}
        return {role: role in given for role in known.values()}

    def _token(self, code: str, ticket: Ticket) -> str:
        """Exchange the code; a provider gives a token for it once (RFC 6749, 4.1.2)."""
        given = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.settings.redirect,
            "code_verifier": ticket.verifier,
        }
        there, about = self._named("token_endpoint"), self._known()
        asked: dict[str, Any] = {"data": given}
        if "client_secret_post" in (about.get("token_endpoint_auth_methods_supported") or ()):
            given |= {"client_id": self.settings.client, "client_secret": self.settings.secret}
        else:
            asked["auth"] = (quote(self.settings.client, safe=""), quote(self.settings.secret, safe=""))
        token = self._asked("POST", there, **asked).get("id_token")
        if not isinstance(token, str):
            raise SignOnRefused("nonsense")
        return token

    def _read(self, token: str) -> Mapping[str, Any]:
        """The claims, once the signature fits a key; a key that is not known is looked for once more."""
        for again in (False, True):
            try:
                return jwt.decode(token, self._key_set(again=again), algorithms=ALGORITHMS).claims
            except (JoseError, ValueError):
                continue
        raise SignOnRefused("signature")

    def _check(self, claims: Mapping[str, Any], ticket: Ticket, now: float) -> None:
        """OpenID Connect Core 3.1.3.7, in the order in which a sentence helps most."""
        audience = claims.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        azp = claims.get("azp", None if len(audiences) > 1 else self.settings.client)
        wrong = {
            "issuer": claims.get("iss") != self.settings.issuer,
            "audience": self.settings.client not in audiences or azp != self.settings.client,
            "tenant": bool(self.settings.tenant) and claims.get("tid") != self.settings.tenant,
            "nonce": not _same(claims.get("nonce"), ticket.nonce),
            "nonsense": not isinstance(claims.get("sub"), str) or not claims["sub"],
        }
        for why, is_wrong in wrong.items():
            if is_wrong:
                raise SignOnRefused(why)
        issued = claims.get("iat")
        if not isinstance(issued, (int, float)) or isinstance(issued, bool):
            raise SignOnRefused("nonsense")
        if abs(now - issued) > LEEWAY:  # it was made for us just now, so that only a clock can be wrong
            raise SignOnRefused("clock", minutes=max(1, round(abs(now - issued) / 60)))
        try:
            CodeIDToken(claims, {}, params={"client_id": self.settings.client}).validate(now=int(now), leeway=LEEWAY)
        except (JoseError, ValueError, TypeError):
            raise SignOnRefused("expired") from None

    def _named(self, what: str) -> str:
        address = self._known().get(what)
        if not isinstance(address, str) or not self._is_safe(address):
            raise SignOnRefused("nonsense")
        return address

    def _is_safe(self, address: str) -> bool:
        """Never in clear, unless the provider itself stands on this machine."""
        return address.startswith("https://") or (
            self.settings.issuer.startswith("http://") and urlsplit(address).hostname == self.settings.host
        )

    def _known(self) -> Mapping[str, Any]:
        with self._lock:
            if self._about is not None and time.monotonic() < self._until:
                return self._about
        about = self._asked("GET", f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration")
        if about.get("issuer") != self.settings.issuer:
            raise SignOnRefused("issuer")
        with self._lock:
            self._about, self._keys, self._until = about, None, time.monotonic() + FRESH
        return about

    def _key_set(self, *, again: bool) -> KeySet:
        there = self._named("jwks_uri")
        with self._lock:
            if self._keys is not None and not again:
                return self._keys
        found = self._asked("GET", there)
        try:
            keys = KeySet.import_key_set(cast("Any", found))
        except (JoseError, ValueError, TypeError, KeyError, AttributeError):
            raise SignOnRefused("nonsense") from None
        with self._lock:
            self._keys = keys
        return keys

    def _asked(self, method: str, address: str, **asked: Any) -> Mapping[str, Any]:
        """One answer, no longer and no later than an honest one; a redirect is not followed."""
        until, body = time.monotonic() + PATIENCE, b""
        try:
            with httpx.stream(method, address, timeout=PATIENCE / 2, verify=self._trusted, **asked) as reply:
                for piece in reply.iter_bytes():
                    body += piece
                    if len(body) > LONGEST:
                        raise SignOnRefused("nonsense")
                    if time.monotonic() > until:
                        raise SignOnRefused("slow")
        except httpx.TimeoutException:
            raise SignOnRefused("slow") from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise SignOnRefused("down") from None
        if reply.status_code >= 500:
            raise SignOnRefused("down")
        if reply.status_code != 200:
            raise SignOnRefused("exchange" if method == "POST" else "nonsense")
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError):
            raise SignOnRefused("nonsense") from None
        if not isinstance(answer, dict):
            raise SignOnRefused("nonsense")
        return answer


def _same(given: object, ours: str) -> bool:
    return isinstance(given, str) and hmac.compare_digest(given.encode(), ours.encode())
