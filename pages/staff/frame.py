"""The frame of every screen: where one can go, how much waits there, who one is, and the way out."""

from dataclasses import dataclass

from nicegui import ui

from feedback.voices import unread_voices
from pages.staff.addresses import CHILDREN, HOME, REVIEWS
from pages.staff.assets import address_of
from pages.staff.panel import Panel
from pages.staff.screen import Screen
from pages.staff.templates import render
from people.actor import Actor
from people.roles import Permission
from storage.store import Database


@dataclass(frozen=True)
class Way:
    """One link of the side navigation."""

    address: str
    name: str
    count: int = 0


def ways(db: Database, actor: Actor) -> list[Way]:
    """Where this person can go: what a role cannot do is not shown."""
    unread = len(unread_voices(db, actor)) if actor.may(Permission.READ_VOICES) else 0
    found = [Way(HOME, "Home", unread)]
    if actor.may(Permission.SEE_CHILDREN):
        found.append(Way(CHILDREN, "Children"))
    if actor.may(Permission.SEE_REVIEWS):
        found.append(Way(REVIEWS, "Reviews"))
    return found


def use(*names: str) -> None:
    """Bring stylesheets and scripts of ours to the page, in this order."""
    for name in names:
        if name.endswith(".css"):
            ui.add_head_html(f'<link rel="stylesheet" href="{address_of(name)}">')
        else:
            ui.add_head_html(f'<script src="{address_of(name)}" defer></script>')


def frame(screen: Screen, title: str, here: str) -> Panel:
    """Dress the page: title, styles, scripts, navigation with `here` marked, and the place for what is told."""
    ui.page_title(f"{title} · Heard")
    ui.colors(primary="#0f4c5c", positive="#1b6e2e", warning="#8a5a00", negative="#a4161a")
    use("staff.css", "staff.js", "keeping.js")

    def draw() -> str:
        values = {"ways": screen.read(ways), "here": here, "person": screen.person, "desk": screen.house.desk}
        return render("frame.html", screen.now, **values)

    with screen.client.layout:
        counts = ("voices",) if screen.person.may(Permission.READ_VOICES) else ()
        panel = screen.panel(draw, *counts).classes("frame")
        panel.element.move(target_index=0)
        ui.html(render("told.html", screen.now), sanitize=True).classes("told-box")
    return panel
