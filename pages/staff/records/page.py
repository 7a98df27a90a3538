"""The records of all children, found by name or number, for those who keep them; and a new one."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.records.forms import CHILD_LINES
from pages.staff.shell.addresses import RECORDS, record_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.faults import missing
from pages.staff.shell.frame import frame, use
from pages.staff.shell.list_panel import list_panel
from pages.staff.shell.listing import Listing, asked, page_of
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.child_index import sorted_by
from people.errors import Unacceptable
from people.records.child_records import add_child_record
from people.records.views import records_listed
from people.roles import Permission

NEEDED = {
    "ref": "Give the number by which your own system knows the child.",
    "name": "Write the name.",
    "born": "Give the day of birth.",
}


def add(context: StaffContext) -> None:
    """The screen at /staff/records."""

    @screen_page(context, "/records")
    async def records(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        listing = asked(request.query_params, ("name", "age"))
        await screen.fetch(records_listed, "")
        await frame(screen, "Records", "records")
        use("listing.css", "records.css")

        reviews = screen.person.may(Permission.REVIEW_ACCESS)

        def draw(listing: Listing) -> str:
            by_age = listing.column == "age"
            found = screen.read(records_listed, listing.q)
            if by_age:
                found = sorted_by(found, lambda one: one.born, downward=not listing.downward)
            elif listing.downward:
                found = found[::-1]
            return render("records/records.html", screen.now, part=page_of(found, listing.page), listing=listing)

        with ui.element("div").classes("page"):
            ui.html(
                render("records/records_head.html", screen.now, listing=listing, reviews_access=reviews), sanitize=True
            )
            await list_panel(screen, RECORDS, listing, draw)
            ui.html(render("records/records_new.html", screen.now), sanitize=True)

        async def new(data: Mapping[str, Any]) -> None:
            if gaps := missing(data, NEEDED):
                screen.refuse("new-record", gaps)
                return
            sent = {name: str(data.get(name) or "") for name in ("ref", *CHILD_LINES) if data.get(name)}
            try:
                ref = await screen.submit("new-record", add_child_record, sent)
            except Unacceptable as trouble:
                screen.refuse("new-record", {_at(str(trouble)): str(trouble)})
                return
            screen.go(record_page(ref))

        screen.on("new-record", new)


def _at(trouble: str) -> str:
    """The field that a sentence is about."""
    if "birth" in trouble or "years ago" in trouble or "day" in trouble:
        return "born"
    return "ref" if "number" in trouble else "name"
