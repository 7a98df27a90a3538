"""What answers at an address that is not there: a page of the room that the address belongs to, and never raw JSON."""

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from pages.family.error_pages import gone
from pages.family.query import accepted_languages
from pages.family.site import Site
from pages.family.submission import page_language
from pages.staff.shell.addresses import ROOT
from pages.staff.shell.refusals import not_there
from pages.staff.shell.staff_settings import StaffSettings
from storage.store import Store


def add_not_there(api: FastAPI, store: Store, site: Site, settings: StaffSettings) -> None:
    """Answer for whatever the routes refuse before one of ours is asked."""

    async def answer(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        if request.scope["path"].startswith(ROOT):
            response = not_there(store, settings, status)
        else:
            response = gone(request.scope, page_language("", accepted_languages(request.scope), site), site)
            response.status_code = status
        return response

    api.add_exception_handler(HTTPException, answer)
