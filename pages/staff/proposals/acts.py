"""The acts of `proposals.html`: where a proposal leads, and putting it aside."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from feedback.asking.proposals import Proposal
from feedback.asking.putting_aside import put_aside
from pages.staff.asking.choice import AskingChoice
from pages.staff.shell.addresses import ask_page, number
from pages.staff.shell.screen import Screen
from people.errors import Unacceptable


def ask_address(proposal: Proposal, channel: str) -> str:
    """The screen that asks, with its steps chosen as proposed; somebody looks at them there and presses."""
    chosen = AskingChoice(proposal.touchpoint, proposal.audience, proposal.contact, proposal.language, channel)
    return ask_page(proposal.child) + chosen.query


def add_proposals(screen: Screen, redraw: Callable[[], Awaitable[None]]) -> None:
    """The act of the forms."""

    async def aside(data: Mapping[str, Any]) -> None:
        event, contact = number(str(data.get("event"))), number(str(data.get("contact")))
        form = f"aside-{event}-{contact}"
        try:
            await screen.submit(form, put_aside, event, contact, str(data.get("why", "")))
        except Unacceptable as trouble:
            screen.refuse(form, {"why": str(trouble)})
            return
        await redraw()
        screen.tell("It is put aside, with your name and the reason.")

    screen.on("put-aside", aside)
