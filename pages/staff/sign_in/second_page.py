"""The second page of signing in: a code, or setting up the second factor that is required."""

from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from documents.qr_codes import svg_path
from pages.staff.shell.addresses import SIGN_IN, SIGN_IN_CODE, safe_next
from pages.staff.shell.context import StaffContext
from pages.staff.shell.session_cookie import give_half, shown_key, take_half
from pages.staff.sign_in.at_the_door import UNABLE, attempt, end_present, fields_of, plain_page, signed_in
from people.errors import SignedOut, Throttled
from people.second_factors import in_groups, key_address
from people.second_step import SecondStep, begin_second_step, second_step, sign_in_with_code
from storage.errors import StorageError

WRONG_CODE = "That code is not right, or it was used before. Wait for the next one and type that."


def add(api: FastAPI, context: StaffContext) -> None:
    """The plain routes at /staff/sign-in/code; they open only for a browser in which a password was right."""

    @api.get(SIGN_IN_CODE, include_in_schema=False)
    def show(request: Request) -> Response:
        try:
            step = context.store.read(second_step, _half_key(context, request))
        except SignedOut:
            return _from_the_start(context, safe_next(request.query_params.get("next")))
        return _page(context, step, safe_next(request.query_params.get("next")))

    @api.post(SIGN_IN_CODE, include_in_schema=False)
    async def with_code(request: Request) -> Response:
        fields = await fields_of(request)
        return await _with_code(context, request, safe_next(fields.get("next")), fields.get("code", ""))


async def begin(context: StaffContext, person: int, wanted: str) -> Response:
    """After a right password: on to the second page, with no session yet. `StorageError` where that is not kept."""
    key = await context.store.write(begin_second_step, person)
    response = RedirectResponse(f"{SIGN_IN_CODE}?{urlencode({'next': wanted})}", 303)
    give_half(response, context.settings, key)
    return response


async def _with_code(context: StaffContext, request: Request, wanted: str, typed: str) -> Response:
    """Counted in the same unit of work in which it is looked at (ASVS 6.3.1)."""
    key = _half_key(context, request)
    try:
        step = context.store.read(second_step, key)
        done = await context.store.write(sign_in_with_code, key, typed, attempt(context, request, step.email))
    except SignedOut:
        return _from_the_start(context, wanted)
    except Throttled as throttled:
        minutes = -(-throttled.wait // 60)
        return _page(context, step, wanted, f"Too many codes were tried. Wait {minutes} min and try again.", 429)
    except StorageError:
        return _page(context, step, wanted, UNABLE, 503)
    if done is None:
        return _page(context, step, wanted, WRONG_CODE, 403)
    await end_present(context, request)
    if done.recovery:
        page = plain_page(context, "sign_in/recovery.html", 200, codes=done.recovery, wanted=wanted)
        return signed_in(context, page, done.key, done.known)
    return signed_in(context, RedirectResponse(wanted, 303), done.key, done.known)


def _page(context: StaffContext, step: SecondStep, wanted: str, trouble: str = "", status: int = 200) -> Response:
    given = {"wanted": wanted, "trouble": trouble, "email": step.email}
    if step.key is None:
        return plain_page(context, "sign_in/code.html", status, **given)
    box, path = svg_path(key_address(step.key, step.email))
    drawn = {"box": box, "path": path, "key": in_groups(step.key)}
    return plain_page(context, "sign_in/set_up.html", status, **drawn, **given)


def _from_the_start(context: StaffContext, wanted: str) -> Response:
    response = RedirectResponse(f"{SIGN_IN}?{urlencode({'next': wanted, 'ended': 'again'})}", 303)
    take_half(response, context.settings)
    return response


def _half_key(context: StaffContext, request: Request) -> str:
    return shown_key(request.headers, context.settings.half_cookie)
