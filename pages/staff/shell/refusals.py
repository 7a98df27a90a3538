"""Every refusal of a staff address is a page: one for what is hidden and what is missing (ASVS 8.2.2), and plain words
for what is over, for what cannot be kept, and for what nobody foresaw."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from nicegui import app as nicegui_app

from feedback.voices.errors import CannotAsk, NoSuchLink, NotAnswerable
from forms.answers import AnswerRefused
from pages.staff.shell.addresses import sign_in_for
from pages.staff.shell.context import StaffContext
from pages.staff.shell.errors_in_words import sentence_for
from pages.staff.shell.headers import plain_policy
from pages.staff.shell.staff_settings import StaffSettings
from pages.staff.shell.templates import render
from people.errors import NotAllowed, NotFound, SignedOut, Unacceptable
from storage.errors import StorageError
from storage.store import Store


@dataclass(frozen=True)
class Refusal:
    """What kind of page answers; `sentence` where it does not come from the trouble itself."""

    status: int
    title: str
    sentence: str = ""


MISSING = Refusal(404, "Page not found", "There is nothing here, or it is not yours to see.")
NOT_THAT_WAY = Refusal(405, "Page not found", "This address only shows a page: nothing can be sent to it.")
OVER = Refusal(409, "This is over")
NOT_NOW = Refusal(503, "This cannot be read at the moment", "The store does not answer. Try again in a minute.")
BROKEN = Refusal(500, "This page cannot be shown")

REFUSALS: tuple[tuple[int | type[Exception], Refusal], ...] = (
    (404, MISSING),
    (NotFound, MISSING),
    (NotAllowed, MISSING),
    (405, NOT_THAT_WAY),
    (NoSuchLink, OVER),
    (NotAnswerable, OVER),
    (CannotAsk, OVER),
    (AnswerRefused, OVER),
    (Unacceptable, OVER),
    (StorageError, NOT_NOW),
    (Exception, BROKEN),
)


def add(context: StaffContext) -> None:
    """Answer for NiceGUI where a page cannot be built, without making a client for it."""

    def signed_out(request: Request, _: Exception) -> Response:
        return RedirectResponse(sign_in_for(str(request.scope["path"])), 303)

    for trouble, refusal in REFUSALS:
        nicegui_app.add_exception_handler(trouble, _answering(context, refusal))
    nicegui_app.add_exception_handler(SignedOut, signed_out)


def answer(context: StaffContext, trouble: Exception, path: str = "") -> Response:
    """The page for what went wrong while a screen was built."""
    if isinstance(trouble, SignedOut):
        return RedirectResponse(sign_in_for(path), 303)
    kinds = ((kind, refusal) for kind, refusal in REFUSALS if not isinstance(kind, int))
    refusal = next(refusal for kind, refusal in kinds if isinstance(trouble, kind))
    return _page(context.store, context.settings, refusal, trouble)


def not_there(store: Store, settings: StaffSettings, status: int) -> Response:
    """The same page for an address beside the screens, or a method that it does not know."""
    return _page(store, settings, NOT_THAT_WAY if status == NOT_THAT_WAY.status else MISSING)


def _answering(context: StaffContext, refusal: Refusal) -> Callable[[Request, Exception], Response]:
    return lambda _, trouble: _page(context.store, context.settings, refusal, trouble)


def _page(store: Store, settings: StaffSettings, refusal: Refusal, trouble: Exception | None = None) -> HTMLResponse:
    sentence = refusal.sentence or (sentence_for(trouble) if trouble else "")
    html = render("shell/not_here.html", store.now, title=refusal.title, sentence=sentence, settings=settings)
    headers = {"Content-Security-Policy": plain_policy(), "Cache-Control": "no-store"}
    return HTMLResponse(html, refusal.status, headers=headers)
