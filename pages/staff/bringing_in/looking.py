"""A look at the files that somebody has chosen: what would change, found some steps at a time."""

import asyncio
from dataclasses import dataclass

from pages.staff.shell.screen import Screen
from people.imports.bringing import Found, Work, look_at_some, who_is_gone
from people.imports.chosen import ChosenFile, content_of
from people.imports.files import GivenFile, digest_of, kind_of, read_file
from people.imports.layouts import LaidOut
from people.imports.picture import Picture
from people.imports.reading import read_together
from people.working_days import london_day
from storage.documents import number_of


@dataclass(frozen=True)
class Look:
    """What a look has found; `digest` says at which files."""

    digest: str
    kind: str
    picture: Picture
    found: Found
    gone: list[str]


def digest(files: list[ChosenFile]) -> str:
    """The same for the same contents."""
    return digest_of(one["digest"] for one in files)


async def look_at(screen: Screen, files: list[ChosenFile]) -> Look:
    """Reads and compares; other screens are read in between. `Unacceptable` where a file was let go meanwhile."""
    sheets: list[LaidOut] = []
    for one in files:
        content = await screen.fetch(content_of, number_of(one))
        sheets += await asyncio.to_thread(read_file, GivenFile(one["name"], content))
    picture = await asyncio.to_thread(read_together, sheets, london_day(screen.now))
    work = Work.of(picture)
    while not work.is_done:
        await screen.fetch(look_at_some, work)
    kind = kind_of(sheets)
    return Look(digest(files), kind, picture, work.found, await screen.fetch(who_is_gone, kind, picture))
