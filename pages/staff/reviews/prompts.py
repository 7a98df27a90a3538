"""Where the Heads change the Social GRACES and the prompts on anti-racist practice that section 4 shows."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.errors import Unacceptable
from reviews.prompt_lists import TITLES, TOPIC, add_item, move_item, prompt_lists, reword_item, switch_item

WAYS = {"up": -1, "down": 1}


def add(context: StaffContext) -> None:
    """The screen at /staff/prompts."""

    @screen_page(context, "/prompts")
    async def prompts(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await screen.fetch(prompt_lists)  # whose they are not gets the page that is not there
        await frame(screen, "Prompts of section 4", "reviews")
        use("prompts.css")

        def draw() -> str:
            return render("reviews/prompts.html", screen.now, lists=screen.read(prompt_lists), titles=TITLES)

        with ui.element("div").classes("page narrow"):
            panel = await screen.panel(draw, TOPIC)

        async def added(data: Mapping[str, Any]) -> None:
            name = str(data.get("list", ""))
            if await _said(screen, f"add-{name}", add_item, name, str(data.get("words", ""))):
                screen.tell("Added at the end.")
            await screen.redraw(panel)

        async def reworded(data: Mapping[str, Any]) -> None:
            name, item = _item(data)
            if await _said(screen, f"reword-{name}-{item}", reword_item, name, item, str(data.get("words", ""))):
                screen.tell("Changed. The words before are kept.")
                await screen.redraw(panel)

        async def moved(data: Mapping[str, Any]) -> None:
            await screen.write(move_item, *_item(data), WAYS.get(str(data.get("way")), 0))
            await screen.redraw(panel)

        async def switched(data: Mapping[str, Any]) -> None:
            await screen.write(switch_item, *_item(data), on=data.get("on") == "yes")
            await screen.redraw(panel)

        acts = {"add-prompt": added, "reword-prompt": reworded, "move-prompt": moved, "switch-prompt": switched}
        for name, act in acts.items():
            screen.on(name, act)


async def _said(screen: Screen, form: str, verb: Callable[..., None], *about: Any) -> bool:
    """Whether what was typed was kept; else the fault stands beside it."""
    try:
        await screen.submit(form, verb, *about)
    except Unacceptable as trouble:
        screen.refuse(form, {"words": str(trouble)})
        return False
    return True


def _item(data: Mapping[str, Any]) -> tuple[str, int]:
    return str(data.get("list", "")), number(str(data.get("item")))
