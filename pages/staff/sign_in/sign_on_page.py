"""Signing in through a provider: out with a ticket, back with a code, and a plain sentence for whatever goes wrong."""

import asyncio
import base64
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from urllib.parse import urlencode

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from pages.staff.shell.addresses import SIGN_IN, SIGN_IN_BACK, SIGN_IN_CODE, SIGN_IN_ON, safe_next
from pages.staff.shell.context import StaffContext
from pages.staff.shell.session_cookie import give_half, give_key, give_ticket, shown_key, take_ticket
from pages.staff.sign_in.at_the_door import UNABLE, end_present, plain_page
from people.browser_names import browser_in_words
from people.errors import SignedOut, SignOnRefused, Throttled
from people.second_step import begin_second_step
from people.sign_on import asks_own_code, count_sign_on, note_sign_on_refusal, person_proved, ticket_back, ticket_of
from people.sign_on_provider import Provider
from people.sign_on_roles import comes_in_without_a_role
from people.signing_in import sign_in
from storage.errors import StorageError

T = TypeVar("T")
AT_ONCE = 4  # conversations with the provider: a slow one takes no thread from anybody who signs in otherwise
LONGEST_WAIT = 20  # seconds, until somebody is told
CLOCK = (
    "The clock of this server or of {host} differs by about {minutes} minutes, so that nobody can be signed in this "
    "way. Tell whoever looks after this server."
)
_ASK = "Ask an administrator of this service"
SENTENCES = {
    "down": "{host} cannot be reached at this moment. Try again in a few minutes.",
    "slow": "{host} takes too long to answer. Try again in a few minutes.",
    "nonsense": "{host} gave an answer that cannot be read. Try again, and tell an administrator if it stays so.",
    "exchange": "This sign-in was used already, or {host} does not accept it. Begin again.",
    "browser": "This sign-in was not begun in this browser, or it was used already. Begin again here.",
    "late": "That took longer than ten minutes. Begin again.",
    "cancelled": "You did not sign in at {host}. You can begin again.",
    "at the provider": "{host} did not let you sign in. Begin again, and tell an administrator if it stays so.",
    "signature": "What {host} said could not be proved to come from it. Tell an administrator.",
    "issuer": "What {host} said was not said by the provider that this service trusts. Tell an administrator.",
    "audience": "What {host} said was meant for another service. Tell an administrator.",
    "nonce": "What {host} said was not about this sign-in. Begin again.",
    "expired": "What {host} said is out of date. Begin again.",
    "tenant": "You are signed in at {host} with an account of another organisation. Use your work account.",
    "nameless": "{host} did not say who you are in the way this service needs. Tell an administrator.",
    "unknown": f"{{host}} knows you, but nobody has given you access here. {_ASK} to add you, with your work address.",
    "disabled": f"Your access to this service has ended. {_ASK} if that is not right.",
    "no role": f"{{host}} gives you no role in this service. {_ASK} to look.",
    "too many groups": "{host} did not say your roles, since you are in too many groups. Tell an administrator.",
    "somebody else's": f"Your work address belonged to another account when it was last used here. {_ASK} to look.",
    "clock": CLOCK,
}
STATUS = {"down": 503, "slow": 503, "nonsense": 502}

_log = structlog.get_logger("heard.staff")


