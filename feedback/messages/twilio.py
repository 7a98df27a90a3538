"""Twilio: its client with a time-out and no tries of its own, its signature, and its words in ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from requests.exceptions import RequestException
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from feedback.messages.no_answer import without_answer
from feedback.messages.providers import OutgoingText, ProviderAnswer, RefusedByProvider, TryLater, Unsure

HOME = "https://api.twilio.com"
CALLBACK = "/hooks/twilio/status"
TIME_OUT = 10.0  # seconds, for the connection and again for the answer
MOST_LOOKED_AT = 50  # texts to one number in a look-up; a list without a limit never ends

# Twilio's states in ours; one that is not here is passed over, as the provider advises.
STATES: Mapping[str, str] = {
    "accepted": "accepted",
    "scheduled": "accepted",
    "queued": "accepted",
    "sending": "accepted",
    "sent": "sent",
    "delivered": "delivered",
    "read": "delivered",
    "undelivered": "undelivered",
    "failed": "failed",
    "canceled": "failed",
}


@dataclass(frozen=True)
class Account:
    """What Twilio needs to know of us. `service` is a messaging service, used instead of the number `sender`.

    `base` is another address that behaves like Twilio's; `public_url` is where its callbacks reach us.
    """

    account: str
    token: str
    public_url: str
    sender: str = ""
    service: str = ""
    base: str = HOME


class Twilio:
    """Texts through Twilio's programmable messaging."""

    name = "twilio"
    keeps_links = False

    def __init__(self, account: Account, time_out: float = TIME_OUT) -> None:
        self._account = account
        self._time_out = time_out

    def send(self, parcel: OutgoingText) -> ProviderAnswer:
        """Hand a text over once; there is no idempotency key, so no answer means that nobody knows."""
        account = self._account
        sender = {"messaging_service_sid": account.service} if account.service else {"from_": account.sender}
        try:
            message = self._client().messages.create(
                to=parcel.to,
                body=parcel.body,
                status_callback=f"{account.public_url}{CALLBACK}?id={parcel.opaque}",
                **sender,
            )
            return _receipt(message)
        except TwilioException as refusal:
            raise _meant(refusal) from None
        except RequestException as trouble:
            raise without_answer(trouble) from None
        except (ValueError, TypeError, KeyError):
            raise Unsure("an answer that makes no sense") from None

    def find(self, parcel: OutgoingText, since: datetime) -> Sequence[ProviderAnswer]:
        """The latest texts to its number, since messages carry no id of ours."""
        try:
            found = self._client().messages.list(to=parcel.to, date_sent_after=since, limit=MOST_LOOKED_AT)
            return tuple(_receipt(message) for message in found)
        except (TwilioException, RequestException, ValueError, TypeError, KeyError):
            raise TryLater("the look-up failed") from None

    def _client(self) -> Client:
        """A client for one call: a connection of its own cannot have gone stale, and no thread shares it."""
        account = self._account
        http = _Elsewhere(account.base, self._time_out)
        return Client(account.account, account.token, http_client=http, environment={})


class Signature:
    """Twilio's signature on what it posts to us, over the public address that we were given and never over Host."""

    def __init__(self, token: str, public_url: str) -> None:
        self._validator = RequestValidator(token)
        self._public_url = public_url

    def fits(self, path_and_query: str, fields: Mapping[str, str], signature: str) -> bool:
        """Whether the signature was made with our token over this address and these fields."""
        address = f"{self._public_url}{path_and_query}"
        return bool(signature) and bool(self._validator.validate(address, dict(fields), signature))


class _Elsewhere(TwilioHttpClient):  # type: ignore[misc]  # the library brings no types
    """The official HTTP client, pointed to the base address of the settings."""

    def __init__(self, base: str, time_out: float) -> None:
        super().__init__(pool_connections=False, timeout=time_out, max_retries=0)
        self._base = base

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        address = urlsplit(url)
        query = f"?{address.query}" if address.query else ""
        return super().request(method, f"{self._base}{address.path}{query}", *args, **kwargs)


def _meant(refusal: TwilioException) -> Exception:
    """What an answer of 400 or more means. Its words name a phone, so only its code is kept."""
    status, code = getattr(refusal, "status", None), getattr(refusal, "code", None)
    if status == 429 or code == 20429:
        return TryLater("busy")
    if isinstance(status, int) and 400 <= status < 500:
        return RefusedByProvider(str(code or status))
    return TryLater(f"fault {status}", maybe_taken=True)


def _receipt(message: Any) -> ProviderAnswer:
    code = str(message.error_code) if message.error_code else None
    state = STATES.get(str(message.status), "accepted")
    if not message.sid:
        raise ValueError("an answer without an id")
    return ProviderAnswer(str(message.sid), state, str(message.body or ""), code)
