"""The acts of proposals: where one leads, putting it aside and back, and whether safe ones go by themselves."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from feedback.proposing.proposals import Proposal
from feedback.proposing.putting_aside import put_aside, take_back_aside
from feedback.proposing.switch import let_asking_go_on, stop_asking
from pages.staff.asking.choice import AskingChoice
from pages.staff.shell.addresses import ask_page, number
from pages.staff.shell.screen import Screen
from pages.staff.shell.words import plural
from people.errors import Unacceptable

FORM = "by-itself"


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

    async def back(data: Mapping[str, Any]) -> None:
        await screen.write(take_back_aside, number(str(data.get("event"))), number(str(data.get("contact"))))
        await redraw()
        screen.tell("It is taken back: they can be asked again while its days last.")

    screen.on("put-aside", aside)
    screen.on("take-back-aside", back)


def add_switch(screen: Screen, redraw: Callable[[], Awaitable[None]]) -> None:
    """The acts of `by_itself.html`."""

    async def stop(data: Mapping[str, Any]) -> None:
        try:
            closed = await screen.submit(FORM, stop_asking, str(data.get("why", "")))
        except Unacceptable as trouble:
            screen.refuse(FORM, {"why": str(trouble)})
            return
        await redraw()
        waited = f" {plural(closed, 'text', 'texts')} that had not left will not go." if closed else ""
        screen.tell(f"Stopped. From now on a person asks.{waited}")

    async def go_on(data: Mapping[str, Any]) -> None:
        try:
            await screen.submit(FORM, let_asking_go_on, str(data.get("why", "")))
        except Unacceptable as trouble:
            screen.refuse(FORM, {"why": str(trouble)})
            return
        await redraw()
        screen.tell("Safe proposals go by themselves again.")

    screen.on("stop-asking", stop)
    screen.on("let-asking-go-on", go_on)
