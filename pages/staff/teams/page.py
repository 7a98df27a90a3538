"""The teams: what each is part of, who manages it and how many work there; and a new one is added here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from language.folding import by_name, fit
from pages.staff.shell.addresses import TEAMS, team_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.list_panel import list_panel
from pages.staff.shell.listing import FilteredPage, Listing, ListPage, asked, counted, page_of
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.teams.team_fields import offer_fields, sent_fields, team_fields
from people import staff, teams
from people.actor import Actor
from people.errors import Unacceptable
from people.permissions import needs
from people.records.team_records import add_team, team_faults
from people.roles import Permission
from people.teams import Team
from storage.documents import number_of
from storage.store import Database

FORM = "new-team"
SORTS = ("name", "parent", "members")
FILTERS: Mapping[str, str] = {"": "Open", "closed": "Closed"}


@dataclass(frozen=True)
class TeamRow:
    """A line of the list."""

    team: Team
    parent: str
    manager: str  # empty for nobody
    manager_left: bool
    members: int

    @property
    def number(self) -> int:
        """The number of its document."""
        return number_of(self.team)


@needs(Permission.MANAGE_STAFF)
def teams_listed(db: Database, actor: Actor, listing: Listing) -> FilteredPage[TeamRow]:
    """The page of the list that the address asks for; those that are closed stand behind a filter."""
    rows = [one for one in _rows(db) if not listing.q or _fits(listing.q, one)]
    found = [one for one in rows if _passes(listing.only, one)]
    if listing.column == "parent":
        found.sort(key=lambda one: by_name(one.parent))
    if listing.column == "members":
        found.sort(key=lambda one: one.members)
    here = page_of(found[::-1] if listing.downward else found, listing.page)
    return FilteredPage(ListPage(here.rows, here.total, here.page), counted(rows, FILTERS, _passes))


def _rows(db: Database) -> list[TeamRow]:
    known = teams.ever(db)
    people = {number_of(one): one for one in staff.ever(db)}
    names = {one["ref"]: one["name"] for one in known}
    members: dict[str, int] = {}
    for person in people.values():
        if person["active"] and (ref := person.get("team", "")):
            members[ref] = members.get(ref, 0) + 1
    rows = []
    for team in known:
        manager = people.get(team["manager"])
        name, left = (manager["name"], not manager["active"]) if manager else ("", False)
        rows.append(TeamRow(team, names.get(team["parent"], ""), name, left, members.get(team["ref"], 0)))
    return rows


def _fits(wanted: str, one: TeamRow) -> bool:
    return fit(wanted, *filter(None, (one.team["name"], one.team["ref"], one.parent, one.manager))) is not None


def _passes(only: str, one: TeamRow) -> bool:
    return bool(one.team.get("closed")) == (only == "closed")


def add(context: StaffContext) -> None:
    """The screen at /staff/teams."""

    @screen_page(context, "/teams")
    async def all_teams(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        empty = await screen.fetch(team_fields, None)
        listing = asked(request.query_params, SORTS, FILTERS)
        await frame(screen, "Teams", "people")
        use("people.css", "listing.css")
        is_made = False

        def draw(listing: Listing) -> str:
            found = screen.read(teams_listed, listing)
            return render("teams/teams_listed.html", screen.now, found=found, listing=listing)

        with ui.element("div").classes("page"):
            ui.html(render("teams/teams.html", screen.now, listing=listing), sanitize=True)
            await list_panel(screen, TEAMS, listing, draw, "teams", "staff")
            # drawn once: what is typed here stays while others write
            ui.html(render("teams/teams_new.html", screen.now, kept=empty, form=FORM), sanitize=True)

        async def make(data: Mapping[str, Any]) -> None:
            nonlocal is_made
            ref = str(data.get("ref") or "")
            fields, faults = await sent_fields(screen, data)
            if faults := faults | await screen.fetch(team_faults, ref, {"ref": ref, **fields}):
                screen.refuse(FORM, faults)
                return
            if is_made:  # a second press of the same button
                return
            is_made = True
            try:
                made = await screen.submit(FORM, add_team, ref, fields)
            except Unacceptable as trouble:
                is_made = False
                screen.refuse(FORM, {"": str(trouble)})
                return
            except Exception:
                is_made = False
                raise
            screen.go(team_page(made))

        screen.on("add-team", make)
        offer_fields(screen, "new")
