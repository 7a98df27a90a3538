"""Training needs by theme, what is planned about each, and what is new; no child stands here (BR-11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from tracker.finishing import move
from tracker.index import TrackerIndex
from tracker.training.looks import TOPIC, note_training_look
from tracker.training.needs import TrainingTheme, training_themes
from tracker.training.planning import item_number, mark_training, plan_training

PLAN = "workforce_development"


@dataclass(frozen=True)
class TrainingShown:
    """Everything on the screen at one moment."""

    themes: list[TrainingTheme]
    manages: bool

    @property
    def total(self) -> int:
        """How many needs there are."""
        return sum(len(one.needs) for one in self.themes)

    @property
    def new(self) -> int:
        """How many have come since this person last looked."""
        return sum(need.is_new for one in self.themes for need in one.needs)

    @property
    def newest(self) -> int:
        """The item that came last."""
        return max((need.number for one in self.themes for need in one.needs), default=0)


@needs(Permission.PLAN_TRAINING)
def training_shown(db: Database, actor: Actor, index: TrackerIndex) -> TrainingShown:
    """The list, and whether this person may put items on it."""
    return TrainingShown(training_themes(db, actor, index), actor.may(Permission.MANAGE_TRACKER))


def add(context: StaffContext) -> None:
    """The screen at /staff/training."""

    @screen_page(context, "/training")
    async def training(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        shown = await screen.fetch(training_shown, context.tracker)
        await frame(screen, "Training", "tracker" if shown.manages else "training")
        use("training.css")

        def draw() -> str:
            now = screen.read(training_shown, context.tracker)
            return render("training/training.html", screen.now, shown=now)

        with ui.element("div").classes("page"):
            panel = await screen.panel(draw, TOPIC, "tracker")
            if shown.manages:  # drawn once: what is typed here stays while others write
                ui.html(render("training/training_add.html", screen.now), sanitize=True)

        async def sent(form: str, field: str, told: str, verb: Any, *given: Any, **named: Any) -> None:
            try:
                await screen.submit(form, verb, *given, **named)
            except Unacceptable as trouble:
                screen.refuse(form, {field: str(trouble)})
                return
            await screen.redraw(panel)
            screen.tell(told)

        async def plan(data: Mapping[str, Any]) -> None:
            item = number(str(data.get("item")))
            given = (item, str(data.get("words", "")))
            await sent(f"plan-{item}", "words", "What is planned is on record.", plan_training, *given)

        async def move_on(data: Mapping[str, Any]) -> None:
            item = number(str(data.get("item")))
            owner, day = str(data.get("owner", "")), str(data.get("day", ""))
            told = f"Item {item} is in the Workforce Development Plan."
            await sent(f"move-{item}", "day" if owner.strip() else "owner", told, move, item, PLAN, owner, day)

        async def take_off(data: Mapping[str, Any]) -> None:
            item = number(str(data.get("item")))
            await screen.write(mark_training, item, training=False)
            await screen.redraw(panel)
            screen.tell(f"Item {item} is no training need any more. It stays in the tracker.")

        async def put_on(data: Mapping[str, Any]) -> None:
            try:
                item = item_number(str(data.get("number", "")))
                await sent("add-training", "number", f"Item {item} is on the list.", mark_training, item, training=True)
            except Unacceptable as trouble:
                screen.refuse("add-training", {"number": str(trouble)})
            except NotFound:
                screen.refuse("add-training", {"number": "There is no item of this number that you see."})

        async def seen(data: Mapping[str, Any]) -> None:
            await screen.write(note_training_look, number(str(data.get("newest"))))
            await screen.redraw(panel)

        acts = {"plan": plan, "move": move_on, "off": take_off, "on": put_on, "seen": seen}
        for name, act in acts.items():
            screen.on(f"training-{name}", act)
