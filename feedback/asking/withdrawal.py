"""Why a text that asks is not sent after all: what was right when it was queued may be wrong when it goes."""

from feedback.asking.obstacles import obstacles
from feedback.asking.requests import request_of
from storage.store import Database
from storage.table import Document


def why_unwanted(db: Database, text: Document) -> str:
    """Why a text that was queued yesterday must not go today, in words; empty when it may."""
    request = request_of(db, text["request"]) if text["request"] else None
    if request is None:
        return ""
    if request["state"] != "open" or request["expires"] <= db.now.isoformat():
        return "It was answered, or its link is closed."
    found = obstacles(
        db, request["child"], request["contact"], "sms", request["audience"], db.now, besides=text["request"]
    )
    return next((one.words for one in found if not one.can_override), "")
