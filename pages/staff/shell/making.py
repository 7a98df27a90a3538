"""One form that makes a file: pressed once however often, told how far it is, its reason kept before a byte leaves."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pages.staff.shell.screen import Screen
from pages.staff.shell.templates import render
from people.errors import Unacceptable

FORM = "make-form"
Tell = Callable[[str], Awaitable[None]]  # says how far it is
Make = Callable[[Mapping[str, Any], Tell], Awaitable[str]]  # ends with a sentence about the file, or ""


class Making:
    """The form, and the line under it that says how far the file is."""

    def __init__(self, screen: Screen, make: Make) -> None:
        self._screen = screen
        self._make = make
        self._is_busy = False
        self._now, self._note = "", ""

    async def build(self) -> None:
        """Draw the line and listen to the form."""
        self._panel = await self._screen.panel(self._draw)
        self._screen.on("make", self._pressed)

    def _draw(self) -> str:
        return render("shell/making.html", self._screen.now, now_doing=self._now, note=self._note)

    async def _pressed(self, data: Mapping[str, Any]) -> None:
        if self._is_busy:  # a second press; the first one's file is on its way
            return
        self._is_busy = True
        if isinstance(press := data.get("press"), int):
            self._screen.script("answered", press)  # it may take longer than a press is waited for
        try:
            await self._tell("Reading what goes into it …")
            self._note = await self._make(data, self._tell)
            await self._tell("The file is ready. It is in your downloads.")
            self._screen.announce("The file is ready.")
        except Unacceptable as trouble:
            self._note = ""
            await self._tell("")
            self._screen.refuse(FORM, {"reason": str(trouble)})
        except Exception:
            self._note = ""
            await self._tell("")
            raise
        finally:
            self._is_busy = False

    async def _tell(self, now: str) -> None:
        self._now = now
        await self._screen.redraw(self._panel)
