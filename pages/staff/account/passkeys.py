"""The part of *Your account* about passkeys: made on this device, named, taken away."""

from collections.abc import Mapping
from typing import Any

from pages.staff.account.passwords import refused, shown
from pages.staff.shell.addresses import number
from pages.staff.shell.screen import Screen
from people.errors import NotFound, Throttled, Unacceptable
from people.own_passkeys import add_passkey, propose_passkey, remove_passkey
from people.passkey_ceremonies import Site

FORM = "add-passkey"


class PasskeyPart:
    """What this tab alone knows: the challenge that waits for a device, once, and the name for what it makes."""

    def __init__(self, screen: Screen, site: Site) -> None:
        self.screen, self.site = screen, site
        self.challenge = ""
        self.name = ""

    def listens(self) -> None:
        """Take what the page's forms send."""
        self.screen.on(FORM, self._add)
        self.screen.on("keep-passkey", self._keep)
        self.screen.on("remove-passkey", self._remove)

    async def _add(self, data: Mapping[str, Any]) -> None:
        try:
            old = await shown(self.screen, str(data.get("old", "")))
            self.challenge, asked = await self.screen.write(propose_passkey, old, self.site)
        except (Unacceptable, Throttled) as trouble:
            self.screen.refuse(FORM, {"old": refused(trouble)})
            return
        self.name = str(data.get("name", ""))
        self.screen.script("makePasskey", asked)

    async def _keep(self, data: Mapping[str, Any]) -> None:
        challenge, self.challenge = self.challenge, ""
        if not challenge:
            raise NotFound
        given = (challenge, str(data.get("answer", "")), self.name, self.screen.session, self.site)
        try:
            await self.screen.submit(FORM, add_passkey, *given)
        except Unacceptable as trouble:
            self.screen.refuse(FORM, {"": str(trouble)})
            return
        self.screen.tell("The passkey is added. It takes the place of the code from now on.")

    async def _remove(self, data: Mapping[str, Any]) -> None:
        which = number(str(data.get("passkey", "")))
        form = f"remove-passkey-{which}"
        try:
            old = await shown(self.screen, str(data.get("old", "")))
            await self.screen.submit(form, remove_passkey, old, which)
        except (Unacceptable, Throttled) as trouble:
            self.screen.refuse(form, {"old": refused(trouble)})
            return
        self.screen.tell("The passkey is taken away.")
