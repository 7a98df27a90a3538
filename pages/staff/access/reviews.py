"""Access reviews at /staff/access/reviews: whether one is due, one press that begins it, and those that were."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.shell.addresses import access_review_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.access_reviews.going_through import begin_access_review
from people.access_reviews.kept import TOPIC
from people.access_reviews.views import access_reviews
from people.errors import Unacceptable
from people.roles import Permission


def add(context: StaffContext) -> None:
    """The screen at /staff/access/reviews."""

    @screen_page(context, "/access/reviews")
    async def reviews(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        months = context.settings.access_review_months
        await screen.fetch(access_reviews, months)
        await frame(screen, "Access reviews", "access")
        use("access.css")

        def draw() -> str:
            standing = screen.read(access_reviews, months)
            looks_up = screen.person.may(Permission.REVIEW_ACCESS)
            given = {"standing": standing, "months": months, "looks_up": looks_up}
            return render("access/reviews.html", screen.now, **given)

        with ui.element("div").classes("page narrow"):
            panel = await screen.panel(draw, TOPIC)

        async def begin(_: Mapping[str, Any]) -> None:
            try:
                screen.go(access_review_page(await screen.write(begin_access_review)))
            except Unacceptable as trouble:  # somebody else has just begun one
                screen.tell(str(trouble))
                await screen.redraw(panel)

        screen.on("begin-review", begin)
