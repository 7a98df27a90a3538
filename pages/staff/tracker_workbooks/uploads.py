"""Where a workbook is sent to; it is read in a process of its own and kept as rows."""

import asyncio

from fastapi import FastAPI, Request, Response

from documents.workbook_in import Sheet
from documents.workbook_package import MOST_BYTES, TOO_LARGE, NotReadable
from documents.workbook_reading import read_apart
from pages.staff.shell.addresses import WORKBOOKS_UPLOAD, workbook_page
from pages.staff.shell.context import StaffContext
from pages.staff.shell.receiving import Upload, take_in
from people.errors import Unacceptable
from people.roles import Permission
from people.sessions import acting_person
from tracker.workbooks import pieces
from tracker.workbooks.opening import begin, opened

_WORKBOOK = Upload(Permission.MANAGE_TRACKER, MOST_BYTES, TOO_LARGE, (NotReadable, Unacceptable))


def add(api: FastAPI, context: StaffContext) -> None:
    """The route; the gate has seen to it that the browser is signed in and the page is ours."""

    @api.post(WORKBOOKS_UPLOAD, include_in_schema=False)
    async def upload(request: Request, name: str = "") -> Response:
        async def keep(key: str, content: bytes) -> str:
            sheets = await asyncio.to_thread(read_apart, name, content)
            return workbook_page(await _keep(context, key, name, sheets))

        return await take_in(request, context, _WORKBOOK, keep)


async def _keep(context: StaffContext, key: str, name: str, sheets: list[Sheet]) -> int:
    """A few pieces at a time: nobody who writes meanwhile waits long."""
    number = await context.store.write(lambda db: begin(db, acting_person(db, key), name, sheets))
    for some in pieces.cut(number, sheets):
        await context.store.write(pieces.keep, some)
    await context.store.write(lambda db: opened(db, acting_person(db, key), number))
    return number
