"""One request about data: who asks, what was decided, and of a request to see the pack that they are given."""

from dataclasses import dataclass
from itertools import groupby

from fastapi import Request
from nicegui import Client, ui

from pages.staff.keeping.pack_acts import pack_acts, place_on_page
from pages.staff.keeping.request_acts import answers_of
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from reviews.data_requests import ASKS, RESULTS, SEE, TOPIC, DataRequestView, data_request
from reviews.right_of_access.packs import REASONS, PackView, pack
from reviews.right_of_access.passages import MARKS, Passage
from storage.store import Database


@dataclass(frozen=True)
class PackPart:
    """The passages under one heading, each with what its place on the page is called."""

    heading: str
    passages: list[tuple[str, Passage]]
    waiting: int  # of which nobody has said whether they go


@needs(Permission.ANSWER_DATA_REQUESTS)
def request_content(db: Database, actor: Actor, which: int) -> tuple[DataRequestView, PackView | None]:
    """The request, and its pack while it is being made."""
    found = data_request(db, actor, which)
    asked = found.request
    is_making = asked["asks"] == SEE and asked["checked"] is not None and asked["answered"] is None
    return found, pack(db, actor, which) if is_making else None


def parts_of(made: PackView | None) -> list[PackPart]:
    """The passages of a pack under their headings."""
    if made is None or made.work is None:
        return []
    decided = {*made.work["taken_out"], *made.work["stays"]}
    found = []
    for heading, together in groupby(made.passages, key=lambda one: one.part):
        held = [(place_on_page(one.key), one) for one in together]
        found.append(PackPart(heading, held, sum(bool(one.marks) and one.key not in decided for _, one in held)))
    return found


def add(context: StaffContext) -> None:
    """The screen at /staff/keeping/requests/{number}."""

    @screen_page(context, "/keeping/requests/{asked}")
    async def one_request(asked: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        which = number(asked)
        found = await screen.fetch(data_request, which)
        await screen.opens(found.request["child"], f"request about data {which}")
        await frame(screen, ASKS[found.request["asks"]], "what is kept")
        use("keeping.css")

        def draw() -> str:
            one, made = screen.read(request_content, which)
            shown = {"one": one, "pack": made, "parts": parts_of(made), "reasons": REASONS, "marks": MARKS}
            return render("keeping/data_request.html", screen.now, asks=ASKS, results=RESULTS, **shown)

        with ui.element("div").classes("page narrow"):
            panel = await screen.panel(draw, TOPIC)
        for name, act in {**answers_of(screen, panel, which), **pack_acts(screen, panel, which)}.items():
            screen.on(name, act)
