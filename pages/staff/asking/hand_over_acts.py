"""Saying that what was made has been handed over: a link that was given, a code that was shown, a letter that went."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from feedback.asking.handing_over import hand_over
from pages.staff.shell.addresses import number
from pages.staff.shell.screen import Screen


def add_hand_over(screen: Screen, redraw: Callable[[], Awaitable[None]]) -> None:
    """The act of the forms in `hand_over.html`."""

    async def handed_over(data: Mapping[str, Any]) -> None:
        made = number(str(data.get("attempt")))
        await screen.submit(f"hand-over-{made}", hand_over, made, str(data.get("way", "")))
        await redraw()
        screen.tell("On record, with your name and today’s date.")

    screen.on("hand-over", handed_over)
