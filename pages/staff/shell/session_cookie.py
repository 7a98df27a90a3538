"""The staff cookies: a person's session, what stands before one, and that by which their browser is known again."""

from http.cookies import CookieError, SimpleCookie
from typing import Literal, TypedDict

from starlette.datastructures import Headers
from starlette.responses import Response

from pages.staff.shell.addresses import ROOT, SIGN_IN
from pages.staff.shell.staff_settings import StaffSettings
from people.half_sessions import HALF_LIFE
from people.sessions import WHOLE_LIMIT
from people.sign_on import TICKET_LIFE

YEAR = 31_536_000  # seconds


class _About(TypedDict):
    path: str
    secure: bool
    httponly: bool
    samesite: Literal["lax", "strict"]


def shown_key(headers: Headers, cookie: str) -> str:
    """What a browser shows under the name of the cookie; empty where it shows nothing that can be read."""
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(cookie)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def give_key(response: Response, settings: StaffSettings, key: str) -> None:
    """Let the browser hold the key of a session for as long as one can last."""
    # Lax, not Strict: a colleague's link in an e-mail must open the screen, and every change checks its Origin
    about = _about(settings, ROOT, "lax")
    response.set_cookie(settings.cookie, key, max_age=int(WHOLE_LIMIT.total_seconds()), **about)


def take_key(response: Response, settings: StaffSettings) -> None:
    """Make the browser forget it."""
    response.delete_cookie(settings.cookie, **_about(settings, ROOT, "lax"))


def give_half(response: Response, settings: StaffSettings, key: str) -> None:
    """Let the browser show at the second step that the password was right; no screen ever gets this cookie."""
    about = _about(settings, SIGN_IN, "strict")
    response.set_cookie(settings.half_cookie, key, max_age=int(HALF_LIFE.total_seconds()), **about)


def take_half(response: Response, settings: StaffSettings) -> None:
    """Make the browser forget it."""
    response.delete_cookie(settings.half_cookie, **_about(settings, SIGN_IN, "strict"))


def give_ticket(response: Response, settings: StaffSettings, carried: str) -> None:
    """Let the browser carry what it has to come back from the provider with; lax, since it comes from there."""
    about = _about(settings, SIGN_IN, "lax")
    response.set_cookie(settings.ticket_cookie, carried, max_age=int(TICKET_LIFE.total_seconds()), **about)


def take_ticket(response: Response, settings: StaffSettings) -> None:
    """Make the browser forget it."""
    response.delete_cookie(settings.ticket_cookie, **_about(settings, SIGN_IN, "lax"))


def let_be_known(response: Response, settings: StaffSettings, secret: str) -> None:
    """Let the browser be known at the next sign-in; it stays after signing out, and opens nothing by itself."""
    response.set_cookie(settings.known_cookie, secret, max_age=YEAR, **_about(settings, SIGN_IN, "strict"))


def _about(settings: StaffSettings, path: str, same_site: Literal["lax", "strict"]) -> _About:
    """What is said of a cookie; a `__Secure-` one is only forgotten by a header that is as secure."""
    return {"path": path, "secure": settings.secure_cookies, "httponly": True, "samesite": same_site}
