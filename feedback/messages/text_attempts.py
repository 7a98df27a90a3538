"""A text that asks is an attempt: how far it came stands in section 6 with a date and a method (BR-08)."""

from collections.abc import Mapping

from feedback.messages.outbox import REMINDER, OutboxText
from feedback.messages.provider_codes import meaning
from feedback.voices.attempts import note_attempt, set_outcome
from people import audit
from storage.store import Database

# state of a text -> outcome of the attempt
OUTCOMES: Mapping[str, str] = {
    "unknown": "not_known",
    "accepted": "sent",
    "sent": "sent",
    "delivered": "delivered",
    "undelivered": "not_delivered",
    "failed": "not_delivered",
}


def record_attempt(db: Database, text: OutboxText) -> int | None:
    """Make or bring up to date the attempt of a text that asks; returns its number. What was never tried is none."""
    outcome = OUTCOMES.get(text["state"])
    number = text["attempt"]
    if outcome is None or text["child"] is None or text["first_tried"] is None:
        return number
    detail = _detail(text, outcome)
    if number is None:
        return note_attempt(db, audit.SYSTEM, text["child"], text["request"], "sms", outcome, detail)
    set_outcome(db, number, outcome, detail)
    return number


def _detail(text: OutboxText, outcome: str) -> str:
    if outcome == "delivered" and text.get("arrived_says"):
        return f"{text['arrived_says']} says so, not the network."
    if outcome != "not_delivered":
        return "Reminder" if text["purpose"] == REMINDER else ""
    words = meaning(text["code"]).words
    return f"{words[0].upper()}{words[1:]}."
