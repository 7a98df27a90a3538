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
from reviews.planning.re_audits import re_audits_due
from reviews.review_index import ReviewEntry, review_index, review_of
from reviews.reviews import NOBODY, Review, sees_all
from reviews.states import GROUPS, STATES
from storage.store import Database

SORTS = ("child", "reviewer", "state", "due")
MINE, LATE, DIPS, CALIBRATIONS = "mine", "late", "dips", "calibrations"


@dataclass(frozen=True)
class ReviewRow:
    """A row of the list. `name` is empty for whom the children are not theirs to see."""

    review: Review
    name: str
    reviewer: str


@dataclass(frozen=True)
class ReviewList(FilteredPage[ReviewRow]):
    """The page of the list; within a group of states that is chosen, its states can be chosen one by one."""

    states: list[tuple[str, str, int]]


@needs(Permission.SEE_REVIEWS)
def listed(db: Database, actor: Actor, listing: Listing) -> ReviewList:
    """The page of the list that the address asks for."""
    today = london_day(db.now)
    entries = review_index(db, actor)
    reviewers = {who: name_of(db, who) if who != NOBODY else "" for who in {one.reviewer for one in entries}}
    names = (
        {one.ref: one.name for one in child_index(db, actor)}
        if (listing.q or listing.column == "child") and actor.may(Permission.SEE_CHILDREN)
        else {}
    )
    fits = [one for one in entries if _fits(listing.q, one, names.get(one.child, ""), reviewers[one.reviewer])]

    def passes(code: str, one: ReviewEntry) -> bool:
        return _passes(code, one, today, actor)

    found = _in_order([one for one in fits if passes(listing.only, one)], listing, names, reviewers)
    here = page_of(found, listing.page)
    shown = entries_of(db, actor, (one.child for one in here.rows)) if actor.may(Permission.SEE_CHILDREN) else {}
    rows = [
        ReviewRow(review, shown[one.child].name if one.child in shown else "", reviewers[one.reviewer])
        for one in here.rows
        if (review := review_of(db, actor, one))
    ]
    states = counted(fits, {code: STATES[code] for code in _of_group(listing.only)}, passes)
    return ReviewList(ListPage(rows, here.total, here.page), counted(fits, _filters(actor), passes), states)


def _filters(actor: Actor) -> Mapping[str, str]:
    """What the list can be filtered by at first; who sees their own alone needs no filter for them."""
    mine = {MINE: "Mine"} if sees_all(actor) else {}
    groups = {code: name for code, (name, _) in GROUPS.items()}
    return {"": "All", **mine, LATE: "Late", **groups, DIPS: "Dip samples", CALIBRATIONS: "Calibrations"}


def _of_group(only: str) -> tuple[str, ...]:
    """The states that stand together with what is chosen; none where there would be nothing to choose."""
    found = next((states for code, (_, states) in GROUPS.items() if only == code or only in states), ())
    return found if len(found) > 1 else ()


def _fits(wanted: str, one: ReviewEntry, name: str, reviewer: str) -> bool:
    return not wanted or fit(wanted, one.child, one.theme, name, reviewer) is not None


def _passes(only: str, one: ReviewEntry, today: date, actor: Actor) -> bool:
    match only:
        case "":
            return True
        case "mine":
            return one.reviewer == actor.id
        case "late":
            return one.is_late(today)
        case "dips":
            return one.is_dip_sample
        case "calibrations":
            return bool(one.calibration)
        case _:
            return one.state == only or (only in GROUPS and one.state in GROUPS[only][1])


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
        listing = asked(request.query_params, SORTS, (MINE, LATE, DIPS, CALIBRATIONS, *GROUPS, *STATES))
        await frame(screen, "Reviews", "reviews")
        use("listing.css", "planning.css")
        may_plan = screen.person.may(Permission.PLAN_REVIEWS)
        again = len(await screen.fetch(re_audits_due, context.settings.planning)) if may_plan else 0

        def draw(listing: Listing) -> str:
            return render("reviews/reviews.html", screen.now, found=screen.read(listed, listing), listing=listing)

        with ui.element("div").classes("page"):
            may_change_templates = screen.person.may(Permission.CHANGE_TEMPLATES)
            given = {
                "listing": listing,
                "may_plan": may_plan,
                "again": again,
                "may_change_templates": may_change_templates,
            }
            ui.html(render("reviews/search.html", screen.now, **given), sanitize=True)
            await list_panel(screen, REVIEWS, listing, draw, "reviews")
