"""What an administrator presses on the screen of one person."""

from collections.abc import Mapping, Sequence
from typing import Any

from pages.staff.people.staff_fields import sent_fields
from pages.staff.shell.addresses import number
from pages.staff.shell.leaves import offer_deputies, sent_leave
from pages.staff.shell.offers import offer, teams_offered
from pages.staff.shell.panel import Panel
from pages.staff.shell.screen import Screen
from people.account_help import end_all_sessions, hash_of_new, keep_password, reset_factor
from people.errors import Unacceptable
from people.leaving import disable, enable
from people.records.staff_records import (
    LAST_ADMINISTRATOR,
    correct_staff,
    set_leave,
    staff_faults,
    take_back_leave,
)
from people.sign_on import untie_sign_on

RECORD, AWAY, PASSWORD = "correct-person", "person-away", "person-password"


class PersonActs:
    """The acts of one tab; after each the panels are drawn again from one snapshot."""

    def __init__(self, screen: Screen, staff_id: int, panels: Sequence[Panel]) -> None:
        self.screen = screen
        self.staff_id = staff_id
        self.panels = panels

    def listens(self) -> None:
        """Take what the page's forms and buttons send."""
        acts = {
            RECORD: self._correct,
            AWAY: self._away,
            f"{AWAY}-back": self._back,
            "end-sessions": self._end_sessions,
            "reset-factor": self._reset_factor,
            "untie-sign-on": self._untie,
            PASSWORD: self._password,
            "disable-person": self._disable,
            "enable-person": self._enable,
        }
        for name, act in acts.items():
            self.screen.on(name, act)
        offer_deputies(self.screen, AWAY)
        offer(self.screen, "person-team", teams_offered)

    async def _correct(self, data: Mapping[str, Any]) -> None:
        fields, faults = await sent_fields(self.screen, data, self.staff_id)
        if faults := faults | await self.screen.fetch(staff_faults, fields, self.staff_id):
            self.screen.refuse(RECORD, faults)
            return
        try:
            differed = await self.screen.submit(RECORD, correct_staff, self.staff_id, fields)
        except Unacceptable as trouble:
            self.screen.refuse(RECORD, {"roles" if str(trouble) == LAST_ADMINISTRATOR else "": str(trouble)})
            return
        await self._done("The record is corrected." if differed else "Nothing was different.")

    async def _away(self, data: Mapping[str, Any]) -> None:
        faults, leave = await sent_leave(self.screen, data)
        if leave is None:
            self.screen.refuse(AWAY, faults)
            return
        try:
            await self.screen.submit(AWAY, set_leave, self.staff_id, *leave)
        except Unacceptable as trouble:
            self.screen.refuse(AWAY, {"since": str(trouble)})
            return
        await self._done("The leave is noted.")

    async def _back(self, data: Mapping[str, Any]) -> None:
        await self.screen.write(take_back_leave, number(str(data.get("leave"))))
        await self._done("The leave is taken back.")

    async def _end_sessions(self, _: Mapping[str, Any]) -> None:
        await self.screen.write(end_all_sessions, self.staff_id)
        await self._done("They are signed out everywhere.")

    async def _reset_factor(self, _: Mapping[str, Any]) -> None:
        await self._tried(reset_factor, "The second factor is taken away, and they are signed out everywhere.")

    async def _untie(self, _: Mapping[str, Any]) -> None:
        untied = await self.screen.write(untie_sign_on, self.staff_id)
        await self._done("Their sign-on is untied." if untied else "It was untied already.")

    async def _password(self, data: Mapping[str, Any]) -> None:
        try:
            kept = await self.screen.apart(hash_of_new, self.staff_id, str(data.get("new", "")))
            await self.screen.submit(PASSWORD, keep_password, self.staff_id, kept)
        except Unacceptable as trouble:
            self.screen.refuse(PASSWORD, {"new": str(trouble)})
            return
        await self._done("The password is kept. They are signed out everywhere.")

    async def _disable(self, _: Mapping[str, Any]) -> None:
        await self._tried(disable, "Their access has ended.")

    async def _enable(self, _: Mapping[str, Any]) -> None:
        await self._tried(enable, "They can sign in again.")

    async def _tried(self, verb: Any, told: str) -> None:
        try:
            await self.screen.write(verb, self.staff_id)
        except Unacceptable as trouble:
            self.screen.tell(str(trouble))
            return
        await self._done(told)

    async def _done(self, told: str) -> None:
        await self.screen.redraw(*self.panels)
        self.screen.tell(told)
