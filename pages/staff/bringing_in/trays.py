"""The files that somebody has chosen and not brought in yet: in memory alone, for an hour, of one person."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from people.imports.beside import Look, ReadSheet
from people.imports.files import GivenFile, fingerprint
from people.imports.layouts import LaidOut, Layout, lacking

KEPT = timedelta(hours=1)
MOST_FILES = 20
FULL = f"{MOST_FILES} files are chosen already. Bring those in first."


@dataclass(frozen=True)
class ChosenFile:
    """One file as it was sent; of each of its sheets the beginning, and how many rows stand below the headings."""

    given: GivenFile
    digest: str
    sheets: list[LaidOut]
    counts: list[int]

    @classmethod
    def of(cls, given: GivenFile, read: list[ReadSheet]) -> "ChosenFile":
        """A file that was read."""
        return cls(given, fingerprint(given.content), [each.one for each in read], [each.rows for each in read])

    @property
    def name(self) -> str:
        """What it is called."""
        return self.given.name

    @property
    def used(self) -> list[LaidOut]:
        """The sheets that are tables of ours, as they were recognised or as somebody said."""
        return [one for one in self.sheets if one.layout["table"]]

    @property
    def rows(self) -> int:
        """How many rows stand below the headings of those."""
        return sum(rows for one, rows in zip(self.sheets, self.counts, strict=True) if one.layout["table"])

    @property
    def as_chosen(self) -> GivenFile:
        """To be read as the screen shows it."""
        return self.given._replace(layouts=[one.layout for one in self.sheets])


@dataclass
class Tray:
    """What one person has chosen so far."""

    files: list[ChosenFile] = field(default_factory=list)
    look: Look | None = None

    def take(self, new: ChosenFile) -> None:
        """One file more; the same one again takes its own place."""
        self.files = [*(one for one in self.files if one.digest != new.digest), new]
        self.look = None

    def lay_out(self, file: ChosenFile, at: int, layout: Layout) -> None:
        """This sheet of the file is read so from now on; what was seen before does not count any more."""
        file.sheets[at] = LaidOut(file.name, file.sheets[at].sheet, layout)
        self.look = None

    @property
    def can_be_looked_at(self) -> bool:
        """Whether there is a table among the files, and nothing is missing that one of them needs."""
        used = [one.layout for file in self.files for one in file.used]
        return bool(used) and not any(map(lacking, used))

    def empty(self) -> None:
        """Nothing is chosen any more."""
        self.files, self.look = [], None


class Trays:
    """The trays of everybody, in this process."""

    def __init__(self) -> None:
        self._of: dict[int, tuple[datetime, Tray]] = {}

    def of(self, person: int, now: datetime) -> Tray:
        """This person's tray; what lay there for an hour is gone."""
        self._of = {who: one for who, one in self._of.items() if one[0] + KEPT > now}
        _, tray = self._of.get(person, (now, Tray()))
        self._of[person] = (now, tray)
        return tray


TRAYS = Trays()


def topic(person: int) -> str:
    """What is announced when somebody's tray changes."""
    return f"tray:{person}"
