"""What is done with one request about data: the identity checked, more time taken, erased, corrected."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pages.staff.keeping.acts import kept
from pages.staff.shell.addresses import number
from pages.staff.shell.panel import Panel
from pages.staff.shell.screen import Screen
from reviews.answering_data_requests import answer_by_correcting, answer_by_erasing, refuse_to_show
from reviews.data_requests import check_identity, extend

Act = Callable[[Mapping[str, Any]], Awaitable[None]]


def answers_of(screen: Screen, panel: Panel, which: int) -> dict[str, Act]:
    """What can be done with the request of this number, by the name of the press."""

    async def done(is_kept: bool, said: str) -> None:
        if is_kept:
            screen.tell(said)
            await screen.redraw(panel)

    async def checked(data: Mapping[str, Any]) -> None:
        why = str(data.get("why", ""))
        await done(await kept(screen, "check", "why", check_identity, which, why), "Kept: it is known who asks.")

    async def extended(data: Mapping[str, Any]) -> None:
        asked = (which, str(data.get("told", "")), str(data.get("why", "")))
        await done(await kept(screen, "extend", "told", extend, *asked), "Two months more, from the day it came.")

    async def erased(data: Mapping[str, Any]) -> None:
        chosen = [number(str(one)) for one in data.get("voices") or []]
        asked = (which, chosen, str(data.get("why", "")))
        await done(await kept(screen, "erase", "voices", answer_by_erasing, *asked), "Decided and done.")

    async def corrected(data: Mapping[str, Any]) -> None:
        asked = (which, *(str(data.get(name, "")) for name in ("answer", "statement", "why")))
        await done(await kept(screen, "correct", "answer", answer_by_correcting, *asked), "Decided and done.")

    async def refused(data: Mapping[str, Any]) -> None:
        asked = (which, str(data.get("why", "")))
        await done(await kept(screen, "refuse", "why", refuse_to_show, *asked), "Refused. Tell them why.")

    return {
        "check-identity": checked,
        "extend-request": extended,
        "erase-by-request": erased,
        "correct-by-request": corrected,
        "refuse-to-show": refused,
    }
