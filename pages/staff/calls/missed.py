"""A call that did not happen, logged in two clicks, on the list as on the call screen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from feedback.phone.not_reached import LATER, not_reached
from pages.staff.shell.screen import Screen
from people.errors import Unacceptable


async def log_missed(screen: Screen, data: Mapping[str, Any]) -> bool:
    """Log what came of it; False where the moment that was agreed is missing, which is said beside the field."""
    key, outcome, day, clock = (str(data.get(name) or "") for name in ("key", "outcome", "day", "clock"))
    try:
        await screen.submit(f"later-{key}", not_reached, key, outcome, when=_moment(day, clock))
    except Unacceptable as trouble:
        if outcome != LATER:
            raise
        screen.refuse(f"later-{key}", {"day": str(trouble)})
        return False
    screen.tell("Logged.")
    return True


def _moment(day: str, clock: str) -> datetime | None:
    try:
        return datetime.fromisoformat(f"{day}T{clock}")
    except ValueError:
        return None
