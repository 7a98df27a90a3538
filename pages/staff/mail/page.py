"""Mails to staff: what did not simply go and waits for a decision, and the latest of all with their words."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client

from feedback.messages.mail.mail_console import CONSOLE
from feedback.messages.mail.mail_deciding import DECISIONS, decide_mail, mails_shown
from feedback.messages.mail.mails import TOPIC
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.errors import Unacceptable


def add(context: StaffContext) -> None:
    """The screen at /staff/mail; none where mail is off."""
    if context.settings.mail == "off":
        return

    @screen_page(context, "/mail")
    async def mail(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await screen.fetch(mails_shown)  # before anything is drawn: for whom it is not, there is no such page
        await frame(screen, "Mail", "mail")
        use("mail.css")
        leaves = context.settings.mail != CONSOLE

        def draw() -> str:
            shown = screen.read(mails_shown)
            return render("mail/mail.html", screen.now, shown=shown, decisions=DECISIONS, leaves=leaves)

        panel = await screen.panel(draw, TOPIC)

        async def decide(data: Mapping[str, Any]) -> None:
            try:
                await screen.write(decide_mail, number(str(data.get("mail"))), str(data.get("what")))
            except Unacceptable as trouble:
                screen.tell(str(trouble))
            await screen.redraw(panel)

        screen.on("decide-mail", decide)
