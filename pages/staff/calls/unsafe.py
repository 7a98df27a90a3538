"""Before a call of which nobody knows that it is safe: what the caller chooses is kept, on the list as on the call."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from feedback.phone.unsafe_calls import WAIT, choose
from pages.staff.shell.screen import Screen
from people.errors import Unacceptable


def ask_first(screen: Screen, chosen: Callable[[str], Awaitable[None]]) -> None:
    """Listen to the form of `safety.html`; `chosen` is told the choice once it is on record."""

    async def unsafe(data: Mapping[str, Any]) -> None:
        key, choice, reason = (str(data.get(name) or "") for name in ("key", "choice", "reason"))
        try:
            form, hours = f"unsafe-{key}", screen.context.settings.hours
            await screen.submit(form, choose, key, choice, reason=reason, hours=hours)
        except Unacceptable as trouble:
            screen.refuse(form, {"reason": str(trouble)})
            return
        if choice == WAIT:
            screen.tell("On record: nobody was called.")
        await chosen(choice)

    screen.on("unsafe", unsafe)
