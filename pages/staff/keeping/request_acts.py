"""Requests about data on the screen: received, the identity checked, answered."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pages.staff.keeping.acts import kept
from pages.staff.shell.addresses import number
from pages.staff.shell.panel import Panel
from pages.staff.shell.screen import Screen
from reviews.answering_data_requests import answer_by_correcting, answer_by_erasing
from reviews.data_requests import check_identity, receive_data_request

Act = Callable[[Mapping[str, Any]], Awaitable[None]]


def answers_of(screen: Screen, panel: Panel) -> dict[str, Act]:
    """What can be done with requests about data, by the name of the press."""

    async def received(data: Mapping[str, Any]) -> None:
        typed = {name: str(data.get(name, "")) for name in ("child", "asks", "who", "received")}
        words = str(data.get("why", ""))
        if await kept(screen, "data-request", "child", receive_data_request, **typed, words=words):
            screen.tell("The request is kept, with the day on which it is due.")
            await screen.redraw(panel)

    async def checked(data: Mapping[str, Any]) -> None:
        which = number(str(data.get("request")))
        if await kept(screen, f"check-{which}", "why", check_identity, which, str(data.get("why", ""))):
            screen.tell("Kept: it is known who asks.")
            await screen.redraw(panel)

    async def erased(data: Mapping[str, Any]) -> None:
        which, ticked = number(str(data.get("request"))), data.get("voices") or []
        chosen = [number(str(one)) for one in ticked]
        if await kept(screen, f"erase-{which}", "voices", answer_by_erasing, which, chosen, str(data.get("why", ""))):
            screen.tell("Decided and done.")
            await screen.redraw(panel)

    async def corrected(data: Mapping[str, Any]) -> None:
        which = number(str(data.get("request")))
        about = (which, *(str(data.get(name, "")) for name in ("answer", "statement", "why")))
        if await kept(screen, f"correct-{which}", "answer", answer_by_correcting, *about):
            screen.tell("Decided and done.")
            await screen.redraw(panel)

    return {
        "receive-data-request": received,
        "check-identity": checked,
        "erase-by-request": erased,
        "correct-by-request": corrected,
    }
