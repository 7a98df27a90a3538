"""What a browser brings to the sign-in pages, and what it is sent back with."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from pages.staff.shell.context import StaffContext
from pages.staff.shell.headers import plain_policy
from pages.staff.shell.session_cookie import give_key, let_be_known, shown_key, take_half
from pages.staff.shell.templates import render
from people.browser_names import browser_in_words
from people.sessions import sign_out
from people.signing_in import SignInAttempt

LONGEST_BODY = 4_000  # bytes of a sign-in form
UNABLE = "You cannot be signed in at this moment, because the store cannot write. Try again in a minute."

Fields = Mapping[str, str]


async def fields_of(request: Request) -> Fields:
    """The fields of a posted form, read no further than a sign-in form can reach."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            return {}
    try:
        given = parse_qs(body.decode(), max_num_fields=10)
    except ValueError:
        return {}
    return {name: values[0].replace("\0", "") for name, values in given.items()}


def attempt(context: StaffContext, request: Request, email: str) -> SignInAttempt:
    """Who tries, from where, and by which browser."""
    address = request.client.host if request.client else ""
    known = shown_key(request.headers, context.settings.known_cookie)
    return SignInAttempt(email, address, known, browser_in_words(request.headers.get("user-agent", "")))


async def end_present(context: StaffContext, request: Request) -> None:
    """The session that this browser has had until now ends."""
    if key := request.cookies.get(context.settings.cookie):
        await context.store.write(sign_out, key)


def signed_in(context: StaffContext, response: Response, key: str, known: str) -> Response:
    """The answer with a session in it."""
    give_key(response, context.settings, key)
    let_be_known(response, context.settings, known)
    take_half(response, context.settings)
    return response


def plain_page(context: StaffContext, template: str, status: int, **values: Any) -> Response:
    """A page without scripts but the one that is given as `script`, which nothing keeps."""
    script = str(values.pop("script", ""))
    shown = Markup(f"<script>{script}</script>" if script else "")  # noqa: S704  # our own file
    html = render(template, context.store.now, settings=context.settings, script=shown, **values)
    headers = {"Content-Security-Policy": plain_policy(script), "Cache-Control": "no-store"}
    return HTMLResponse(html, status, headers=headers)
