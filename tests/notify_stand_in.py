"""A provider that stands in for GOV.UK Notify: version 2 of its API as documented, told how to fail as Twilio's is."""

import base64
import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

from tests.stand_in import Kept, StandIn

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"heard-live-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
BEARER = "a token that both sides know".replace(" ", "-")
_LINE = httpx.Client(verify=False)  # plain HTTP only
_PUNCTUATION = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u200c": ""})


@dataclass
class KeptByNotify(Kept):
    """A text that the stand-in has taken; its `callback` is our reference."""

    status: str = "created"

    @property
    def opaque(self) -> str:
        return self.callback

    def as_json(self) -> dict[str, object]:
        return {
            "id": self.sid, "reference": self.opaque, "phone_number": self.to, "type": "sms", "status": self.status,
            "body": self.body, "template": _template(), "created_at": _now(), "sent_at": None, "completed_at": None,
        }  # fmt: skip


@dataclass
class NotifyStandIn(StandIn):
    """Refuses with the type of an error, such as "400 BadRequestError". `came_in` is what phones have sent us."""

    came_in: list[dict[str, str]] = field(default_factory=list)
    senders: list[str | None] = field(default_factory=list)  # which each text asked for
    page: int = 250
    listings: int = 0

    def take(self, posted: bytes) -> Kept:
        said = json.loads(posted)
        words = said["personalisation"]["message"].translate(_PUNCTUATION).strip()
        taken = KeptByNotify(str(uuid.uuid4()), said["phone_number"], words, said["reference"])
        with self.lock:
            self.kept.append(taken)
            self.senders.append(said.get("sms_sender_id"))
        return taken

    def objection(self, headers: Mapping[str, str], posted: bytes) -> tuple[int, object] | None:
        if why := _wrong_token(headers.get("Authorization", "")):
            return _error(403, "AuthError", why)
        if posted and json.loads(posted)["template_id"] != TEMPLATE:
            return _error(400, "BadRequestError", "Template not found")
        if posted and len(json.loads(posted)["personalisation"]["message"]) > 918:
            return _error(400, "BadRequestError", "Content for template has a character count greater than the limit")
        return None

    def receipt(self, taken: Kept) -> object:
        return {
            "id": taken.sid, "reference": taken.opaque, "content": {"body": taken.body, "from_number": "07700900999"},
            "uri": f"{self.url}/v2/notifications/{taken.sid}", "template": _template(),
        }  # fmt: skip

    def refusal(self, behaviour: str, posted: bytes) -> tuple[int, object]:
        status, _, error = behaviour.partition(" ")
        number = json.loads(posted)["phone_number"]
        return _error(int(status), error or "RateLimitError", f"something about {number}")

    def listing(self, path: str, query: Mapping[str, list[str]]) -> object:
        if path == "/v2/notifications":
            reference = query.get("reference", [""])[0]
            found = [one.as_json() for one in reversed(self.kept) if reference in ("", one.opaque)]
            return {"notifications": found, "links": {"current": path}}
        assert path == "/v2/received-text-messages"
        self.listings += 1
        newest_first = self.came_in[::-1]
        older_than = query.get("older_than", [""])[0]
        ids = [one["id"] for one in newest_first]
        start = ids.index(older_than) + 1 if older_than else 0
        return {"received_text_messages": newest_first[start : start + self.page], "links": {"current": path}}

    def gets(self, words: str, number: str = "447700900123", at: datetime | None = None) -> dict[str, str]:
        """A phone sends us a text, which is listed from now on."""
        text = {
            "id": str(uuid.uuid4()), "user_number": number, "notify_number": "07700900999", "service_id": SERVICE,
            "content": words, "created_at": (at or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        }  # fmt: skip
        self.came_in.append(text)
        return text


def told(text: Mapping[str, str]) -> dict[str, str]:
    """A text that came in, as Notify posts it."""
    return {
        "id": text["id"], "source_number": text["user_number"], "destination_number": text["notify_number"],
        "message": text["content"], "date_received": text["created_at"],
    }  # fmt: skip


def receipt_for(text: Kept, status: str) -> dict[str, object]:
    """A delivery receipt, as Notify posts it."""
    return {
        "id": text.sid, "reference": text.opaque, "to": f"0{text.to[3:]}", "status": status, "created_at": _now(),
        "completed_at": _now(), "sent_at": _now(), "notification_type": "sms", "template_id": TEMPLATE,
        "template_version": 1,
    }  # fmt: skip


def posts(address: str, said: object, token: str = BEARER) -> httpx.Response:
    """Post what Notify posts, with the token that it was given."""
    return _LINE.post(address, json=said, headers={"Authorization": f"Bearer {token}"})


def _wrong_token(header: str) -> str:
    """Why a token is refused: RFC 7519, HS256, of our service and not older than half a minute."""
    try:
        signed, _, signature = header.removeprefix("Bearer ").rpartition(".")
        head, claims = (json.loads(_decoded(part)) for part in signed.split("."))
    except ValueError:
        return "Invalid token"
    right = hmac.new(SECRET.encode(), signed.encode(), hashlib.sha256).digest()
    if head["alg"] != "HS256" or claims["iss"] != SERVICE or not hmac.compare_digest(right, _decoded(signature)):
        return "Invalid token: API key not found"
    if abs(claims["iat"] - time.time()) > 30:
        return "Error: Your system clock must be accurate to within 30 seconds"
    return ""


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _error(status: int, error: str, message: str) -> tuple[int, object]:
    return status, {"status_code": status, "errors": [{"error": error, "message": message}]}


def _template() -> dict[str, object]:
    return {"id": TEMPLATE, "version": 1, "uri": f"https://api.notifications.service.gov.uk/v2/template/{TEMPLATE}"}


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
