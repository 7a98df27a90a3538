"""The files that somebody has chosen, as the screen shows them: with their beginnings where these are here."""

from dataclasses import dataclass
from functools import partial

from documents.workbook_in import Sheet
from documents.workbook_package import NotReadable
from pages.staff.bringing_in.beginnings import BEGINNINGS
from pages.staff.shell.screen import Screen
from people.errors import Unacceptable
from people.imports.chosen import ChosenFile, chosen_files, content_of
from people.imports.files import GivenFile
from people.imports.layouts import LaidOut
from storage.documents import number_of


@dataclass(frozen=True)
class FileShown:
    """One file; `sheets` are all that it has, with no rows where `is_read` is not so."""

    number: int
    name: str
    digest: str
    sheets: list[LaidOut]
    rows: int  # below the headings of the sheets that are used
    is_read: bool

    @classmethod
    def of(cls, file: ChosenFile) -> "FileShown":
        """As it is kept."""
        known = BEGINNINGS.of(file["digest"])
        sheets = known if known is not None else [_empty(one["name"]) for one in file["sheets"]]
        laid = [LaidOut(file["name"], sheet, one["layout"]) for sheet, one in zip(sheets, file["sheets"], strict=True)]
        rows = sum(one["rows"] for one in file["sheets"] if one["layout"]["table"])
        return cls(number_of(file), file["name"], file["digest"], laid, rows, known is not None)

    @property
    def used(self) -> list[LaidOut]:
        """The sheets that are tables of ours, as they were recognised or as somebody said."""
        return [one for one in self.sheets if one.layout["table"]]


async def read_again(screen: Screen, file: ChosenFile) -> None:
    """See to it that its beginning is here. `Unacceptable` where it was let go, `NotReadable`."""
    content = partial(screen.apart, content_of, number_of(file))
    await BEGINNINGS.read(screen.context.store, file["name"], file["digest"], content)


async def read_missing(screen: Screen) -> bool:
    """The same of all that this person has chosen; whether any was not here."""
    missing = [one for one in await screen.fetch(chosen_files) if BEGINNINGS.of(one["digest"]) is None]
    for one in missing:
        try:
            await read_again(screen, one)
        except (Unacceptable, NotReadable) as why:
            screen.tell(str(why))
    return bool(missing)


async def given(screen: Screen, file: ChosenFile) -> GivenFile:
    """Its content, to be read as the screen shows it. `Unacceptable` where it was let go."""
    content = await screen.apart(content_of, number_of(file))
    return GivenFile(file["name"], content, [one["layout"] for one in file["sheets"]])


def _empty(name: str) -> Sheet:
    return {
        "name": name,
        "hidden": False,
        "columns": 0,
        "rows": [],
        "spans": [],
        "hidden_columns": [],
        "month_first": [],
        "from_1904": False,
    }
