"""Your account: the second factor, the password, when one is away, and where one is signed in."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from documents.qr_codes import svg_path
from pages.staff.account.away import AWAY, note_leave, own_leave_shown, take_leave_back
from pages.staff.account.factor import FactorPart
from pages.staff.account.passkeys import PasskeyPart
from pages.staff.account.passwords import refused, shown
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.leaves import offer_deputies
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.errors import Throttled, Unacceptable
from people.own_account import (
    change_password,
    end_other_sessions,
    end_own_session,
    new_password,
    own_account,
    topic_of,
)
from people.own_passkeys import own_passkeys
from people.second_factors import in_groups, key_address
from people.sessions import sessions_topic

PASSWORD_FORM = "own-password"  # noqa: S105  # the name of a form


def add(context: StaffContext) -> None:
    """The screen at /staff/account."""

    @screen_page(context, "/account")
    async def own(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await frame(screen, "Your account", "account")
        use("account.css", "leaves.css")
        part = FactorPart(screen)
        required = context.settings.second_factor_required

        def factor() -> str:
            account = screen.read(own_account)
            given: dict[str, Any] = {"account": account, "codes": part.codes, "required": required, "key": ""}
            if part.key:
                box, path = svg_path(key_address(part.key, account.email))
                given |= {"box": box, "path": path, "key": in_groups(part.key), "email": account.email}
            return render("account/factor.html", screen.now, **given)

        def password() -> str:
            return render("account/password.html", screen.now, account=screen.read(own_account))

        def passkeys() -> str:
            given = {"account": screen.read(own_account), "passkeys": screen.read(own_passkeys)}
            return render("account/passkeys.html", screen.now, **given)

        def sessions() -> str:
            given = {"sessions": screen.read(own_account).sessions, "this": screen.session}
            return render("account/sessions.html", screen.now, **given)

        def leave() -> str:
            return render("account/away.html", screen.now, shown=screen.read(own_leave_shown))

        with ui.element("div").classes("page narrow"):
            ui.html(render("account/account.html", screen.now, person=screen.person), sanitize=True)
            # several panels: what is typed in one stays when another is drawn again
            part.panel = await screen.panel(factor, topic_of(screen.person.id))
            if site := context.settings.passkey_site:
                use("passkeys.js")
                await screen.panel(passkeys, topic_of(screen.person.id))
                PasskeyPart(screen, site).listens()
            await screen.panel(password, topic_of(screen.person.id))
            away = await screen.panel(leave, "staff")
            await screen.panel(sessions, sessions_topic(screen.person.id))

        part.listens()
        offer_deputies(screen, AWAY)
        screen.on(AWAY, lambda data: note_leave(screen, away, data))
        screen.on(f"{AWAY}-back", lambda data: take_leave_back(screen, away, data))
        screen.on("change-password", lambda data: _change(screen, data))
        screen.on("end-session", lambda data: _end(screen, data))
        screen.on("end-others", lambda _: _end_others(screen))


async def _change(screen: Screen, data: Mapping[str, Any]) -> None:
    typed = str(data.get("new", ""))
    if typed != str(data.get("again", "")):
        screen.refuse(PASSWORD_FORM, {"again": "This is not the same as the new password above."})
        return
    try:
        new = await screen.apart(new_password, typed)
    except Unacceptable as trouble:
        screen.refuse(PASSWORD_FORM, {"new": str(trouble)})
        return
    try:
        old = await shown(screen, str(data.get("old", "")))
        await screen.submit(PASSWORD_FORM, change_password, screen.session, old, new)
    except (Unacceptable, Throttled) as trouble:
        screen.refuse(PASSWORD_FORM, {"old": refused(trouble)})
        return
    screen.tell("Your password is changed. You are signed out everywhere else.")


async def _end(screen: Screen, data: Mapping[str, Any]) -> None:
    await screen.write(end_own_session, number(str(data.get("session", ""))))
    screen.tell("That session has ended, and its screens have closed.")


async def _end_others(screen: Screen) -> None:
    await screen.write(end_other_sessions, screen.session)
    screen.tell("You are signed out everywhere else.")
