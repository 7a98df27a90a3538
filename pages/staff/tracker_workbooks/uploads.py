"""Where a workbook is sent to: plain HTTP with a bound; it is read in a process of its own and kept as rows."""

import asyncio

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from documents.workbook_in import Sheet
from documents.workbook_package import MOST_BYTES, TOO_LARGE, NotReadable
from documents.workbook_reading import read_apart
from pages.form_body import BadBody, read_upload
from pages.staff.shell.addresses import WORKBOOKS_UPLOAD, workbook_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.gate import session_key
from people.errors import NotAllowed, SignedOut, Unacceptable
from people.roles import Permission
from people.sessions import acting_person
from storage.errors import StorageError
from storage.store import Database
from tracker.workbooks import pieces
from tracker.workbooks.opening import begin, opened


def add(api: FastAPI, context: StaffContext) -> None:
    """The route; the gate has seen to it that the browser is signed in and the page is ours."""

    @api.post(WORKBOOKS_UPLOAD, include_in_schema=False)
    async def upload(request: Request, name: str = "") -> Response:
        key = session_key(request.headers, context.settings.cookie, context) or ""
        try:
            await context.store.fetch(_may, key)
            sheets = await asyncio.to_thread(read_apart, name, await read_upload(request, MOST_BYTES))
            return JSONResponse({"to": workbook_page(await _keep(context, key, name, sheets))})
        except (NotReadable, Unacceptable) as trouble:
            return JSONResponse({"faults": [str(trouble)]}, status_code=422)
        except BadBody as bad:
            return JSONResponse({"faults": [TOO_LARGE]} if bad.status == 413 else {}, status_code=bad.status)
        except (SignedOut, NotAllowed) as refused:
            return Response(status_code=403 if isinstance(refused, SignedOut) else 404)
        except StorageError:
            return Response(status_code=503)


async def _keep(context: StaffContext, key: str, name: str, sheets: list[Sheet]) -> int:
    """A few pieces at a time: nobody who writes meanwhile waits long."""
    number = await context.store.write(lambda db: begin(db, acting_person(db, key), name, sheets))
    for some in pieces.cut(number, sheets):
        await context.store.write(pieces.keep, some)
    await context.store.write(lambda db: opened(db, acting_person(db, key), number))
    return number


def _may(db: Database, key: str) -> None:
    """Nobody's file is opened who could not bring it in."""
    if not acting_person(db, key).may(Permission.MANAGE_TRACKER):
        raise NotAllowed(Permission.MANAGE_TRACKER)
