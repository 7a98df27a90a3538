"""One entry: its words in each language, what could tell who somebody is, and its release."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from language.catalogue import say
from language.registry import Language
from pages.staff.said.typed import refuse_clash, refuse_words, typed_words
from pages.staff.shell.addresses import number, said_entry
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.errors import Unacceptable
from storage.errors import Conflict
from tracker.said.entry_views import EntryView, entry_view
from tracker.said.public_words import NAMES, THEMES
from tracker.said.recognisable import LOOK_FOR
from tracker.said.releasing import release, take_back
from tracker.said.resting_on import RestingItem, offered
from tracker.said.said_entries import ENGLISH
from tracker.said.writing import LONGEST_ANSWER, LONGEST_SAID, TOPIC, change_entry, change_items, translate_entry

CHANGED_MEANWHILE = "This has changed meanwhile. Read it as it stands now, and press again."


def add(context: StaffContext) -> None:
    """The screen at /staff/said/{entry}."""

    @screen_page(context, "/said/{entry}")
    async def one_entry(entry: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        number_of_it = number(entry)
        fewest = context.settings.said_fewest
        view = await screen.fetch(entry_view, number_of_it, fewest)
        items = await screen.fetch(offered, context.tracker)
        await frame(screen, f"You said, we did: {THEMES[view.entry['theme']]}", "tracker")
        use("said.css")

        def head() -> str:
            view = screen.read(entry_view, number_of_it, fewest)
            return render("said/said_head.html", screen.now, view=view, theme=THEMES[view.entry["theme"]])

        def draw() -> str:
            return _release_panel(screen, screen.read(entry_view, number_of_it, fewest))

        with ui.element("div").classes("page"):
            await screen.panel(head, TOPIC)
            with ui.element("div").classes("two"):
                # drawn once: what is typed here stays while others write
                ui.html(_words_forms(screen, view, items), sanitize=True)
                await screen.panel(draw, TOPIC)
        _listen(screen, view)


def _words_forms(screen: Screen, view: EntryView, items: list[RestingItem]) -> str:
    return render(
        "said/said_words.html",
        screen.now,
        view=view,
        themes=THEMES,
        others=_others(screen),
        items=list({one.number: one for one in (*view.items, *items)}.values()),
        said_most=LONGEST_SAID,
        answer_most=LONGEST_ANSWER,
    )


def _release_panel(screen: Screen, view: EntryView) -> str:
    languages = [(one, _labels(one.code)) for one in screen.context.settings.languages]
    return render(
        "said/said_release.html", screen.now, view=view, languages=languages, look_for=LOOK_FOR, themes=THEMES
    )


def _labels(code: str) -> dict[str, str]:
    """The names of the words as families read them in a language."""
    return {field: say(code, name).text for field, name in NAMES.items()}


def _others(screen: Screen) -> list[Language]:
    return [one for one in screen.context.settings.languages if one.code != ENGLISH]


def _listen(screen: Screen, view: EntryView) -> None:
    """What can be pressed; `seen` is the moment of the words that stand in each form."""
    seen = {code: written["at"] for code, written in view.entry["written"].items()}

    async def english(data: Mapping[str, Any]) -> None:
        given = (view.number, seen[ENGLISH], str(data.get("theme", "")), typed_words(data))
        await kept("said-en", ENGLISH, partial(screen.submit, "said-en", change_entry, *given))

    async def translation(data: Mapping[str, Any]) -> None:
        code = str(data.get("language", ""))
        given = (view.number, seen.get(code, ""), code, str(data.get("translator", "")), typed_words(data))
        await kept(f"said-{code}", code, partial(screen.submit, f"said-{code}", translate_entry, *given))

    async def kept(form: str, code: str, send: Callable[[], Awaitable[None]]) -> None:
        try:
            await send()
        except Unacceptable as trouble:
            refuse_words(screen, form, trouble)
        except Conflict as clash:
            seen[code] = refuse_clash(screen, form, clash, code)
        else:
            screen.go(said_entry(view.number))

    async def items(data: Mapping[str, Any]) -> None:
        numbers = [number(str(one)) for one in data.get("item") or []]
        try:
            await screen.submit("said-items", change_items, view.number, numbers)
        except Unacceptable as trouble:
            screen.refuse("said-items", {"": str(trouble)})
        else:
            screen.go(said_entry(view.number))

    async def let_out(data: Mapping[str, Any]) -> None:
        looked, reason = data.get("looked") == ["yes"], str(data.get("reason", ""))
        shown = number(str(data.get("revision")))
        fewest = screen.context.settings.said_fewest
        try:
            await screen.submit(
                "said-release", release, view.number, shown, looked=looked, reason=reason, fewest=fewest
            )
        except Unacceptable as trouble:
            screen.refuse("said-release", {"reason" if looked else "said-look": str(trouble)})
        except Conflict:
            screen.refuse("said-release", {"": CHANGED_MEANWHILE})
        else:
            screen.go(said_entry(view.number))

    async def back(data: Mapping[str, Any]) -> None:
        await screen.submit("said-back", take_back, view.number, str(data.get("reason", "")))
        screen.go(said_entry(view.number))

    words = {"said-english": english, "said-translation": translation}
    for name, act in {**words, "said-items": items, "said-release": let_out, "said-back": back}.items():
        screen.on(name, act)
