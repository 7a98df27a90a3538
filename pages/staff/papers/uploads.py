"""Where a Word template is sent to: plain HTTP with a bound, so that 20 MB are refused without being kept."""

import asyncio

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from documents.word_package import MOST_BYTES, TOO_LARGE, NotUsable
from pages.form_body import BadBody, read_upload
from pages.staff.shell.addresses import template_upload
from pages.staff.shell.context import StaffContext
from pages.staff.shell.gate import session_key
from people.errors import NotAllowed, SignedOut
from people.roles import Permission
from people.sessions import acting_person
from reviews.papers.templates import Paper, checked, keep_template
from storage.errors import StorageError
from storage.store import Database


def add(api: FastAPI, context: StaffContext) -> None:
    """The route; the gate has seen to it that the browser is signed in and the page is ours."""

    @api.post(template_upload("{paper}"), include_in_schema=False)
    async def upload(paper: str, request: Request, name: str = "") -> Response:
        key = session_key(request.headers, context.settings.cookie, context) or ""
        try:
            await context.store.fetch(_may, key)
            template = await asyncio.to_thread(checked, Paper(paper), name, await read_upload(request, MOST_BYTES))
            await context.store.write(lambda db: keep_template(db, acting_person(db, key), template))
        except NotUsable as trouble:
            return JSONResponse({"faults": trouble.faults}, status_code=422)
        except BadBody as bad:
            return JSONResponse({"faults": [TOO_LARGE]} if bad.status == 413 else {}, status_code=bad.status)
        except ValueError:
            return Response(status_code=404)
        except (SignedOut, NotAllowed) as refused:
            return Response(status_code=403 if isinstance(refused, SignedOut) else 404)
        except StorageError:
            return Response(status_code=503)
        return Response(status_code=204)


def _may(db: Database, key: str) -> None:
    """Nobody's file is opened who could not keep it."""
    if not acting_person(db, key).may(Permission.CHANGE_TEMPLATES):
        raise NotAllowed(Permission.CHANGE_TEMPLATES)
