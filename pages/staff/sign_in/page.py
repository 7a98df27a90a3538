"""Signing in and out: plain HTML and form posts, before and without NiceGUI."""

import asyncio

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from pages.staff.shell.addresses import SIGN_IN, SIGN_IN_AS, SIGN_OUT, number, safe_next
from pages.staff.shell.context import StaffContext
from pages.staff.shell.gate import session_key
from pages.staff.shell.session_cookie import take_key
from pages.staff.sign_in import second_page, sign_on_page
from pages.staff.sign_in.at_the_door import UNABLE, Fields, attempt, end_present, fields_of, plain_page, signed_in
from pages.staff.sign_in.personas import personas
from pages.staff.sign_in.second_page import begin
from people.errors import NotFound, SignedOut, Throttled
from people.second_step import end_sessions_of_a_password_alone, needs_second_step
from people.sign_on import may_use_password
from people.sign_on_provider import Provider
from people.signing_in import SignInAttempt, count_try, fingerprints, note_refusal, password_fits, sign_in_here
from storage.errors import StorageError

WRONG = "The email address or the password is not right. Check both and try again."
ON_ALONE = "Only administrators sign in with a password here. Use the button for your work account."
ENDED = {
    "": "You were signed out.",
    "again": "That took too long, or too many codes were tried. Begin again with your password.",
    "kept": "You were signed out. What you typed is kept for you: sign in and it stands where you typed it.",
}

_log = structlog.get_logger("heard.staff")


def add(api: FastAPI, context: StaffContext) -> None:
    """The plain routes, ahead of the mounted screens; what is required from now on holds for who is signed in too."""
    if context.settings.second_factor_required:
        context.store.write_now(end_sessions_of_a_password_alone)
    provider = Provider(context.settings.sign_on) if context.settings.sign_on else None

    @api.get(SIGN_IN, include_in_schema=False)
    def show(request: Request) -> Response:
        wanted = safe_next(request.query_params.get("next"))
        if session_key(request.headers, context.settings.cookie, context):
            return RedirectResponse(wanted, 303)
        ended = request.query_params.get("ended")
        leave = provider.sign_out_address if provider and ended is not None else ""
        return _page(context, wanted, ENDED.get(ended, "") if ended is not None else "", leave=leave)

    @api.post(SIGN_IN, include_in_schema=False)
    async def with_password(request: Request) -> Response:
        return await _with_password(context, request, await fields_of(request))

    second_page.add(api, context)
    if provider:
        sign_on_page.add(api, context, provider)

    @api.post(SIGN_OUT, include_in_schema=False)
    async def out(request: Request) -> Response:
        await end_present(context, request)
        response = RedirectResponse(f"{SIGN_IN}?ended=" if provider else SIGN_IN, 303)
        take_key(response, context.settings)
        return response

    if context.settings.demo:

        @api.post(SIGN_IN_AS, include_in_schema=False)
        async def as_persona(request: Request) -> Response:
            fields = await fields_of(request)
            try:
                person = number(fields.get("person", ""))
            except NotFound:
                return _page(context, safe_next(fields.get("next")), WRONG, status=403)
            return await _let_in(context, request, person, fields)


async def _with_password(context: StaffContext, request: Request, fields: Fields) -> Response:
    """Counted first, and only then looked at; what is refused is on record (ASVS 6.3.1, 16.3.1)."""
    wanted, email = safe_next(fields.get("next")), fields.get("email", "")
    one = attempt(context, request, email)
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
    administrators_alone = not context.settings.passwords_for_all
    if administrators_alone and not context.store.read(may_use_password, person):
        await _note_refusal(context, one)
        return _page(context, wanted, ON_ALONE, email, 403)
    required = context.settings.second_factor_required or administrators_alone
    if not context.store.read(needs_second_step, person, required=required):
        return await _let_in(context, request, person, fields)
    try:
        return await begin(context, person, wanted)
    except StorageError:
        return _page(context, wanted, UNABLE, email, 503)


async def _let_in(context: StaffContext, request: Request, person: int, fields: Fields) -> Response:
    """A new session for this browser; the one it had before ends (ASVS 7.2.4)."""
    wanted, email = safe_next(fields.get("next")), fields.get("email", "")
    try:
        await end_present(context, request)
        key, known = await context.store.write(sign_in_here, person, attempt(context, request, email))
    except SignedOut:
        return _page(context, wanted, WRONG, email, 403)
    except StorageError:
        return _page(context, wanted, UNABLE, email, 503)
    return signed_in(context, RedirectResponse(wanted, 303), key, known)


async def _note_refusal(context: StaffContext, one: SignInAttempt) -> None:
    _log.warning("sign-in refused", **context.store.read(fingerprints, one))
    try:
        await context.store.write(note_refusal, one)
    except StorageError:
        return  # the refusal itself stands


def _page(
    context: StaffContext, wanted: str, trouble: str = "", email: str = "", status: int = 200, leave: str = ""
) -> Response:
    groups = context.store.read(personas) if context.settings.demo else ()
    given = {"wanted": wanted, "trouble": trouble, "email": email, "groups": groups, "leave": leave}
    return plain_page(context, "sign_in/sign_in.html", status, **given)
