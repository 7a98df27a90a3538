"""How long things are kept: what will go, the rules with their reasons, and what may not go because of a hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.keeping.acts import kept
from pages.staff.keeping.request_acts import answers_of
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.permissions import needs
from people.retention.erasures import Erasure
from people.retention.holds import Hold, hold, holds, lift
from people.retention.nights import Night
from people.retention.rules import TOPIC, Rule, change_rule, rules
from people.retention.standing import Going, erased_lately, last_night, what_will_go
from people.roles import Permission
from reviews.data_requests import ASKS, RESULTS, DataRequestView, data_requests
from reviews.data_requests import TOPIC as DATA_REQUESTS_TOPIC
from reviews.holding import hold_review
from storage.store import Database


@dataclass(frozen=True)
class KeepingContent:
    """What the screen shows. None stands for holds and requests that are not this person's."""

    rules: list[Rule]
    going: list[Going]
    night: Night | None
    erased: list[Erasure]
    holds: list[Hold] | None
    requests: list[DataRequestView] | None


@needs(Permission.DECIDE_RETENTION)
def keeping_content(db: Database, actor: Actor) -> KeepingContent:
    """All of it, read at one moment."""
    held = holds(db, actor) if actor.may(Permission.HOLD_RECORDS) else None
    asked = data_requests(db, actor) if actor.may(Permission.ANSWER_DATA_REQUESTS) else None
    return KeepingContent(
        rules(db, actor), what_will_go(db, actor), last_night(db, actor), erased_lately(db, actor), held, asked
    )


def add(context: StaffContext) -> None:
    """The screen at /staff/keeping."""

    @screen_page(context, "/keeping")
    async def keeping(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await screen.fetch(rules)  # whose they are not gets the page that is not there
        await frame(screen, "How long things are kept", "keeping")
        use("keeping.css")

        def draw() -> str:
            return render(
                "keeping/keeping.html", screen.now, shown=screen.read(keeping_content), asks=ASKS, results=RESULTS
            )

        with ui.element("div").classes("page narrow"):
            panel = await screen.panel(draw, TOPIC, DATA_REQUESTS_TOPIC)

        async def changed(data: Mapping[str, Any]) -> None:
            rule = str(data.get("rule", ""))
            asked = (rule, str(data.get("days", "")), str(data.get("why", "")))
            if await kept(screen, f"rule-{rule}", "days", change_rule, *asked):
                screen.tell("Changed. What stood on the list under the old rule is listed anew.")
                await screen.redraw(panel)

        async def held(data: Mapping[str, Any]) -> None:
            if await kept(screen, "hold", "child", hold, str(data.get("child", "")), str(data.get("why", ""))):
                screen.tell("Nothing about this child goes until the hold is lifted.")
                await screen.redraw(panel)

        async def review_held(data: Mapping[str, Any]) -> None:
            asked = (str(data.get("review", "")), str(data.get("why", "")))
            if await kept(screen, "hold-review", "review", hold_review, *asked):
                screen.tell("This review stays, with what belongs to it, until the hold is lifted.")
                await screen.redraw(panel)

        async def lifted(data: Mapping[str, Any]) -> None:
            which = number(str(data.get("hold")))
            if await kept(screen, f"lift-{which}", "why", lift, which, str(data.get("why", ""))):
                screen.tell("The hold is lifted.")
                await screen.redraw(panel)

        for name, act in {
            "change-rule": changed,
            "hold-child": held,
            "hold-review": review_held,
            "lift-hold": lifted,
        }.items():
            screen.on(name, act)
        for name, answer in answers_of(screen, panel).items():
            screen.on(name, answer)
