"""What one tab has of a passage: what is typed, what was let pass, what stood on the screen, how families see it."""

import asyncio
from collections.abc import Mapping
from typing import Any

from nicegui import ui

from feedback.messages.text_length import measure
from language.overlay import Texts
from language.states import LIVE
from pages.staff.shell.panel import Panel
from pages.staff.shell.screen import Screen
from pages.staff.shell.templates import render
from people.errors import Unacceptable
from people.roles import Permission
from translations.changes import KINDS_OF_CHANGE
from translations.entries import Entry, Seen
from translations.findings import as_text, blocking, findings
from translations.overview import STATES, passage_view
from translations.passages import groups
from translations.translating import ChangedMeanwhile, Unpassed, check, make_live, take_back, translate

_YOURS = "Yours stays here and is not kept yet. Press again to put it in the place of theirs."
MOST_FORMS = 6  # plural forms, in any language


class Desk:
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
            (self._alone,) = await self._screen.panels(self._draw_alone)
        await self.show()

    async def show(self) -> None:
        """Show what is typed on that page."""
        code, group, _ = self._about
        key = self._entry.passage.key
        page = await asyncio.to_thread(self._screen.context.preview, code, key, self._right(), group)
        self._page.props["srcdoc"] = page
        self._page.set_visibility(bool(page))
        self._alone.element.set_visibility(not page)
        if not page:
            await self._screen.redraw(self._alone)

    def _right(self) -> str:
        """What is typed where nothing of it is wrong; else the English, as families would see it then."""
        wrong = blocking(findings(self._entry.passage, self._about[0], self._texts))
        return self._entry.passage.english[-1] if wrong else self._texts[-1]

    def _draw_alone(self) -> str:
        """What stands on no page: a text as a phone shows it, with what it costs."""
        text = as_text(self._right())
        given = {"is_text": self._entry.passage.is_text, "text": text, "length": measure(text)}
        return render("translations/alone.html", self._screen.now, **given)

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
    return tuple(str(data[f"text-{n}"]).replace("\r\n", "\n") for n in range(MOST_FORMS) if f"text-{n}" in data)
