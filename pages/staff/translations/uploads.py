"""Where a file from an agency is sent to."""

import asyncio

from fastapi import FastAPI, Request, Response

from language.registry import LANGUAGES
from pages.staff.shell.addresses import PO_UPLOAD, translation_file
from pages.staff.shell.context import StaffContext
from pages.staff.shell.receiving import Upload, take_in
from people.errors import NotFound, Unacceptable
from people.roles import Permission
from people.sessions import acting_person
from translations.po_in import MOST_BYTES, TOO_LARGE, keep_file, read_po_file

_PO_FILE = Upload(Permission.TRANSLATE, MOST_BYTES, TOO_LARGE, (Unacceptable,))


def add(api: FastAPI, context: StaffContext) -> None:
    """The route; the gate has seen to it that the browser is signed in and the page is ours."""

    @api.post(f"{PO_UPLOAD}/{{code}}", include_in_schema=False)
    async def upload(code: str, request: Request, name: str = "") -> Response:
        async def keep(key: str, content: bytes) -> str:
            if code not in LANGUAGES:
                raise NotFound
            read = await asyncio.to_thread(read_po_file, code, name, content)
            number = await context.store.write(lambda db: keep_file(db, acting_person(db, key), read))
            return translation_file(code, number)

        return await take_in(request, context, _PO_FILE, keep)
