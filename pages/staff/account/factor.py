"""The part of *Your account* about the second factor: set up, confirmed, recovery codes made anew, taken away."""

from collections.abc import Mapping, Sequence
from typing import Any

from pages.staff.account.passwords import refused, shown
from pages.staff.shell.panel import Panel
from pages.staff.shell.screen import Screen
from people.errors import NotFound, Throttled, Unacceptable
from people.own_account import confirm_factor, new_recovery_codes, propose_factor, remove_factor

CODES = "recovery-shown"  # the heading that the focus goes to


class FactorPart:
    """What this tab alone knows: a key that is being set up, and recovery codes that were made just now."""

    panel: Panel

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.number = ""
        self.key = ""
        self.codes: Sequence[str] = ()

    def listens(self) -> None:
        """Take what the page's forms send."""
        self.screen.on("set-up-factor", self._set_up)
        self.screen.on("confirm-factor", self._confirm)
        self.screen.on("stop-factor", lambda _: self._show())
        self.screen.on("new-recovery", self._recovery)
        self.screen.on("remove-factor", self._remove)

    async def _set_up(self, data: Mapping[str, Any]) -> None:
        try:
            old = await shown(self.screen, str(data.get("old", "")))
            number, key = await self.screen.submit("set-up-factor", propose_factor, old)
        except (Unacceptable, Throttled) as trouble:
            self.screen.refuse("set-up-factor", {"old": refused(trouble)})
            return
        await self._show(number, key)
        self.screen.script("focusOn", "factor-scan")

    async def _confirm(self, data: Mapping[str, Any]) -> None:
        if not self.number:
            raise NotFound
        given = (self.number, str(data.get("code", "")), self.screen.session)
        try:
            codes = await self.screen.submit("confirm-factor", confirm_factor, *given)
        except Unacceptable as trouble:
            self.screen.refuse("confirm-factor", {"code": str(trouble)})
            return
        await self._show(codes=codes)
        self.screen.script("focusOn", CODES)

    async def _recovery(self, data: Mapping[str, Any]) -> None:
        try:
            old = await shown(self.screen, str(data.get("old", "")))
            codes = await self.screen.submit("new-recovery", new_recovery_codes, old)
        except (Unacceptable, Throttled) as trouble:
            self.screen.refuse("new-recovery", {"old": refused(trouble)})
            return
        await self._show(codes=codes)
        self.screen.script("focusOn", CODES)

    async def _remove(self, data: Mapping[str, Any]) -> None:
        if self.screen.context.settings.second_factor_required:
            raise NotFound
        try:
            old = await shown(self.screen, str(data.get("old", "")))
            await self.screen.submit("remove-factor", remove_factor, old)
        except (Unacceptable, Throttled) as trouble:
            self.screen.refuse("remove-factor", {"old": refused(trouble)})
            return
        await self._show()
        self.screen.tell("Your second factor is gone. Your password alone signs you in.")

    async def _show(self, number: str = "", key: str = "", codes: Sequence[str] = ()) -> None:
        self.number, self.key, self.codes = number, key, codes
        await self.screen.redraw(self.panel)
