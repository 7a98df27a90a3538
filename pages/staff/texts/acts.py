"""What a person decides about a text that did not simply arrive, on the child's page and on the screen of texts."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from feedback.asking.resending import send_anew
from feedback.messages.undelivered import decide
from feedback.voices.errors import CannotAsk
from pages.staff.shell.addresses import number
from pages.staff.shell.screen import Screen

DONE: Mapping[str, str] = {
    "send_again": "It goes again.",
    "arrived": "Kept: they have it.",
    "give_up": "Kept: it is left as it is.",
}


class TextActs:
    """The acts of `text_line.html`; `refused` holds what stood in the way of a new text, by the number of the old."""

    def __init__(self, screen: Screen, redraw: Callable[[], Awaitable[None]]) -> None:
        self.refused: dict[int, str] = {}
        self._screen = screen
        self._redraw = redraw
        screen.on("text-decide", self._decide)
        screen.on("text-anew", self._anew)

    async def _decide(self, data: Mapping[str, Any]) -> None:
        what = str(data.get("what"))
        await self._screen.write(decide, number(str(data.get("text"))), what)
        await self._done(DONE.get(what, "Kept."))

    async def _anew(self, data: Mapping[str, Any]) -> None:
        texting = self._screen.context.settings.texting
        if texting is None:
            raise CannotAsk("No text can go from here. Choose another way.")
        text, reason = number(str(data.get("text"))), str(data.get("override", ""))
        try:
            await self._screen.submit(f"anew-{text}", send_anew, texting, text, reason)
        except CannotAsk as trouble:
            self.refused[text] = str(trouble)
            await self._redraw()
            self._screen.script("focusOn", f"anew-why-{text}")
            return
        await self._done("A new text goes, with a link of its own.")

    async def _done(self, sentence: str) -> None:
        await self._redraw()
        self._screen.tell(sentence)
