"""GOV.UK Notify: a token for each call, our words inside its one template, and its words in ours."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import jwt
import requests
from requests import PreparedRequest, RequestException, Response

from feedback.messages.no_answer import without_answer
from feedback.messages.notify_texts import from_list
from feedback.messages.providers import (
    IncomingText,
    OutgoingText,
    ProviderAnswer,
    ProviderError,
    RefusedByProvider,
    TryLater,
    Unsure,
)

HOME = "https://api.notifications.service.gov.uk"
TIME_OUT = 10.0  # seconds, for the connection and again for the answer
LONGEST = 918  # characters that Notify takes, in any alphabet
MOST_PAGES = 40  # of received texts, each of up to 250
CLOCK_MAY_BE_OFF = 30  # seconds
UUID_SIGNS = 36

# Notify's states in ours; one that is not here is passed over.
STATES: Mapping[str, str] = {
    "created": "accepted",
    "sending": "sent",
    "pending": "sent",
    "sent": "sent",
    "delivered": "delivered",
    "permanent-failure": "undelivered",
    "temporary-failure": "undelivered",
    "technical-failure": "failed",
}


@dataclass(frozen=True)
class NotifyService:
    """What Notify needs to know of us: a whole key, `name-service-secret`, and a template whose body is `((message))`.

    `sender` is the id of one of several senders; `base` is another address that behaves like Notify's.
    """

    key: str
    template: str
    sender: str = ""
    base: str = HOME


class Notify:
    """Texts through GOV.UK Notify, version 2 of its API. `now` is the time in seconds that its tokens say."""

    name = "notify"
    keeps_links = False

    def __init__(
        self, service: NotifyService, time_out: float = TIME_OUT, now: Callable[[], float] = time.time
    ) -> None:
        self._service = service
        self._time_out = time_out
        self._now = now

    def send(self, parcel: OutgoingText) -> ProviderAnswer:
        """Hand a text over once; nothing keeps it from going twice, but `reference` lets it be looked up."""
        if len(parcel.body) > LONGEST:
            raise RefusedByProvider("too_long")
        try:
            answer = self._call("POST", "/v2/notifications/sms", json=self._words_for(parcel))
        except RequestException as trouble:
            raise without_answer(trouble) from None
        if answer.status_code >= 300:
            raise self._meant(answer)
        try:
            return _receipt({"status": "created", **answer.json()})
        except (ValueError, TypeError, KeyError):
            raise Unsure("an answer that makes no sense") from None

    def find(self, parcel: OutgoingText, since: datetime) -> Sequence[ProviderAnswer]:
        """The texts that carry its id; a look-up by id needs no `since`."""
        found = self._listed("/v2/notifications", "notifications", reference=parcel.opaque, template_type="sms")
        try:
            return tuple(map(_receipt, found))
        except (ValueError, TypeError, KeyError):
            raise TryLater("the look-up makes no sense") from None

    def received(self) -> Sequence[IncomingText]:
        """The texts that came in within a week, the oldest first."""
        found: dict[str, IncomingText] = {}
        older_than: str | None = None
        for _ in range(MOST_PAGES):
            page = self._listed("/v2/received-text-messages", "received_text_messages", older_than=older_than)
            texts = {text.provider_id: text for text in map(from_list, page)}
            if not texts.keys() - found.keys():
                break
            found |= texts
            older_than = list(texts)[-1]
        return tuple(reversed(found.values()))

    def _words_for(self, parcel: OutgoingText) -> dict[str, object]:
        words: dict[str, object] = {
            "phone_number": parcel.to,
            "template_id": self._service.template,
            "personalisation": {"message": parcel.body},
            "reference": parcel.opaque,
        }
        return {**words, "sms_sender_id": self._service.sender} if self._service.sender else words

    def _listed(self, path: str, name: str, **query: str | None) -> list[Mapping[str, Any]]:
        """What stands under this name in an answer; raises `TryLater`."""
        try:
            answer = self._call("GET", path, params=query)
            answer.raise_for_status()
            return list(answer.json()[name])
        except (RequestException, ValueError, TypeError, KeyError):
            raise TryLater("the look-up failed") from None

    def _call(self, method: str, path: str, **content: Any) -> Response:
        """One call on a connection of its own, which cannot have gone stale; no redirect is followed."""
        return requests.request(
            method,
            f"{self._service.base}{path}",
            timeout=self._time_out,
            allow_redirects=False,
            auth=self._signed,
            **content,
        )

    def _signed(self, request: PreparedRequest) -> PreparedRequest:
        claims = {"iss": self._service.key[-2 * UUID_SIGNS - 1 : -UUID_SIGNS - 1], "iat": int(self._now())}
        token = jwt.encode(claims, self._service.key[-UUID_SIGNS:], algorithm="HS256")
        request.headers["Authorization"] = f"Bearer {token}"
        return request

    def _meant(self, answer: Response) -> ProviderError:
        """What an answer of 300 or more means. Its message may name a phone, and changes: only its type is kept."""
        status, error = answer.status_code, _error_of(answer)
        if not 400 <= status < 500:
            return TryLater(f"fault {status}", maybe_taken=True)
        if status in (401, 403):
            return RefusedByProvider("clock" if self._clock_is_off(answer) else "AuthError")
        if status == 429 and error != "TooManyRequestsError":
            return TryLater("busy")
        return RefusedByProvider(error or str(status))

    def _clock_is_off(self, answer: Response) -> bool:
        """Whether our time and that of the answer are further apart than Notify allows."""
        try:
            theirs = parsedate_to_datetime(answer.headers["Date"]).timestamp()
        except (KeyError, ValueError):
            return False
        return abs(theirs - self._now()) > CLOCK_MAY_BE_OFF


def _error_of(answer: Response) -> str:
    """The type of the first error that an answer names; empty where it names none."""
    try:
        return str(answer.json()["errors"][0]["error"])[:40]
    except (ValueError, TypeError, KeyError, IndexError):
        return ""


def _receipt(said: Mapping[str, Any]) -> ProviderAnswer:
    """What Notify says of one text; ValueError or KeyError where that is not enough to know it by."""
    status = str(said["status"])
    state = STATES.get(status, "accepted")
    if not said["id"]:
        raise ValueError("an answer without an id")
    code = status if state in ("undelivered", "failed") else None
    return ProviderAnswer(str(said["id"]), state, code=code, opaque=str(said["reference"]))
