"""A calibration: the grades of several reviewers of one child beside each other, once all have handed in."""

from fastapi import Request
from nicegui import Client

from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.child_index import entries_of
from people.permissions import needs
from people.roles import Permission
from reviews.planning.calibrations import calibration
from storage.store import Database


@needs(Permission.SEE_REVIEWS)
def name_for(db: Database, actor: Actor, ref: str) -> str:
    """The child's name, for whom it is theirs to know."""
    known = entries_of(db, actor, [ref]) if actor.may(Permission.SEE_CHILDREN) else {}
    return known[ref].name if ref in known else ""


def add(context: StaffContext) -> None:
    """The screen at /staff/reviews/calibrations/{key}."""

    @screen_page(context, "/reviews/calibrations/{key}")
    async def compared(key: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        shown = await screen.fetch(calibration, key)
        await screen.opens(shown.child, "calibration")
        await frame(screen, "Calibration", "reviews", child=shown.child)
        use("listing.css", "planning.css")

        def draw() -> str:
            now = screen.read(calibration, key)
            return render("reviews/calibration.html", screen.now, shown=now, name=screen.read(name_for, now.child))

        await screen.panel(draw, "reviews")
