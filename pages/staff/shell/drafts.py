"""Where the browser leaves what is typed, as it is typed, and finds it again; plain HTTP, so that it outlives a tab."""

from typing import Annotated

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, StringConstraints, ValidationError

from pages.form_body import NO_NUL, BadBody, read_body
from pages.staff.shell.addresses import DRAFTS, ROOT
from pages.staff.shell.context import StaffContext
from pages.staff.shell.gate import session_key
from people.drafts import Draft, drafts_on, keep_draft
from people.errors import NotAllowed, SignedOut
from storage.errors import StorageError

MOST_FIELDS = 500
LATEST = 2**53  # ms; the highest whole number that a browser counts to
LONGEST_BODY = 400_000  # bytes: the longest text of a form in four-byte signs

Name = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=NO_NUL)]
Text = Annotated[str, StringConstraints(pattern=NO_NUL)]
Screen = Annotated[str, StringConstraints(pattern=rf"^{ROOT}/[A-Za-z0-9_.~/-]{{0,200}}$")]


class DraftForm(BaseModel):
    """What the page sends of one form."""

    person: Name
    screen: Screen
    form: Name
    fields: Annotated[dict[Name, Text | bool], Field(max_length=MOST_FIELDS)]
    typed: Annotated[int, Field(ge=0, le=LATEST)]


def add(api: FastAPI, context: StaffContext) -> None:
    """The two routes; the gate has seen to it that the browser is signed in and the page is ours."""

    @api.get(DRAFTS, include_in_schema=False)
    async def mine(request: Request, screen: str = "") -> Response:
        key = _key(context, request)
        try:
            return JSONResponse({"forms": await context.store.fetch(drafts_on, key, screen)})
        except SignedOut:
            return Response(status_code=403)

    @api.post(DRAFTS, include_in_schema=False)
    async def keep(request: Request) -> Response:
        try:
            typed, key = DraftForm.model_validate_json(await read_body(request, LONGEST_BODY)), _key(context, request)
            await context.store.write(keep_draft, key, Draft(**typed.model_dump()))
            await context.presence.note(key)  # typing is being there
        except BadBody as bad:
            return Response(status_code=bad.status)
        except ValidationError:
            return Response(status_code=422)
        except SignedOut:
            return Response(status_code=403)
        except NotAllowed:
            return Response(status_code=409)
        except StorageError:
            return Response(status_code=503)
        return Response(status_code=204)


def _key(context: StaffContext, request: Request) -> str:
    return session_key(request.headers, context.settings.cookie, context) or ""
