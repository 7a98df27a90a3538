"""Where a Word template is sent to."""

import asyncio

from fastapi import FastAPI, Request, Response

from documents.word_package import MOST_BYTES, TOO_LARGE, NotUsable
from pages.staff.shell.addresses import template_upload
from pages.staff.shell.context import StaffContext
from pages.staff.shell.receiving import Upload, take_in
from people.errors import NotFound
from people.roles import Permission
from people.sessions import acting_person
from reviews.papers.templates import Paper, checked, keep_template

_TEMPLATE = Upload(Permission.CHANGE_TEMPLATES, MOST_BYTES, TOO_LARGE, (NotUsable,))


def add(api: FastAPI, context: StaffContext) -> None:
    """The route; the gate has seen to it that the browser is signed in and the page is ours."""

    @api.post(template_upload("{paper}"), include_in_schema=False)
    async def upload(paper: str, request: Request, name: str = "") -> Response:
        async def keep(key: str, content: bytes) -> str:
            if paper not in list(Paper):
                raise NotFound
            template = await asyncio.to_thread(checked, Paper(paper), name, content)
            await context.store.write(lambda db: keep_template(db, acting_person(db, key), template))
            return ""

        return await take_in(request, context, _TEMPLATE, keep)
