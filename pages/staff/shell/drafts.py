"""Where the browser leaves what is typed, as it is typed, and finds it again; plain HTTP, so that it outlives a tab."""

from typing import Annotated

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, StringConstraints, ValidationError

from pages.form_body import BadBody, read_body
from pages.staff.shell.addresses import DRAFTS, ROOT
from pages.staff.shell.context import StaffContext
from pages.staff.shell.gate import session_key
from people.drafts import Draft, drafts_on, keep_draft
from people.errors import NotAllowed, SignedOut
from storage.errors import StorageError

LONGEST_BODY = 400_000  # bytes: the longest text of a form in four-byte signs

Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Screen = Annotated[str, StringConstraints(pattern=rf"^{ROOT}/[A-Za-z0-9_.~/-]{{0,200}}$")]


class DraftForm(BaseModel):
    """What the page sends of one form."""

    person: Name
    screen: Screen
    form: Name
    fields: dict[Name, str | bool]
    typed: int


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
