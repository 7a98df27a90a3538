"""Signing in and out: plain HTML and form posts, before and without NiceGUI."""

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qs

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from pages.staff.shell.addresses import SIGN_IN, SIGN_IN_AS, SIGN_OUT, number, safe_next
from pages.staff.shell.context import StaffContext
from pages.staff.shell.gate import session_key
from pages.staff.shell.headers import plain_policy
from pages.staff.shell.session_cookie import give_key, let_be_known, shown_key, take_key
from pages.staff.shell.templates import render
from pages.staff.sign_in.personas import personas
from people.errors import NotFound, SignedOut, Throttled
from people.sessions import sign_out
from people.signing_in import SignInAttempt, count_try, fingerprints, note_refusal, password_fits, sign_in_here
from storage.errors import StorageError

LONGEST_BODY = 4_000  # bytes of a sign-in form
WRONG = "The email address or the password is not right. Check both and try again."
UNABLE = "You cannot be signed in at this moment, because the store cannot write. Try again in a minute."
ENDED = {
    "": "You were signed out.",
    "kept": "You were signed out. What you typed is kept for you: sign in and it stands where you typed it.",
}

Fields = Mapping[str, str]

_log = structlog.get_logger("heard.staff")


def add(api: FastAPI, context: StaffContext) -> None:
    """The plain routes, ahead of the mounted screens."""

    @api.get(SIGN_IN, include_in_schema=False)
    def show(request: Request) -> Response:
        wanted = safe_next(request.query_params.get("next"))
        if session_key(request.headers, context.settings.cookie, context):
            return RedirectResponse(wanted, 303)
        ended = request.query_params.get("ended")
        return _page(context, wanted, ENDED.get(ended, "") if ended is not None else "")

    @api.post(SIGN_IN, include_in_schema=False)
    async def with_password(request: Request) -> Response:
        return await _with_password(context, request, await _fields(request))

    @api.post(SIGN_OUT, include_in_schema=False)
    async def out(request: Request) -> Response:
        await _end_present(context, request)
        response = RedirectResponse(SIGN_IN, 303)
        take_key(response, context.settings)
        return response

    if context.settings.demo:

        @api.post(SIGN_IN_AS, include_in_schema=False)
        async def as_persona(request: Request) -> Response:
            fields = await _fields(request)
            try:
                person = number(fields.get("person", ""))
            except NotFound:
                return _page(context, safe_next(fields.get("next")), WRONG, status=403)
            return await _welcome(context, request, person, fields)


async def _with_password(context: StaffContext, request: Request, fields: Fields) -> Response:
    """Counted first, and only then looked at; what is refused is on record (ASVS 6.3.1, 16.3.1)."""
    wanted, email = safe_next(fields.get("next")), fields.get("email", "")
    one = _try(context, request, email)
    try:
        await context.store.write(count_try, one)
    except Throttled as throttled:
        _log.warning("sign-in slowed", **context.store.read(fingerprints, one))
        return _page(context, wanted, f"Too many tries. Wait {throttled.wait} seconds and try again.", email, 429)
    except StorageError:
        return _page(context, wanted, UNABLE, email, 503)
    # Argon2 takes its time on purpose: in a thread, so that nobody else waits for it
    person = await asyncio.to_thread(context.store.read, password_fits, email, fields.get("password", ""))
    if person is None:
        await _note_refusal(context, one)
        return _page(context, wanted, WRONG, email, 403)
    return await _welcome(context, request, person, fields)


async def _welcome(context: StaffContext, request: Request, person: int, fields: Fields) -> Response:
    """A new session for this browser; the one it had before ends (ASVS 7.2.4)."""
    wanted, email = safe_next(fields.get("next")), fields.get("email", "")
    try:
        await _end_present(context, request)
        key, known = await context.store.write(sign_in_here, person, _try(context, request, email))
    except SignedOut:
        return _page(context, wanted, WRONG, email, 403)
    except StorageError:
        return _page(context, wanted, UNABLE, email, 503)
    response = RedirectResponse(wanted, 303)
    give_key(response, context.settings, key)
    let_be_known(response, context.settings, known)
    return response


def _try(context: StaffContext, request: Request, email: str) -> SignInAttempt:
    address = request.client.host if request.client else ""
    return SignInAttempt(email, address, shown_key(request.headers, context.settings.known_cookie))


async def _end_present(context: StaffContext, request: Request) -> None:
    if key := request.cookies.get(context.settings.cookie):
        await context.store.write(sign_out, key)


async def _note_refusal(context: StaffContext, one: SignInAttempt) -> None:
    _log.warning("sign-in refused", **context.store.read(fingerprints, one))
    try:
        await context.store.write(note_refusal, one)
    except StorageError:
        return  # the refusal itself stands


def _page(context: StaffContext, wanted: str, trouble: str = "", email: str = "", status: int = 200) -> Response:
    groups = context.store.read(personas) if context.settings.demo else ()
    values = {"wanted": wanted, "trouble": trouble, "email": email, "groups": groups, "settings": context.settings}
    html = render("sign_in/sign_in.html", context.store.now, **values)
    return HTMLResponse(html, status, headers={"Content-Security-Policy": plain_policy(), "Cache-Control": "no-store"})


async def _fields(request: Request) -> Fields:
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
