"""The Word templates at /staff/papers: which is in use, since when and by whom; downloaded, replaced, put back."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from documents.word_package import MOST_BYTES, TOO_LARGE, WORD
from pages.staff.shell.addresses import template_upload
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.errors import NotFound
from reviews.papers.templates import TOPIC, Paper, built_in, template_file, templates_in_use, use_built_in


def add(context: StaffContext) -> None:
    """The screen at /staff/papers."""

    @screen_page(context, "/papers")
    async def templates(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        await screen.fetch(templates_in_use)
        await frame(screen, "Word templates", "reviews")
        use("papers.css", "uploading.js")

        def drawn(paper: Paper) -> str:
            one = next(one for one in screen.read(templates_in_use) if one.paper == paper)
            return render("papers/template_in_use.html", screen.now, one=one)

        with ui.element("div").classes("page narrow"):
            ui.html(render("papers/templates.html", screen.now), sanitize=True)
            for one in Paper:
                with ui.element("section").props(f"aria-labelledby=paper-{one.value}"):
                    await screen.panel(lambda one=one: drawn(one), TOPIC)  # type: ignore[misc]
                    # drawn once: a file that was chosen stays chosen
                    given = {"to": template_upload(one.value), "most": MOST_BYTES, "too_large": TOO_LARGE}
                    html = render("papers/template_upload.html", screen.now, paper=one, **given)
                    ui.html(html, sanitize=True)

        async def download(data: Mapping[str, Any]) -> None:
            paper = _paper(data)
            content = await screen.fetch(template_file, paper)
            screen.client.download(content, f"{paper}-template.docx", WORD)

        async def download_built_in(data: Mapping[str, Any]) -> None:
            paper = _paper(data)
            screen.client.download(built_in(paper), f"{paper}-built-in.docx", WORD)

        async def put_back(data: Mapping[str, Any]) -> None:
            await screen.write(use_built_in, _paper(data))
            screen.tell("The built-in template is in use again.")

        screen.on("download", download)
        screen.on("download-built-in", download_built_in)
        screen.on("put-back", put_back)


def _paper(data: Mapping[str, Any]) -> Paper:
    try:
        return Paper(str(data.get("paper")))
    except ValueError:
        raise NotFound from None
