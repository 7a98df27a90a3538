"""How long things are kept: what will go, the rules with their reasons, and what went."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.keeping.acts import kept
from pages.staff.keeping.sight import Sight, sight
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.permissions import needs
from people.retention.erasures import Erasure
from people.retention.nights import Night
from people.retention.rules import PROPOSALS, TOPIC, Rule, change_rule, rules
from people.retention.standing import Going, erased_again_later, erased_lately, last_night, what_will_go
from people.roles import Permission
from storage.store import Database

TITLES: Mapping[str, str] = {key: one.title for key, one in PROPOSALS.items()}


@dataclass(frozen=True)
class KeepingContent:
    """What the screen shows."""

    sight: Sight
    rules: list[Rule]
    going: list[Going]
    night: Night | None
    erased: list[Erasure]
    to_erase_again: int


@needs(Permission.DECIDE_RETENTION)
def keeping_content(db: Database, actor: Actor) -> KeepingContent:
    """All of it, read at one moment."""
    return KeepingContent(
        sight(db, actor),
        rules(db, actor),
        what_will_go(db, actor),
        last_night(db, actor),
        erased_lately(db, actor),
        erased_again_later(db, actor),
    )


def add(context: StaffContext) -> None:
    """The screen at /staff/keeping."""

    @screen_page(context, "/keeping")
    async def keeping(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await screen.fetch(rules)  # whose they are not gets the page that is not there
        await frame(screen, "How long things are kept", "what is kept")
        use("listing.css", "keeping.css")

        def draw() -> str:
            return render("keeping/keeping.html", screen.now, shown=screen.read(keeping_content), titles=TITLES)

        with ui.element("div").classes("page narrow"):
            panel = await screen.panel(draw, TOPIC)

        async def changed(data: Mapping[str, Any]) -> None:
            rule = str(data.get("rule", ""))
            asked = (rule, str(data.get("days", "")), str(data.get("why", "")))
            if await kept(screen, f"rule-{rule}", "days", change_rule, *asked):
                screen.tell("Changed. What stood on the list under the old rule is listed anew.")
                await screen.redraw(panel)

        screen.on("change-rule", changed)
