"""Pages that are not there: one page for what is hidden and what is missing (ASVS 8.2.2)."""

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from nicegui import app as nicegui_app

from pages.staff.addresses import sign_in_for
from pages.staff.headers import plain_policy
from pages.staff.house import House
from pages.staff.moment import moment
from pages.staff.templates import render
from pages.staff.troubles import UNEXPECTED, told
from people.errors import NotAllowed, NotFound, SignedOut


def add(house: House) -> None:
    """Answer for NiceGUI where a page cannot be built, without making a client for it."""

    def missing(_: Request, __: Exception) -> Response:
        return _page(house, 404, "Page not found", "There is nothing here, or it is not yours to see.")

    def signed_out(request: Request, _: Exception) -> Response:
        return RedirectResponse(sign_in_for(str(request.scope["path"])), 303)

    def broken(_: Request, trouble: Exception) -> Response:
        told(trouble)
        return _page(house, 500, "This page cannot be shown", UNEXPECTED)

    for trouble in (404, NotFound, NotAllowed):
        nicegui_app.add_exception_handler(trouble, missing)
    nicegui_app.add_exception_handler(SignedOut, signed_out)
    nicegui_app.add_exception_handler(Exception, broken)


def _page(house: House, status: int, title: str, sentence: str) -> HTMLResponse:
    now = house.store.read(moment)
    html = render("plain/not_here.html", now, title=title, sentence=sentence, desk=house.desk)
    return HTMLResponse(html, status, headers={"Content-Security-Policy": plain_policy(), "Cache-Control": "no-store"})
