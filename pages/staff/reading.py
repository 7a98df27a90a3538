"""Read today: what families said that waits for a named human, and what is decided about it (BR-31)."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from feedback.concerns.kinds import AT_RISK, NOT_ADDRESSED, TITLES
from feedback.triage.deciding import DECISIONS, NO_ACTION, decide, say_read
from feedback.triage.items import FREE_TEXT, UNFAIR
from feedback.triage.listing import Waiting, triage_list
from pages.staff.addresses import number
from pages.staff.faults import missing
from pages.staff.frame import frame, use
from pages.staff.glow import Glow
from pages.staff.house import House
from pages.staff.panel import Panel
from pages.staff.screen import Screen
from pages.staff.templates import render
from people.errors import Unacceptable
from people.roles import Permission

MOST_SHOWN = 20


def can_be_waved_through(one: Waiting) -> bool:
    """Whether reading it may be all there is to do: the verb asks for no words then."""
    return one.matter == FREE_TEXT


def usual_concern(one: Waiting) -> str:
    """Which concern an escalation raises unless another is chosen."""
    return NOT_ADDRESSED if one.matter == UNFAIR else AT_RISK


def add(house: House) -> None:
    """The screen at /staff/read."""

    @ui.page("/read")
    def read_today(request: Request, client: Client) -> None:
        screen = Screen(house, request, client)
        screen.read(triage_list)
        frame(screen, "Read today", "read today")
        use("items.css")
        glow = Glow(screen, "There is something new to read")

        def draw() -> str:
            found = screen.read(triage_list)
            values: dict[str, Any] = {"decisions": DECISIONS, "kinds": TITLES, "usual": usual_concern}
            return render(
                "read.html",
                screen.now,
                found=found[:MOST_SHOWN],
                number=len(found),
                late=sum(one.overdue for one in found),
                new=glow.new(one.item for one in found),
                me=screen.person.id,
                decides=screen.person.may(Permission.TRIAGE),
                waved=can_be_waved_through,
                **values,
            )

        act_on_items(screen, screen.panel(draw, "voices", "triage"))


def act_on_items(screen: Screen, panel: Panel) -> None:
    """The acts of a card: saying that one has read it, and deciding."""

    async def read(data: Mapping[str, Any]) -> None:
        await screen.write(say_read, number(str(data.get("item"))))
        screen.redraw(panel)
        screen.announce("Marked as read.")

    async def wave_through(data: Mapping[str, Any]) -> None:
        await screen.write(decide, number(str(data.get("item"))), NO_ACTION)
        screen.redraw(panel)
        screen.announce("Read, and no action needed.")

    async def decided(data: Mapping[str, Any]) -> None:
        item = number(str(data.get("item")))
        decision, words, kind = (str(data.get(name) or "") for name in ("decision", "words", "kind"))
        form = f"decide-{item}"
        if gaps := missing(data, {"decision": "Choose what is done about it."}):
            screen.refuse(form, gaps | missing(data, {"words": "Write what was decided and why, in a sentence."}))
            return
        try:
            raised = await screen.submit(form, decide, item, decision, words, concern=kind or None)
        except Unacceptable as trouble:
            screen.refuse(form, {"words": str(trouble)})
            return
        screen.redraw(panel)
        screen.tell("Decided, and the concern is raised." if raised else "Decided, with your name.")

    for name, act in {"read": read, "no-action": wave_through, "decide": decided}.items():
        screen.on(name, act)
