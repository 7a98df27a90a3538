"""Why a text that asks is not sent after all: what was right when it was queued may be wrong when it goes."""

from feedback.asking.obstacles import obstacles
from feedback.messages.outbox import OutboxText
from feedback.voices import requests
from feedback.voices.requests import child_of, is_open
from storage.store import Database


def why_unwanted(db: Database, text: OutboxText) -> str:
    """Why a text that was queued yesterday must not go today, in words; empty when it may."""
    request = requests.by_id(db, text["request"]) if text["request"] else None
    if request is None:
        return ""
    if not is_open(request, db.now):
        return "It was answered, or its link is closed."
    found = obstacles(
        db, child_of(request), request["contact"], "sms", request["audience"], db.now, besides=text["request"]
    )
    return next((one.words for one in found if not one.can_override), "")
