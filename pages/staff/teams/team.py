"""One team: what is kept of it, who works there, and its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.history_words import HistoryLine, history_lines
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from pages.staff.teams.team_fields import TeamFields, offer_fields, sent_fields, team_fields
from people import staff, teams
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.records.history import about, history_of
from people.records.team_records import correct_team, team_faults
from people.roles import Permission
from people.staff import StaffMember
from people.teams import TEAMS, Team
from storage.store import Database

FORM = "correct-team"


@dataclass(frozen=True)
class TeamShown:
    """Everything on the screen of one team at one moment."""

    team: Team
    kept: TeamFields  # as it stands in the form
    parent: str
    manager: str  # empty for nobody
    members: list[StaffMember]
    parts: list[Team]  # the teams that are part of it
    history: list[HistoryLine]

    @property
    def is_closed(self) -> bool:
        """Whether nobody is put into it any more."""
        return bool(self.team.get("closed"))


@needs(Permission.MANAGE_STAFF)
def team_shown(db: Database, actor: Actor, team_number: int) -> TeamShown:
    """Everything about one team; `NotFound` where there is none of this number."""
    team = teams.by_number(db, team_number)
    if team is None:
        raise NotFound
    return TeamShown(
        team=team,
        kept=team_fields(db, actor, team),
        parent=teams.name_of(db, team["parent"]),
        manager=staff.name_of(db, team["manager"]) if team["manager"] else "",
        members=staff.of_team(db, team["ref"]),
        parts=[one for one in teams.all_teams(db) if one["parent"] == team["ref"]],
        history=history_lines(db, reversed(history_of(db, about(TEAMS, team_number)))),
    )


def add(context: StaffContext) -> None:
    """The screen at /staff/teams/{team}."""

    @screen_page(context, "/teams/{team}")
    async def one_team(team: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        which = number(team)
        shown = await screen.fetch(team_shown, which)
        ref = shown.team["ref"]
        await frame(screen, shown.team["name"], "people")
        use("people.css")

        def drawn(part: str) -> str:
            return render(f"teams/team_{part}.html", screen.now, shown=screen.read(team_shown, which))

        with ui.element("div").classes("page narrow"):
            # panels of their own: what is typed in the record stays when people come and go
            head = await screen.panel(lambda: drawn("head"), "teams", "staff")
            record = await screen.panel(lambda: drawn("record"), "teams", "staff")
            last = await screen.panel(lambda: drawn("last"), "teams", "staff")

        async def correct(data: Mapping[str, Any]) -> None:
            fields, faults = await sent_fields(screen, data, (await screen.fetch(team_shown, which)).team)
            if faults := faults | await screen.fetch(team_faults, ref, fields):
                screen.refuse(FORM, faults)
                return
            try:
                differed = await screen.submit(FORM, correct_team, ref, fields)
            except Unacceptable as trouble:
                screen.refuse(FORM, {"": str(trouble)})
                return
            await done("The team is corrected." if differed else "Nothing was different.")

        async def close(_: Mapping[str, Any]) -> None:
            await tried({"closed": True}, "The team is closed.")

        async def reopen(_: Mapping[str, Any]) -> None:
            await tried({"closed": False}, "The team is open again.")

        async def tried(fields: dict[str, Any], told: str) -> None:
            try:
                await screen.write(correct_team, ref, fields)
            except Unacceptable as trouble:
                screen.tell(str(trouble))
                return
            await done(told)

        async def done(told: str) -> None:
            await screen.redraw(head, record, last)
            screen.tell(told)

        for name, act in ((FORM, correct), ("close-team", close), ("open-team", reopen)):
            screen.on(name, act)
        offer_fields(screen, "team")
