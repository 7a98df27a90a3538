"""Before a call of which nobody knows that it is safe: what the caller chooses is kept, on the list as on the call."""

from collections.abc import Callable, Mapping
from typing import Any

from feedback.calls.unsafe_time import WAIT, choose
from pages.staff.screen import Screen
from people.errors import Unacceptable


def ask_first(screen: Screen, chosen: Callable[[str], None]) -> None:
    """Listen to the form of `safety.html`; `chosen` is told the choice once it is on record."""

    async def unsafe(data: Mapping[str, Any]) -> None:
        key, choice, reason = (str(data.get(name) or "") for name in ("key", "choice", "reason"))
        try:
            await screen.write(choose, key, choice, reason=reason, hours=screen.house.desk.hours)
        except Unacceptable as trouble:
            screen.script("refuse", f"unsafe-{key}", "reason", str(trouble))
            return
        screen.script("drop", f"unsafe-{key}-")
        if choice == WAIT:
            screen.tell("On record: nobody was called.")
        chosen(choice)

    screen.on("unsafe", unsafe)
