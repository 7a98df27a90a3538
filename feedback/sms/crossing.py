"""Texts that cross: one that cannot have been written after our question was read is no answer to it."""

from datetime import datetime, timedelta

from feedback.messages import outbox
from feedback.messages.inbox import TIME_TO_READ
from feedback.messages.outbox import CLAIMED, LOST, QUEUED, UNKNOWN, WENT, OutboxText
from feedback.sms.threads import Put
from storage.store import Database

TIME_TO_CONSENT = timedelta(seconds=6)  # who may see the words is not decided at a glance
SIGNS_A_SECOND = 20  # faster than anybody types or speaks
LONGEST_TO_WRITE = timedelta(seconds=20)  # what was copied from elsewhere needs no writing
ON_THE_SCREEN = "console"  # no network lies between us and the phone that a screen plays


def crosses(db: Database, put: Put | None, body: str, written: datetime) -> bool:
    """Whether a text that was `written` then was so before what was `put` last could be read.

    A question that never reached the phone, or waits for its next try, was read by nobody.
    """
    number = put.get("text") if put else None
    asked = outbox.by_id(db, number) if number is not None else None
    if asked is None:
        return False
    there = _there_since(asked)
    if there is None:
        return True
    reading = TIME_TO_CONSENT if put and put.get("consent") else TIME_TO_READ
    return asked["provider"] != ON_THE_SCREEN and written < there + reading + _writing(body)


def _there_since(asked: OutboxText) -> datetime | None:
    """Since when the text may be on the phone; None where it is not."""
    state = asked["state"]
    if state in LOST or (state in (QUEUED, CLAIMED) and asked["tries"] and not asked["maybe_taken"]):
        return None
    if state == UNKNOWN:
        return outbox.first_tried(asked)
    went = [entry["at"] for entry in asked["history"] if entry["state"] in WENT]
    return datetime.fromisoformat(min(went) if went else asked["made"])


def _writing(body: str) -> timedelta:
    return min(timedelta(seconds=len(body) / SIGNS_A_SECOND), LONGEST_TO_WRITE)
