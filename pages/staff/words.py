"""The words that staff read for codes, states and deadlines."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from feedback.codes import AUDIENCES, CHANNELS, OUTCOMES, TOUCHPOINTS
from language import dates
from language.registry import LANGUAGES, Language
from reviews.reviews import STATES, is_late

REQUEST_STATES: Mapping[str, str] = {"open": "Waiting for an answer", "answered": "Answered", "revoked": "Closed"}
PROGRESS: Mapping[str, tuple[str, str]] = {
    "empty": ("○", "not started"),
    "started": ("◐", "started"),
    "done": ("●", "done"),
    "optional": ("○", "nothing needed, nothing written"),
}
# said in the middle of a line: “Young person · web link · العربية”
_BY: Mapping[str, str] = {"link": "web link", "qr": "QR code", "sms": "text message", "phone": "phone call"}


def relation(contact: Mapping[str, Any]) -> str:
    """How a contact stands to the child, after the name: “, mother”; nothing for the child itself."""
    said = str(contact["relation"]).lower()
    return "" if said == "self" else f", {said}"


def touchpoint(code: str) -> str:
    """A touchpoint in words."""
    return TOUCHPOINTS.get(code, code)


def audience(code: str) -> str:
    """Who speaks, without the ages of the band."""
    return AUDIENCES.get(code, code)


def speaker(code: str) -> str:
    """Who speaks, in a word: “Young person”."""
    return audience(code).partition(",")[0]


def channel(code: str) -> str:
    """A channel at the start of a line."""
    return CHANNELS.get(code, code)


def by_channel(code: str) -> str:
    """A channel inside a line."""
    return _BY.get(code, channel(code).lower())


def outcome(code: str) -> str:
    """What came of an attempt."""
    return OUTCOMES.get(code, code)


def spoken(code: str) -> Language:
    """A language by its code; one that is no longer offered is called by its code."""
    return LANGUAGES.get(code) or Language(code, code, code)


def state(code: str) -> str:
    """How far a review has come."""
    return STATES.get(code, code)


def request_state(request: Mapping[str, Any], now: str) -> str:
    """What became of a request."""
    if request["state"] == "open" and request["expires"] <= now:
        return "The link has run out"
    return REQUEST_STATES.get(request["state"], str(request["state"]))


def is_open(request: Mapping[str, Any], now: str) -> bool:
    """Whether the link of a request can still be used."""
    return bool(request["state"] == "open" and request["expires"] > now)


def due(review: Mapping[str, Any], today: date) -> str:
    """The deadline of a review: “due 12 May”, or “late: it was due 3 May”."""
    day = dates.day(date.fromisoformat(review["deadline"]), "en", today)
    if is_late(review, today):
        return f"late: it was due {day}"
    return "due today" if review["deadline"] == today.isoformat() else f"due {day}"


def late(review: Mapping[str, Any], today: date) -> bool:
    """Whether the deadline has passed."""
    return is_late(review, today)


def progress(state: str) -> tuple[str, str]:
    """The mark of a section and its words."""
    return PROGRESS[state]


def helped(helped_by: str | None) -> str:
    """Whether somebody helped to answer."""
    return f"helped by {helped_by}" if helped_by else "on their own"


def alarms(voice: Mapping[str, Any]) -> tuple[str, ...]:
    """What in a voice should be seen first."""
    said = (
        ("worried", "Does not feel safe"),
        ("wants_call", "Wants a call"),
        ("unfair", "Was treated unfairly"),
    )
    return tuple(text for flag, text in said if voice[flag])


def plural(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"


def clock(when: str) -> str:
    """The London clock time of a stored moment: “14:02”."""
    return dates.clock(datetime.fromisoformat(when))
