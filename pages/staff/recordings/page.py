"""Recordings at /staff/translations/recordings: by language and form, what is read aloud and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from documents.small_recordings import MOST_BYTES, TOO_LARGE
from feedback.voices.reading_aloud import TOPIC, HowMany, Wording, how_many, recordings_of, take_recording_away
from forms.library import Library
from forms.schema import Form
from forms.vocabulary import AUDIENCES
from language.registry import LANGUAGES, Language
from pages.staff.shell.addresses import recording_upload
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from storage.store import Database

FIRST_LANGUAGE = "ar"


@dataclass(frozen=True)
class LanguageRecorded:
    """One language, and how many recordings it has."""

    language: Language
    count: HowMany


@needs(Permission.TRANSLATE)
def languages_recorded(db: Database, actor: Actor, forms: list[Form]) -> list[LanguageRecorded]:
    """Every language with what is missing in it."""
    return [LanguageRecorded(one, how_many(db, actor, forms, one.code)) for one in LANGUAGES.values()]


def add(context: StaffContext) -> None:
    """The screen; what is asked for in the address is shown, else the first of each."""
    forms = context.library.for_families()

    @screen_page(context, "/translations/recordings")
    async def recordings(request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        spoken, form = _asked(request.query_params, context.library)
        wordings = await screen.fetch(recordings_of, form, spoken.code)
        await frame(screen, "Recordings", "translations")
        use("listing.css", "recordings.css", "uploading.js", "recordings.js")
        given = {"spoken": spoken, "form": form}

        def head() -> str:
            found = screen.read(languages_recorded, forms)
            here = next(one.count for one in found if one.language == spoken)
            return render("recordings/languages.html", screen.now, found=found, here=here, **given)

        def drawn(at: int) -> str:
            one = screen.read(recordings_of, form, spoken.code)[at]
            return render("recordings/wording.html", screen.now, one=one, at=at, spoken=spoken)

        with ui.element("div").classes("page narrow"):
            ui.html(render("recordings/head.html", screen.now), sanitize=True)
            await screen.panel(head, TOPIC)
            ui.html(render("recordings/which_form.html", screen.now, forms=_named(forms), **given), sanitize=True)
            for at, one in enumerate(wordings):
                with ui.element("section").props(f"aria-labelledby=words-{at}"):
                    await screen.panel(partial(drawn, at), TOPIC)
                    # drawn once: a file that was chosen stays chosen
                    ui.html(render("recordings/upload.html", screen.now, at=at, **_sent(one, spoken)), sanitize=True)

        async def take_away(data: Mapping[str, Any]) -> None:
            await screen.write(take_recording_away, str(data.get("key")))
            screen.tell("It is not played any more.")

        screen.on("take-away", take_away)


def _asked(query: Mapping[str, str], library: Library) -> tuple[Language, Form]:
    forms = {form.id: form for form in library.for_families()}
    form = forms.get(query.get("form", next(iter(forms))))
    spoken = LANGUAGES.get(query.get("language", FIRST_LANGUAGE))
    if form is None or spoken is None:
        raise NotFound
    return spoken, form


def _named(forms: list[Form]) -> list[tuple[str, str]]:
    """Each form as staff know it: its title, and whom it asks."""
    return [(form.id, f"{form.title} · {AUDIENCES.get(form.audience or '', 'everybody')}") for form in forms]


def _sent(one: Wording, spoken: Language) -> dict[str, object]:
    return {"to": recording_upload(one.key(spoken.code)), "most": MOST_BYTES, "too_large": TOO_LARGE, "one": one}
