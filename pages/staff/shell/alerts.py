"""Alerts: the concerns that wait for this person, over every screen of theirs, with the acknowledgement right there."""

from collections.abc import Mapping
from typing import Any

from feedback.concerns.concern_views import ConcernView, concerns_for
from feedback.concerns.kinds import OPEN
from feedback.concerns.responding import acknowledge
from pages.staff.shell.addresses import number
from pages.staff.shell.highlights import Highlights
from pages.staff.shell.screen import Screen
from pages.staff.shell.templates import render
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from storage.store import Database

MOST_SHOWN = 2  # an alert must not push away the screen that somebody works on


@needs(Permission.ANSWER_CONCERN)
def waiting_concerns(db: Database, actor: Actor) -> list[ConcernView]:
    """Those that nobody has acknowledged and that this person is called on for."""
    return [one for one in concerns_for(db, actor) if one.state == OPEN and one.may_answer]


async def alerts(screen: Screen) -> None:
    """The banner of those who answer concerns; it comes and goes by itself."""
    if not screen.person.may(Permission.ANSWER_CONCERN):
        return
    highlights = Highlights(screen, "A concern needs you")

    def draw() -> str:
        found = screen.read(waiting_concerns)
        new = highlights.new(one.concern for one in found)
        screen.shows("concerns", (one.child for one in found[:MOST_SHOWN]))
        return render("shell/alerts.html", screen.now, found=found[:MOST_SHOWN], more=len(found[MOST_SHOWN:]), new=new)

    panel = (await screen.panel(draw, "concerns")).classes("alerts")

    async def take(data: Mapping[str, Any]) -> None:
        await screen.write(acknowledge, number(str(data.get("concern"))))
        await screen.redraw(panel)
        screen.tell("You have it: that is on record. Record what was done under Concerns.")
        screen.script("focusOn", "content")

    screen.on("acknowledge", take)
