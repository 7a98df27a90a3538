"""The second page of signing in: a code, or setting up the second factor that is required."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from documents.qr_codes import svg_path
from pages.staff.shell.addresses import SIGN_IN, SIGN_IN_CODE, safe_next
from pages.staff.shell.context import StaffContext
from pages.staff.shell.session_cookie import give_half, shown_key, take_half
from pages.staff.sign_in.at_the_door import UNABLE, Fields, attempt, end_present, fields_of, plain_page, signed_in
from people.errors import SignedOut, Throttled
from people.second_factors import in_groups, key_address
from people.second_step import SecondStep, begin_second_step, second_step, sign_in_with_code, sign_in_with_passkey
from storage.errors import StorageError

WRONG_PASSKEY = "That passkey is not one of yours here, or it took too long. Try again, or type a code."
SCRIPT = Path(__file__).with_name("passkey.js").read_text()
WRONG_CODE = "That code is not right, or it was used before. Wait for the next one and type that."


def add(api: FastAPI, context: StaffContext) -> None:
    """The plain routes at /staff/sign-in/code; they open only for a browser in which a password was right."""

    @api.get(SIGN_IN_CODE, include_in_schema=False)
    def show(request: Request) -> Response:
        try:
            step = context.store.read(second_step, _half_key(context, request), context.settings.passkey_site)
        except SignedOut:
            return _from_the_start(context, safe_next(request.query_params.get("next")))
        return _page(context, step, safe_next(request.query_params.get("next")))

    @api.post(SIGN_IN_CODE, include_in_schema=False)
    async def with_code(request: Request) -> Response:
        fields = await fields_of(request)
        return await _with_code(context, request, fields)


async def begin(context: StaffContext, person: int, wanted: str) -> Response:
    """After a right password: on to the second page, with no session yet. `StorageError` where that is not kept."""
    key = await context.store.write(begin_second_step, person)
    response = RedirectResponse(f"{SIGN_IN_CODE}?{urlencode({'next': wanted})}", 303)
    give_half(response, context.settings, key)
    return response


async def _with_code(context: StaffContext, request: Request, fields: Fields) -> Response:
    """Counted in the same unit of work in which it is looked at (ASVS 6.3.1); a code, or what a passkey answered."""
    key, wanted, site = _half_key(context, request), safe_next(fields.get("next")), context.settings.passkey_site
    answer = fields.get("passkey", "") if site else ""
    try:
        step = context.store.read(second_step, key)
        one = attempt(context, request, step.email)
        if answer and site:
            done = await context.store.write(sign_in_with_passkey, key, answer, site, one)
        else:
            done = await context.store.write(sign_in_with_code, key, fields.get("code", ""), one)
    except SignedOut:
        return _from_the_start(context, wanted)
    except Throttled as throttled:
        minutes = -(-throttled.wait // 60)
        return _page(context, step, wanted, f"Too many codes were tried. Wait {minutes} min and try again.", 429)
    except StorageError:
        return _page(context, step, wanted, UNABLE, 503)
    if done is None:
        step = _asked_anew(context, key, step)
        return _page(context, step, wanted, WRONG_PASSKEY if answer else WRONG_CODE, 403)
    await end_present(context, request)
    if done.recovery:
        page = plain_page(context, "sign_in/recovery.html", 200, codes=done.recovery, wanted=wanted)
        return signed_in(context, page, done.key, done.known)
    return signed_in(context, RedirectResponse(wanted, 303), done.key, done.known)


def _asked_anew(context: StaffContext, key: str, step: SecondStep) -> SecondStep:
    """The same step with a new challenge for a passkey; without one after the last try."""
    try:
        return context.store.read(second_step, key, context.settings.passkey_site)
    except SignedOut:
        return replace(step, asked="")


def _page(context: StaffContext, step: SecondStep, wanted: str, trouble: str = "", status: int = 200) -> Response:
    given = {"wanted": wanted, "trouble": trouble, "email": step.email}
    if step.key is None:
        script = SCRIPT if step.asked else ""
        return plain_page(context, "sign_in/code.html", status, script=script, asked=step.asked, **given)
    box, path = svg_path(key_address(step.key, step.email))
    drawn = {"box": box, "path": path, "key": in_groups(step.key)}
    return plain_page(context, "sign_in/set_up.html", status, **drawn, **given)


def _from_the_start(context: StaffContext, wanted: str) -> Response:
    response = RedirectResponse(f"{SIGN_IN}?{urlencode({'next': wanted, 'ended': 'again'})}", 303)
    take_half(response, context.settings)
    return response


def _half_key(context: StaffContext, request: Request) -> str:
    return shown_key(request.headers, context.settings.half_cookie)
