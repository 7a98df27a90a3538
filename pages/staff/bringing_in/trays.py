"""The files that somebody has chosen and not brought in yet: in memory alone, for an hour, of one person."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from people.imports.beside import Look
from people.imports.files import GivenFile, ReadFile

KEPT = timedelta(hours=1)
MOST_FILES = 20
FULL = f"{MOST_FILES} files are chosen already. Bring those in first."


@dataclass(frozen=True)
class ChosenFile:
    """One file as it was sent, and what it is."""

    given: GivenFile
    about: ReadFile


@dataclass
class Tray:
    """What one person has chosen so far."""

    files: list[ChosenFile] = field(default_factory=list)
    look: Look | None = None

    @property
    def given(self) -> list[GivenFile]:
        """The files as they were sent."""
        return [one.given for one in self.files]

    def take(self, new: ChosenFile) -> None:
        """One file more; the same one again takes its own place."""
        self.files = [*(one for one in self.files if one.about.digest != new.about.digest), new]
        self.look = None

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
