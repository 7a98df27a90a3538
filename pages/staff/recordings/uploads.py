"""Where a recording is sent to: plain HTTP with a bound, so that 20 MB are refused without being kept."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from documents.small_recordings import MOST_BYTES, TOO_LARGE, NotUsable
from feedback.voices.reading_aloud import keep_recording
from pages.form_body import BadBody, read_upload
from pages.staff.shell.addresses import RECORDINGS
from pages.staff.shell.context import StaffContext
from pages.staff.shell.gate import session_key
from people.errors import NotAllowed, NotFound, SignedOut
from people.roles import Permission
from people.sessions import acting_person
from storage.errors import StorageError
from storage.store import Database


def add(api: FastAPI, context: StaffContext) -> None:
    """The route; the gate has seen to it that the browser is signed in and the page is ours."""
    forms = context.library.for_families()

    @api.post(f"{RECORDINGS}/{{language}}/{{words}}", include_in_schema=False)
    async def upload(language: str, words: str, request: Request) -> Response:
        key = session_key(request.headers, context.settings.cookie, context) or ""
        asked = f"{language} {words}"
        try:
            await context.store.fetch(_may, key)
            content = await read_upload(request, MOST_BYTES)
            await context.store.write(lambda db: keep_recording(db, acting_person(db, key), forms, asked, content))
        except NotUsable as trouble:
            return JSONResponse({"faults": [str(trouble)]}, status_code=422)
        except BadBody as bad:
            return JSONResponse({"faults": [TOO_LARGE]} if bad.status == 413 else {}, status_code=bad.status)
        except (SignedOut, NotAllowed, NotFound) as refused:
            return Response(status_code=403 if isinstance(refused, SignedOut) else 404)
        except StorageError:
            return Response(status_code=503)
        return Response(status_code=204)


def _may(db: Database, key: str) -> None:
    """Nothing is taken in from who could not keep it."""
    if not acting_person(db, key).may(Permission.TRANSLATE):
        raise NotAllowed(Permission.TRANSLATE)
