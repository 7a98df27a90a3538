"""One passage beside its English: translated, checked as it is typed, signed off by somebody else."""

import asyncio
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from language.catalogue import plural_categories
from language.overlay import Texts
from language.states import LIVE
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.panel import Panel
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.errors import Unacceptable
from people.roles import Permission
from translations.changes import KINDS_OF_CHANGE
from translations.entries import Entry, Seen
from translations.findings import blocking, findings
from translations.overview import STATES, passage_view
from translations.passages import groups
from translations.translating import ChangedMeanwhile, Unpassed, check, make_live, take_back, translate
from translations.translations import TOPIC

_YOURS = "Yours stays here and is not kept yet. Press again to put it in the place of theirs."
FORMS: Mapping[str, str] = {
    "zero": "none",
    "one": "one",
    "two": "two",
    "few": "a few",
    "many": "many",
    "other": "all other numbers",
}


def add(context: StaffContext) -> None:
    """The screen at /staff/translations/{code}/{group}/{passage}."""

    @screen_page(context, "/translations/{code}/{group}/{passage}")
    async def one_passage(code: str, group: str, passage: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        desk = _Desk(screen, code, group, passage)
        view = await screen.fetch(passage_view, context.wording, code, group, passage)
        desk.begin(view.entry)
        await frame(screen, f"{view.language.english_name}: a passage", "translations")
        use("translations.css", "translating.js")
        forms = [FORMS[one] for one in plural_categories(code)] if len(view.entry.passage.english) > 1 else ["it"]
        with ui.element("div").classes("page"):
            desk.head = await screen.panel(desk.draw_head, TOPIC)
            with ui.element("div").classes("two"):
                with ui.element("div"):
                    # drawn once: what is typed here stays while others write
                    ui.html(render("translations/passage_form.html", screen.now, view=view, forms=forms), sanitize=True)
                    (desk.told,) = await screen.panels(desk.draw_found)
                    ui.html(render("translations/passage_aids.html", screen.now, view=view), sanitize=True)
                await desk.picture()
        for name, act in {
            "look": desk.look,
            "pass": desk.let_pass,
            "keep": desk.keep,
            "check": desk.sign,
            "live": desk.sign,
            "back": desk.take_back,
        }.items():
            screen.on(name, act)


class _Desk:
    """One tab on one passage: what is typed, what was let pass, and what stood on the screen."""

    def __init__(self, screen: Screen, code: str, group: str, passage: str) -> None:
        self._screen = screen
        self._index = screen.context.wording
        self._about = (code, group, passage)
        self._passed: set[str] = set()
        self.head: Panel
        self.told: Panel

    def begin(self, entry: Entry) -> None:
        """What is worked on from now on."""
        self._entry = entry
        self._texts: Texts = entry.texts
        self._seen: Seen = entry.seen
        self._passed = set(entry.passed)

    def draw_head(self) -> str:
        """Its state, who has done what, and what can be pressed."""
        screen = self._screen
        view = screen.read(passage_view, self._index, *self._about)
        self._shown = view.entry
        given = {"group": self._about[1], "name": groups().get(self._about[1], "All passages"), "person": screen.person}
        may = screen.person.may(Permission.CHECK_TRANSLATIONS)
        return render(
            "translations/passage.html",
            screen.now,
            view=view,
            states=STATES,
            kinds=KINDS_OF_CHANGE,
            may_sign=may,
            **given,
        )

    def draw_found(self) -> str:
        """What is wrong with what is typed, or may be."""
        found = findings(self._entry.passage, self._about[0], self._texts) if any(self._texts) else []
        return render("translations/found.html", self._screen.now, found=found, passed=self._passed)

    async def look(self, data: Mapping[str, Any]) -> None:
        """Look at what is typed."""
        self._texts = _typed(data)
        await self._screen.redraw(self.told)
        await self.show()

    async def let_pass(self, data: Mapping[str, Any]) -> None:
        """A warning is right all the same, or is not."""
        sentence = str(data.get("sentence", ""))
        if data.get("yes") is True:
            self._passed.add(sentence)
        else:
            self._passed.discard(sentence)

    async def keep(self, data: Mapping[str, Any]) -> None:
        """Keep it as a draft."""
        self._texts = _typed(data)
        try:
            await self._screen.submit("translation", translate, self._seen, self._texts, tuple(self._passed))
        except ChangedMeanwhile as clash:
            self._seen = clash.now.seen
            self._screen.refuse("translation", {"": f"{clash} {_YOURS}"})
        except Unpassed as unseen:
            await self._screen.redraw(self.told)
            self._screen.refuse("translation", {"": str(unseen)})
        except Unacceptable as wrong:
            await self._screen.redraw(self.told)
            self._screen.refuse("translation", {"": str(wrong)})
        else:
            await self._done("It is kept as a draft. Somebody else checks it.")

    async def sign(self, data: Mapping[str, Any]) -> None:
        """Say that it is right, or let families read it: as it stood when it was pressed."""
        live = data.get("do") == LIVE
        await self._screen.write(make_live if live else check, [self._shown_as(data)])
        await self._done("Families read it now." if live else "It is checked.")

    async def take_back(self, data: Mapping[str, Any]) -> None:
        """Families read it no longer."""
        await self._screen.write(take_back, self._shown_as(data))
        await self._done("Families read English here now.")

    async def picture(self) -> None:
        """A page of the family's with these words on it, which runs nothing and leads nowhere."""
        with ui.element("section").classes("translation-picture"):
            ui.html("<h2>How families see it</h2>", sanitize=True)
            self._page = ui.element("iframe").classes("translation-page")
            self._page.props["sandbox"] = ""
            self._page.props["title"] = "The page with these words on it"
            self._nowhere = ui.html(
                '<p class="soft">It stands on no page that can be shown here by itself.</p>', sanitize=True
            )
        await self.show()

    async def show(self) -> None:
        """Show what is typed on that page."""
        code, group, _ = self._about
        whole = not blocking(findings(self._entry.passage, code, self._texts))
        text = self._texts[-1] if whole else self._entry.passage.english[-1]
        page = await asyncio.to_thread(self._screen.context.preview, code, self._entry.passage.key, text, group)
        self._page.props["srcdoc"] = page
        self._page.set_visibility(bool(page))
        self._nowhere.set_visibility(not page)

    def _shown_as(self, data: Mapping[str, Any]) -> Seen:
        seen = self._shown.seen
        return Seen(seen.language, seen.key, seen.number, str(data.get("mark", "")))

    async def _done(self, told: str) -> None:
        view = await self._screen.fetch(passage_view, self._index, *self._about)
        self.begin(view.entry)
        await self._screen.redraw(self.head, self.told)
        self._screen.tell(told)


def _typed(data: Mapping[str, Any]) -> Texts:
    """The texts of a form: one, or one for each plural form."""
    return tuple(str(data[f"text-{n}"]).replace("\r\n", "\n") for n in range(len(FORMS)) if f"text-{n}" in data)
