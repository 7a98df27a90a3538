"""Receives a file from an agency: no bytes of it cross the socket of a screen."""

import asyncio

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from language.registry import LANGUAGES
from pages.form_body import BadBody, read_upload
from pages.staff.shell.addresses import PO_UPLOAD, translation_file
from pages.staff.shell.context import StaffContext
from pages.staff.shell.gate import session_key
from people.errors import NotAllowed, NotFound, SignedOut, Unacceptable
from people.roles import Permission
from people.sessions import acting_person
from storage.errors import StorageError
from storage.store import Database
from translations.po_in import MOST_BYTES, TOO_LARGE, keep_file, read_po_file


def add(api: FastAPI, context: StaffContext) -> None:
    """The route; the gate has seen to it that the browser is signed in and the page is ours."""

    @api.post(f"{PO_UPLOAD}/{{code}}", include_in_schema=False)
    async def upload(code: str, request: Request, name: str = "") -> Response:
        key = session_key(request.headers, context.settings.cookie, context) or ""
        try:
            await context.store.fetch(_may, key, code)
            read = await asyncio.to_thread(read_po_file, code, name, await read_upload(request, MOST_BYTES))
            number = await context.store.write(lambda db: keep_file(db, acting_person(db, key), read))
            return JSONResponse({"to": translation_file(code, number)})
        except Unacceptable as trouble:
            return JSONResponse({"faults": [str(trouble)]}, status_code=422)
        except BadBody as bad:
            return JSONResponse({"faults": [TOO_LARGE]} if bad.status == 413 else {}, status_code=bad.status)
        except (SignedOut, NotAllowed, NotFound) as refused:
            return Response(status_code=403 if isinstance(refused, SignedOut) else 404)
        except StorageError:
            return Response(status_code=503)


def _may(db: Database, key: str, code: str) -> None:
    """Nobody's file is read who could not bring it in."""
    if not acting_person(db, key).may(Permission.TRANSLATE):
        raise NotAllowed(Permission.TRANSLATE)
    if code not in LANGUAGES:
        raise NotFound
