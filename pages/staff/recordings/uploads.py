"""Where a recording is sent to."""

from fastapi import FastAPI, Request, Response

from documents.small_recordings import MOST_BYTES, TOO_LARGE, NotUsable
from feedback.voices.reading_aloud import keep_recording
from pages.staff.shell.addresses import RECORDINGS
from pages.staff.shell.context import StaffContext
from pages.staff.shell.receiving import Upload, take_in
from people.roles import Permission
from people.sessions import acting_person

_RECORDING = Upload(Permission.TRANSLATE, MOST_BYTES, TOO_LARGE, (NotUsable,))


def add(api: FastAPI, context: StaffContext) -> None:
    """The route; the gate has seen to it that the browser is signed in and the page is ours."""
    forms = context.library.for_families()

    @api.post(f"{RECORDINGS}/{{language}}/{{words}}", include_in_schema=False)
    async def upload(language: str, words: str, request: Request) -> Response:
        async def keep(key: str, content: bytes) -> str:
            asked = f"{language} {words}"
            await context.store.write(lambda db: keep_recording(db, acting_person(db, key), forms, asked, content))
            return ""

        return await take_in(request, context, _RECORDING, keep)
