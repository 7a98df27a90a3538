"""Which column holds what: shown, chosen, remembered and forgotten, for the files that somebody has chosen."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pages.staff.bringing_in.beginnings import BEGINNINGS
from pages.staff.bringing_in.files_shown import FileShown, read_again
from pages.staff.shell.addresses import number
from pages.staff.shell.screen import Screen
from people.errors import NotFound, Unacceptable
from people.imports.chosen import ChosenFile, chosen_files, read_as
from people.imports.columns import SheetShown, columns_shown
from people.imports.files import looks_like
from people.imports.layouts import CHOSEN, REMEMBERED, LaidOut, Layout, as_table, lacking, lay_out, with_column
from people.imports.mappings import RecordMapping, forget_columns, key_of, mappings_kept, remember_columns
from people.imports.tables import TABLES
from storage.documents import number_of


class SheetChosen(NamedTuple):
    """One sheet as the screen shows it; `at` is its place in its file."""

    file: FileShown
    at: int
    one: LaidOut
    shown: SheetShown
    kept: RecordMapping | None  # what is remembered for its headings, where that is how it is read
    resembles: str  # what a file that is not known looks like, in a sentence

    @property
    def needs_a_look(self) -> bool:
        """Whether a person has to say something, or should look."""
        return self.shown.has_doubts or (not self.one.layout["table"] and not self.file.used)


def sheets_of(files: Sequence[FileShown], remembered: list[RecordMapping]) -> list[SheetChosen]:
    """Every sheet of the files that are chosen, those that are left out too."""
    by_key = {one["key"]: one for one in remembered}
    return [
        SheetChosen(
            file,
            at,
            one,
            columns_shown(one),
            by_key.get(key_of(one.layout["headers"])) if one.layout["how"] == REMEMBERED else None,
            "" if file.used else looks_like([one]),
        )
        for file in files
        for at, one in enumerate(file.sheets)
    ]


def add_acts(screen: Screen) -> None:
    """What can be done about the columns on this screen; each says itself that something has changed."""

    async def choose(data: Mapping[str, Any]) -> None:
        what, _, rest = str(data.get("step", "")).partition(" ")
        place, _, field = rest.partition(" ")
        which, at, layout = _sheet(await screen.fetch(chosen_files), place)
        layout = _chosen(layout, what, field, str(data.get("value", "")))
        await _read_as(screen, which, at, {**layout, "how": CHOSEN})

    async def remember(data: Mapping[str, Any]) -> None:
        which, at, layout = _sheet(await screen.fetch(chosen_files), str(data.get("which", "")))
        await _remember(screen, layout)
        await _read_as(screen, which, at, {**layout, "how": REMEMBERED})
        screen.announce("It is remembered.")

    async def forget(data: Mapping[str, Any]) -> None:
        try:
            await screen.write(forget_columns, number(str(data.get("which", ""))))
        except NotFound:
            screen.tell("That was forgotten already.")
        await _guess_again(screen)

    for name, act in {"choose": choose, "remember": remember, "forget": forget}.items():
        screen.on(name, act)


async def remember_all(screen: Screen, files: Sequence[ChosenFile]) -> None:
    """What was chosen for the files that are brought in now is remembered with them."""
    for file in files:
        for one in file["sheets"]:
            if one["layout"]["how"] == CHOSEN:
                await _remember(screen, one["layout"])


async def _guess_again(screen: Screen) -> None:
    """The sheets that were read by what is remembered no more."""
    kept = {one["key"] for one in await screen.fetch(mappings_kept)}
    for file in await screen.fetch(chosen_files):
        for at, one in enumerate(file["sheets"]):
            layout = one["layout"]
            if layout["how"] == REMEMBERED and key_of(layout["headers"]) not in kept:
                await read_again(screen, file)
                if sheets := BEGINNINGS.of(file["digest"]):
                    await _read_as(screen, number_of(file), at, lay_out(sheets[at]))


async def _read_as(screen: Screen, which: int, at: int, layout: Layout) -> None:
    try:
        await screen.write(read_as, which, at, layout)
    except Unacceptable as why:
        screen.tell(str(why))


async def _remember(screen: Screen, layout: Layout) -> None:
    if not lacking(layout):
        columns = {int(at): field for at, field in layout["columns"].items()}
        await screen.write(remember_columns, layout["headers"], layout["table"], columns)


def _sheet(files: Sequence[ChosenFile], place: str) -> tuple[int, int, Layout]:
    """The file and the sheet that `place` names, by the beginning of a digest and a number; and how it is read."""
    digest, _, at = place.partition("/")
    file = next((one for one in files if digest and one["digest"].startswith(digest)), None)
    if file is None or not at.isdecimal() or int(at) >= len(file["sheets"]):
        raise NotFound
    return number_of(file), int(at), file["sheets"][int(at)]["layout"]


def _chosen(layout: Layout, what: str, field: str, value: str) -> Layout:
    if what == "table" and (value in TABLES or not value):
        return as_table(layout, value)
    table = TABLES.get(layout["table"])
    if what != "column" or table is None or field not in table.columns:
        raise NotFound
    at = int(value) if value.isdecimal() and int(value) < len(layout["headers"]) else None
    return with_column(layout, field, at)
