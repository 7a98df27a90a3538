"""Where a file is sent to; it is read in a process of its own and kept with what its sender has chosen."""

import asyncio

from fastapi import FastAPI, Request, Response

from documents.workbook_package import NotReadable
from pages.staff.bringing_in.beginnings import BEGINNINGS
from pages.staff.shell.addresses import BRINGING_IN, BRINGING_IN_UPLOAD
from pages.staff.shell.context import StaffContext
from pages.staff.shell.receiving import Upload, take_in
from people.errors import Unacceptable
from people.imports.beside import read_beside
from people.imports.chosen import begin, choose, keep_piece, pieces_of
from people.imports.columns import ReadSheet
from people.imports.files import BOUNDS, GivenFile, fingerprint
from people.roles import Permission
from people.sessions import acting_person
from storage.store import Database

_FILE = Upload(Permission.BRING_IN_RECORDS, BOUNDS.bytes, BOUNDS.too_large, (NotReadable, Unacceptable))


def add(api: FastAPI, context: StaffContext) -> None:
    """The route; the gate has seen to it that the browser is signed in and the page is ours."""

    @api.post(BRINGING_IN_UPLOAD, include_in_schema=False)
    async def upload(request: Request, name: str = "") -> Response:
        async def keep(key: str, content: bytes) -> str:
            file = GivenFile(name.strip()[-200:] or "file", content)
            await _keep(context, key, file, await read_beside(context.store, file))
            return BRINGING_IN

        return await take_in(request, context, _FILE, keep)


async def _keep(context: StaffContext, key: str, file: GivenFile, sheets: list[ReadSheet]) -> None:
    """A piece at a time: nobody who writes meanwhile waits long."""
    number = await context.store.write(lambda db: begin(db, acting_person(db, key), file, sheets))
    for piece in await asyncio.to_thread(pieces_of, file.content):
        await context.store.write(_keep_piece, key, number, piece)
    BEGINNINGS.keep(fingerprint(file.content), sheets, context.store.now)
    await context.store.write(lambda db: choose(db, acting_person(db, key), number))


def _keep_piece(db: Database, key: str, number: int, piece: str) -> None:
    keep_piece(db, acting_person(db, key), number, piece)
