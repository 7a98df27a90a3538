"""Where a file is sent to; it is read in a process of its own and lies on its person’s tray."""

from fastapi import FastAPI, Request, Response

from documents.workbook_package import NotReadable
from pages.staff.bringing_in.trays import FULL, MOST_FILES, TRAYS, ChosenFile
from pages.staff.shell.addresses import BRINGING_IN, BRINGING_IN_UPLOAD
from pages.staff.shell.context import StaffContext
from pages.staff.shell.receiving import Upload, take_in
from people.imports.files import BOUNDS, GivenFile, look_at_file
from people.roles import Permission
from people.sessions import acting_person
from storage.apart import apart

_FILE = Upload(Permission.BRING_IN_RECORDS, BOUNDS.bytes, BOUNDS.too_large, (NotReadable,))


def add(api: FastAPI, context: StaffContext) -> None:
    """The route; the gate has seen to it that the browser is signed in and the page is ours."""

    @api.post(BRINGING_IN_UPLOAD, include_in_schema=False)
    async def upload(request: Request, name: str = "") -> Response:
        async def keep(key: str, content: bytes) -> str:
            person = await context.store.fetch(acting_person, key)
            tray = TRAYS.of(person.id, context.store.now)
            if len(tray.files) >= MOST_FILES:
                raise NotReadable(FULL)
            file = GivenFile(name.strip()[-200:] or "file", content)
            tray.take(ChosenFile(file, await apart(context.store, look_at_file, file)))
            return BRINGING_IN

        return await take_in(request, context, _FILE, keep)
