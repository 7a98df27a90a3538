"""The files that somebody has chosen and not brought in yet: in memory alone, for an hour, of one person."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from people.imports.bringing import Found
from people.imports.layouts import LaidOut, Layout, lacking
from people.imports.picture import Picture

KEPT = timedelta(hours=1)
MOST_FILES = 20
FULL = f"{MOST_FILES} files are chosen already. Bring those in first."


@dataclass(frozen=True)
class ChosenFile:
    """One file; `digest` is of its content, `sheets` are all that it has."""

    name: str
    digest: str
    sheets: list[LaidOut]

    @property
    def used(self) -> list[LaidOut]:
        """The sheets that are tables of ours, as they were recognised or as somebody said."""
        return [one for one in self.sheets if one.layout["table"]]

    @property
    def rows(self) -> int:
        """How many rows stand below the headings."""
        return sum(max(len(one.sheet["rows"]) - one.layout["lines"], 0) for one in self.used)


@dataclass
class Look:
    """What a look at the files has found; it is done once `found` is there."""

    kind: str
    picture: Picture
    found: Found
    gone: list[str]  # by name


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
