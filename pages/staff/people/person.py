"""One member of staff: the record, away with a deputy, the account, gone and back, and the history of it all."""

from fastapi import Request
from nicegui import Client, ui

from pages.staff.people.person_acts import PersonActs
from pages.staff.people.person_view import person_shown
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.own_account import topic_of
from people.roles import roles_in_words
from people.sessions import sessions_topic


def add(context: StaffContext) -> None:
    """The screen at /staff/people/{staff_id}."""

    @screen_page(context, "/people/{staff_id}")
    async def one_person(staff_id: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        which = number(staff_id)
        shown = await screen.fetch(person_shown, which)
        await frame(screen, shown.person["name"], "people")
        use("people.css", "leaves.css")

        through = context.settings.sign_on
        governed = roles_in_words(through.roles.values()) if through else ""
        about = {"host": through.host if through else "the provider", "governed": governed}

        def drawn(part: str) -> str:
            shown = screen.read(person_shown, which)
            return render(f"people/person_{part}.html", screen.now, shown=shown, **about)

        with ui.element("div").classes("page narrow"):
            # panels of their own: what is typed in one stays when another is drawn again
            head = await screen.panel(lambda: drawn("head"), "staff", "teams")
            record = await screen.panel(lambda: drawn("record"), "staff", "teams")
            away = await screen.panel(lambda: drawn("away"), "staff")
            sessions = await screen.panel(lambda: drawn("sessions"), sessions_topic(which))
            account = await screen.panel(lambda: drawn("account"), "staff", topic_of(which))
            last = await screen.panel(lambda: drawn("last"), "staff", "teams")
        PersonActs(screen, which, (head, record, away, sessions, account, last)).listens()
