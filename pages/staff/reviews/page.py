"""The reviews that a person may see, as a table that is searched, filtered, sorted and paged in its address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from language.folding import by_name, fit
from pages.staff.shell.addresses import REVIEWS
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.list_panel import list_panel
from pages.staff.shell.listing import FilteredPage, Listing, ListPage, asked, counted, page_of
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.child_index import child_index, entries_of
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from people.working_days import london_day
from reviews.review_index import ReviewEntry, review_index, review_of
from reviews.reviews import Review
from reviews.states import STATES
from storage.store import Database

SORTS = ("child", "reviewer", "state", "due")
LATE = "late"
FILTERS: Mapping[str, str] = {"": "All", LATE: "Late", **STATES}


@dataclass(frozen=True)
class ReviewRow:
    """A row of the list. `name` is empty for whom the children are not theirs to see."""

    review: Review
    name: str
    reviewer: str


@needs(Permission.SEE_REVIEWS)
def listed(db: Database, actor: Actor, listing: Listing) -> FilteredPage[ReviewRow]:
    """The page of the list that the address asks for."""
    today = london_day(db.now)
    entries = review_index(db, actor)
    reviewers = {who: name_of(db, who) for who in {one.reviewer for one in entries}}
    names = (
        {one.ref: one.name for one in child_index(db, actor)}
        if (listing.q or listing.column == "child") and actor.may(Permission.SEE_CHILDREN)
        else {}
    )
    fits = [one for one in entries if _fits(listing.q, one, names.get(one.child, ""), reviewers[one.reviewer])]
    found = _in_order([one for one in fits if _passes(listing.only, one, today)], listing, names, reviewers)
    here = page_of(found, listing.page)
    shown = entries_of(db, actor, (one.child for one in here.rows)) if actor.may(Permission.SEE_CHILDREN) else {}
    rows = [
        ReviewRow(review, shown[one.child].name if one.child in shown else "", reviewers[one.reviewer])
        for one in here.rows
        if (review := review_of(db, actor, one))
    ]
    counts = counted(fits, FILTERS, lambda code, one: _passes(code, one, today))
    return FilteredPage(ListPage(rows, here.total, here.page), counts)


def _fits(wanted: str, one: ReviewEntry, name: str, reviewer: str) -> bool:
    return not wanted or fit(wanted, one.child, one.theme, name, reviewer) is not None


def _passes(only: str, one: ReviewEntry, today: date) -> bool:
    return one.is_late(today) if only == LATE else only in ("", one.state)


def _in_order(
    found: list[ReviewEntry], listing: Listing, names: Mapping[str, str], reviewers: Mapping[int, str]
) -> list[ReviewEntry]:
    keys: Mapping[str, Callable[[ReviewEntry], Any]] = {
        "child": lambda one: (by_name(names.get(one.child, "")), one.child),
        "reviewer": lambda one: by_name(reviewers[one.reviewer]),
        "state": lambda one: list(STATES).index(one.state),
        "due": lambda one: one.deadline,
    }
    key = keys.get(listing.column)
    return found if key is None else sorted(found, key=key, reverse=listing.downward)


def add(context: StaffContext) -> None:
    """The screen at /staff/reviews."""

    @screen_page(context, "/reviews")
    async def list_of_reviews(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        listing = asked(request.query_params, SORTS, FILTERS)
        await frame(screen, "Reviews", "reviews")
        use("listing.css")
        may_plan = screen.person.may(Permission.PLAN_REVIEWS)

        def draw(listing: Listing) -> str:
            return render("reviews/reviews.html", screen.now, found=screen.read(listed, listing), listing=listing)

        with ui.element("div").classes("page"):
            ui.html(render("reviews/search.html", screen.now, listing=listing, may_plan=may_plan), sanitize=True)
            await list_panel(screen, REVIEWS, listing, draw)
