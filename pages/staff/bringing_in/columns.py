"""Which column holds what: shown, chosen, remembered and forgotten, for the files that lie on somebody's tray."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple

from pages.staff.bringing_in.trays import ChosenFile, Tray
from pages.staff.shell.addresses import number
from pages.staff.shell.screen import Screen
from people.errors import NotFound
from people.imports.columns import SheetShown, columns_shown
from people.imports.files import looks_like
from people.imports.layouts import CHOSEN, REMEMBERED, LaidOut, Layout, as_table, lacking, lay_out, with_column
from people.imports.mappings import RecordMapping, forget_columns, key_of, mappings_kept, remember_columns
from people.imports.tables import TABLES


class SheetOnTray(NamedTuple):
    """One sheet as the screen shows it; `at` is its place in its file."""

    file: ChosenFile
    at: int
    one: LaidOut
    shown: SheetShown
    kept: RecordMapping | None  # what is remembered for its headings, where that is how it is read
    resembles: str  # what a file that is not known looks like, in a sentence

    @property
    def needs_a_look(self) -> bool:
        """Whether a person has to say something, or should look."""
        return self.shown.has_doubts or (not self.one.layout["table"] and not self.file.used)


def sheets_of(tray: Tray, remembered: list[RecordMapping]) -> list[SheetOnTray]:
    """Every sheet of the files that are chosen, those that are left out too."""
    by_key = {one["key"]: one for one in remembered}
    return [
        SheetOnTray(
            file,
            at,
            one,
            columns_shown(one),
            by_key.get(key_of(one.layout["headers"])) if one.layout["how"] == REMEMBERED else None,
            "" if file.used else looks_like([one]),
        )
        for file in tray.files
        for at, one in enumerate(file.sheets)
    ]


def add_acts(screen: Screen, tray: Callable[[], Tray], redraw: Callable[[], Awaitable[None]]) -> None:
    """What can be done about the columns on this screen."""

    async def choose(data: Mapping[str, Any]) -> None:
        what, _, rest = str(data.get("step", "")).partition(" ")
        place, _, field = rest.partition(" ")
        file, at = _sheet(tray(), place)
        layout = _chosen(file.sheets[at], what, field, str(data.get("value", "")))
        tray().lay_out(file, at, {**layout, "how": CHOSEN})
        await redraw()

    async def remember(data: Mapping[str, Any]) -> None:
        file, at = _sheet(tray(), str(data.get("which", "")))
        await _remember(screen, file.sheets[at])
        file.sheets[at] = LaidOut(file.name, file.sheets[at].sheet, {**file.sheets[at].layout, "how": REMEMBERED})
        await redraw()
        screen.announce("It is remembered.")

    async def forget(data: Mapping[str, Any]) -> None:
        try:
            await screen.write(forget_columns, number(str(data.get("which", ""))))
        except NotFound:
            screen.tell("That was forgotten already.")
        kept = {one["key"] for one in await screen.fetch(mappings_kept)}
        for one in sheets_of(tray(), []):
            layout = one.one.layout
            if layout["how"] == REMEMBERED and key_of(layout["headers"]) not in kept:
                tray().lay_out(one.file, one.at, lay_out(one.one.sheet))
        await redraw()

    for name, act in {"choose": choose, "remember": remember, "forget": forget}.items():
        screen.on(name, act)


async def remember_all(screen: Screen, tray: Tray) -> None:
    """What was chosen for the files that are brought in now is remembered with them."""
    for file in tray.files:
        for one in file.sheets:
            if one.layout["how"] == CHOSEN:
                await _remember(screen, one)


async def _remember(screen: Screen, one: LaidOut) -> None:
    layout = one.layout
    if not lacking(layout):
        columns = {int(at): field for at, field in layout["columns"].items()}
        await screen.write(remember_columns, layout["headers"], layout["table"], columns)


def _sheet(tray: Tray, place: str) -> tuple[ChosenFile, int]:
    """The file and the number of the sheet that `place` names: the beginning of its digest, and a number."""
    digest, _, at = place.partition("/")
    file = next((one for one in tray.files if digest and one.digest.startswith(digest)), None)
    if file is None or not at.isdecimal() or int(at) >= len(file.sheets):
        raise NotFound
    return file, int(at)


def _chosen(one: LaidOut, what: str, field: str, value: str) -> Layout:
    layout = one.layout
    if what == "table" and (value in TABLES or not value):
        return as_table(layout, value)
    table = TABLES.get(layout["table"])
    if what != "column" or table is None or field not in table.columns:
        raise NotFound
    at = int(value) if value.isdecimal() and int(value) < len(layout["headers"]) else None
    return with_column(layout, field, at)
