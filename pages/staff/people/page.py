"""Who works here: searched, sorted, filtered; and somebody new is added here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from language.folding import by_name, fit
from pages.staff.people.staff_fields import kept_fields, sent_fields
from pages.staff.shell.addresses import PEOPLE, person_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.list_panel import list_panel
from pages.staff.shell.listing import FilteredPage, Listing, ListPage, asked, counted, page_of
from pages.staff.shell.offers import offer, teams_offered
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people import deputies, staff, teams
from people.actor import Actor
from people.deputies import Leave
from people.errors import Unacceptable
from people.permissions import needs
from people.records.staff_records import add_staff_record, staff_faults
from people.roles import GIVEN, Permission, roles_in_words
from people.staff import StaffMember
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

FORM = "new-person"
SORTS = ("name", "team")
FILTERS: Mapping[str, str] = {
    "": "Working here",
    "away": "Away today",
    "no_role": "Without a role",
    "no_address": "Without an address",
    "left": "Have left",
}


@dataclass(frozen=True)
class PersonRow:
    """A line of the list."""

    person: StaffMember
    team: str
    away: Leave | None
    deputy: str

    @property
    def number(self) -> int:
        """The staff id."""
        return number_of(self.person)

    @property
    def title(self) -> str:
        """The job title."""
        return self.person.get("title", "")

    @property
    def roles(self) -> str:
        """The roles in words."""
        return roles_in_words(self.person["roles"])


_PASSES: Mapping[str, Callable[[PersonRow], bool]] = {
    "": lambda _: True,
    "away": lambda one: one.away is not None,
    "no_role": lambda one: not one.person["roles"],
    "no_address": lambda one: not one.person["email"],
}


def _passes(only: str, one: PersonRow) -> bool:
    if only == "left" or not one.person["active"]:
        return only == "left" and not one.person["active"]
    return _PASSES[only](one)


@needs(Permission.MANAGE_STAFF)
def people_listed(db: Database, actor: Actor, listing: Listing) -> FilteredPage[PersonRow]:
    """The page of the list that the address asks for; who has left stands behind a filter."""
    rows = [one for one in _rows(db) if not listing.q or _fits(listing.q, one)]
    found = [one for one in rows if _passes(listing.only, one)]
    if listing.column == "team":
        found.sort(key=lambda one: by_name(one.team))
    here = page_of(found[::-1] if listing.downward else found, listing.page)
    return FilteredPage(ListPage(here.rows, here.total, here.page), counted(rows, FILTERS, _passes))


def _rows(db: Database) -> list[PersonRow]:
    today, found = london_day(db.now), staff.ever(db)
    names = {number_of(one): one["name"] for one in found}
    team_names = {one["ref"]: one["name"] for one in teams.ever(db)}
    deputies.prefetch(db, names)
    rows = []
    for person in found:
        away = deputies.away_on(db, number_of(person), today)
        deputy = names.get(away["deputy"], "") if away else ""
        rows.append(PersonRow(person, team_names.get(person.get("team", ""), ""), away, deputy))
    return rows


def _fits(wanted: str, one: PersonRow) -> bool:
    known = (one.person["name"], one.person["email"] or "", one.team, one.person.get("title", ""))
    return fit(wanted, *filter(None, known)) is not None


@needs(Permission.MANAGE_STAFF)
def nobodys_fields(db: Database, _: Actor) -> dict[str, Any]:
    """The fields of somebody new, for whoever may add somebody."""
    return kept_fields(db, None)


def add(context: StaffContext) -> None:
    """The screen at /staff/people."""

    @screen_page(context, "/people")
    async def all_people(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        empty = await screen.fetch(nobodys_fields)
        listing = asked(request.query_params, SORTS, FILTERS)
        await frame(screen, "People", "people")
        use("people.css", "listing.css")
        is_made = False

        def draw(listing: Listing) -> str:
            found = screen.read(people_listed, listing)
            return render("people/people_listed.html", screen.now, found=found, listing=listing)

        with ui.element("div").classes("page"):
            ui.html(render("people/people.html", screen.now, listing=listing), sanitize=True)
            await list_panel(screen, PEOPLE, listing, draw, "staff", "teams")
            # drawn once: what is typed here stays while others write
            ui.html(
                render("people/people_new.html", screen.now, roles=GIVEN, form=FORM, kept=empty),
                sanitize=True,
            )

        async def make(data: Mapping[str, Any]) -> None:
            nonlocal is_made
            fields, faults = await sent_fields(screen, data)
            if faults := faults | await screen.fetch(staff_faults, fields):
                screen.refuse(FORM, faults)
                return
            if is_made:  # a second press of the same button
                return
            is_made = True
            try:
                made = await screen.submit(FORM, add_staff_record, fields)
            except Unacceptable as trouble:
                is_made = False
                screen.refuse(FORM, {"": str(trouble)})
                return
            except Exception:
                is_made = False
                raise
            screen.go(person_page(made))

        screen.on("add-person", make)
        offer(screen, "new-team", teams_offered)