def add(api: FastAPI, context: StaffContext, provider: Provider) -> None:
    """The two plain routes of signing on."""
    threads = ThreadPoolExecutor(AT_ONCE, "sign-on")

    async def beside(ask: Callable[[], T]) -> T:
        try:
            return await asyncio.wait_for(asyncio.get_running_loop().run_in_executor(threads, ask), LONGEST_WAIT)
        except TimeoutError:
            raise SignOnRefused("slow") from None

    @api.get(SIGN_IN_ON, include_in_schema=False)
    async def out(request: Request) -> Response:
        if slowed := await _slowed(context, request):
            return slowed
        carried = _carried(context, safe_next(request.query_params.get("next")))
        ticket = context.store.read(ticket_of, carried)
        try:
            there = await beside(lambda: provider.address(ticket))
        except SignOnRefused as refused:
            return await _refused(context, provider, refused)
        response = RedirectResponse(there, 303)
        give_ticket(response, context.settings, carried)
        return response

    @api.get(SIGN_IN_BACK, include_in_schema=False)
    async def back(request: Request) -> Response:
        if slowed := await _slowed(context, request):
            return slowed
        carried = shown_key(request.headers, context.settings.ticket_cookie)
        begun, wanted = _opened(carried)
        try:
            code = _code(request)  # first: a provider may send back no state with a refusal, which opens nothing
            ticket = context.store.read(ticket_back, carried, begun, request.query_params.get("state", ""))
            now = context.store.now.timestamp()
            who = await beside(lambda: provider.proved(code, ticket, now))
            person = await context.store.write(person_proved, who)
            if context.store.read(comes_in_without_a_role, person, who):
                raise SignOnRefused("no role")
            required = context.settings.second_factor_required
            if context.store.read(asks_own_code, person, who, required=required):
                return await _on_to_code(context, person, wanted)
            return await _let_in(context, request, person, wanted)
        except SignOnRefused as refused:
            return await _refused(context, provider, refused)
        except SignedOut:
            return await _refused(context, provider, SignOnRefused("disabled"))
        except StorageError:
            return _page(context, UNABLE, 503)


async def _slowed(context: StaffContext, request: Request) -> Response | None:
    try:
        await context.store.write(count_sign_on, request.client.host if request.client else "")
    except Throttled as throttled:
        return _page(context, f"Too many tries. Wait {throttled.wait} seconds and try again.", 429)
    except StorageError:
        return _page(context, UNABLE, 503)
    return None


async def _let_in(context: StaffContext, request: Request, person: int, wanted: str) -> Response:
    """A new session; the one that this browser had before ends (ASVS 7.2.4)."""
    await end_present(context, request)
    key = await context.store.write(sign_in, person, browser_in_words(request.headers.get("user-agent", "")))
    response = RedirectResponse(wanted, 303)
    give_key(response, context.settings, key)
    take_ticket(response, context.settings)
    return response


async def _on_to_code(context: StaffContext, person: int, wanted: str) -> Response:
    """A page of our own between: a browser shows a strict cookie to no redirect that began elsewhere."""
    key = await context.store.write(begin_second_step, person)
    there = f"{SIGN_IN_CODE}?{urlencode({'next': wanted})}"
    response = plain_page(context, "sign_in/on_to_code.html", 200, there=there)
    give_half(response, context.settings, key)
    take_ticket(response, context.settings)
    return response


async def _refused(context: StaffContext, provider: Provider, refused: SignOnRefused) -> Response:
    """A sentence, and a line in the audit trail and the log that names nobody."""
    _log.warning("sign-on refused", why=refused.why)
    try:
        await context.store.write(note_sign_on_refusal, refused.why)
    except StorageError:
        _log.warning("a refusal could not be recorded")
    sentence = SENTENCES[refused.why].format(host=provider.settings.host, minutes=refused.minutes)
    return _page(context, sentence, STATUS.get(refused.why, 403))


def _page(context: StaffContext, sentence: str, status: int) -> Response:
    response = plain_page(context, "sign_in/sign_on.html", status, sentence=sentence, again=SIGN_IN)
    take_ticket(response, context.settings)
    return response


def _code(request: Request) -> str:
    """The code of a sign-in that succeeded there; what a provider says in words is shown to nobody."""
    error, code = request.query_params.get("error"), request.query_params.get("code", "")
    if error is not None:
        raise SignOnRefused("cancelled" if error == "access_denied" else "at the provider")
    if len(code) > 4_000:
        raise SignOnRefused("nonsense")
    return code


def _carried(context: StaffContext, wanted: str) -> str:
    """What the browser carries: a secret, when it was made, and where its person wanted to go."""
    place = base64.urlsafe_b64encode(wanted.encode()).decode().rstrip("=")
    return f"{secrets.token_urlsafe(32)}.{int(context.store.now.timestamp())}.{place}"


def _opened(carried: str) -> tuple[float, str]:
    """When it was made and the place; only a ticket whose state fits shows that nobody has altered them."""
    try:
        _, begun, place = carried.split(".")
        wanted = base64.urlsafe_b64decode(place + "=" * (-len(place) % 4)).decode()
        return float(int(begun)), safe_next(wanted)
    except (ValueError, OverflowError):
        return 0.0, safe_next(None)
