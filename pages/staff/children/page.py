"""The children that a person may see, as a table that is searched, sorted and paged in its address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import Request
from nicegui import Client, ui

from pages.staff.shell.addresses import CHILDREN
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.list_panel import list_panel
from pages.staff.shell.listing import Listing, ListPage, asked, page_of
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people import contacts, staff
from people.actor import Actor
from people.child_index import ChildEntry, child_index, children_of, fitting, sorted_by
from people.children import Child, age_on
from people.permissions import needs
from people.roles import Permission
from people.safe_contact import stands_until
from people.staff import name_of
from people.working_days import london_day
from reviews.review_index import due_by_child
from storage.store import Database

SORTS = ("name", "age", "heard", "asked", "due")
SORTED_BY = {"age": ("born",), "heard": ("heard",), "asked": ("asked",)}  # the facts that a column is sorted by


@dataclass(frozen=True)
class ChildRow:
    """A row of the list. `due` is None where no review is to be seen."""

    child: Child
    heard: str  # the last days; empty where there is none
    asked: str
    age: int | None
    worker: str
    due: str | None
    safe_until: date | None  # the nearest end of what stands
    unsafe: int  # contacts of whom nothing may be relied on today
    contacts: int


@needs(Permission.SEE_CHILDREN)
def listed(db: Database, actor: Actor, listing: Listing) -> ListPage[ChildRow]:
    """The page of the list that the address asks for."""
    due = due_by_child(db, actor) if actor.may(Permission.WRITE_REVIEWS) else None
    facts = {*(("mosaic_id",) if listing.q else ()), *SORTED_BY.get(listing.column, ())}
    found = _in_order(fitting(child_index(db, actor, facts), listing.q), listing, due or {})
    here = page_of(found, listing.page)
    shown = children_of(db, actor, here.rows)
    contacts.prefetch(db, children=[one["ref"] for one in shown])
    staff.prefetch(db, [one["worker"] for one in shown])
    return ListPage([_row(db, one, due) for one in shown], here.total, here.page)


def _in_order(found: list[ChildEntry], listing: Listing, due: Mapping[str, str]) -> list[ChildEntry]:
    """By name as it comes, the best fit first where something is searched; else by the column that was pressed."""
    facts: Mapping[str, Callable[[ChildEntry], str]] = {
        "age": lambda one: one.born,
        "heard": lambda one: one.heard,
        "asked": lambda one: one.asked,
        "due": lambda one: due.get(one.ref, ""),
    }
    if listing.column == "name":
        return found[::-1] if listing.downward else found
    fact = facts.get(listing.column)
    # the youngest was born last
    downward = listing.downward != (listing.column == "age")
    return found if fact is None else sorted_by(found, fact, downward=downward)


def _row(db: Database, child: Child, due: Mapping[str, str] | None) -> ChildRow:
    today = london_day(db.now)
    known = contacts.of_child(db, child["ref"])  # it is of a child that this person may see
    ends = [stands_until(one, today) for one in known]
    return ChildRow(
        child=child,
        heard=child.get("heard", ""),
        asked=child.get("asked", ""),
        age=age_on(date.fromisoformat(born), today) if (born := child.get("born")) else None,
        worker=name_of(db, child["worker"]),
        due=None if due is None else due.get(child["ref"], ""),
        safe_until=min((end for end in ends if end is not None), default=None),
        unsafe=ends.count(None),
        contacts=len(known),
    )


def add(context: StaffContext) -> None:
    """The screen at /staff/children."""

    @screen_page(context, "/children")
    async def all_children(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        listing = asked(request.query_params, SORTS)
        await frame(screen, "Children", "children")
        use("listing.css")
        reviews = screen.person.may(Permission.WRITE_REVIEWS)

        def draw(listing: Listing) -> str:
            part = screen.read(listed, listing)
            return render("children/children.html", screen.now, part=part, listing=listing, reviews=reviews)

        with ui.element("div").classes("page"):
            ui.html(render("children/search.html", screen.now, listing=listing), sanitize=True)
            await list_panel(screen, CHILDREN, listing, draw)
