"""What the files of an authority say, in one shape whatever file said it, each with the row that it stands in."""

from dataclasses import dataclass, field
from typing import NamedTuple

from people.identity import IdentityField


class Place(NamedTuple):
    """Where something stands; `row` as Excel shows it."""

    file: str
    sheet: str
    row: int


class Wrong(NamedTuple):
    """What cannot be brought in, or only in part, and why, in plain words."""

    place: Place
    why: str


@dataclass(frozen=True)
class IncomingTeam:
    """A team; `parent` is another's `ref`, empty for none."""

    place: Place
    ref: str
    name: str
    parent: str


@dataclass(frozen=True)
class IncomingMember:
    """A member of staff; `ref` is the number that involvements use.

    `team` is a team's number or name; `given` are the fields of our own staff file, as they are kept.
    """

    place: Place
    ref: str
    name: str
    title: str
    team: str = ""
    given: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class IncomingChild:
    """A child; days are ISO, empty where the file does not say. Annex A gives no name and no day of death."""

    place: Place
    ref: str
    name: str
    born: str
    gender: str
    ethnicity: IdentityField | None
    died: str = ""
    needs: IdentityField | None = None


@dataclass(frozen=True)
class IncomingSpell:
    """That somebody works with a child from a day on; `until` empty while it lasts.

    `staff` is the number of a professional, or in Annex A the name that the file gives.
    """

    place: Place
    child: str
    staff: str
    part: str  # worker | manager
    team: str
    since: str
    until: str
    by_name: bool = False


@dataclass(frozen=True)
class IncomingContact:
    """Somebody around a child; `given` are the fields that the file has a column for, as they are kept."""

    place: Place
    child: str
    ref: str
    name: str
    relation: str
    given: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class IncomingEvent:
    """What a family is asked about; `key` is the same whenever the same event is read again."""

    place: Place
    child: str
    touchpoint: str
    on: str
    key: str


Incoming = IncomingTeam | IncomingMember | IncomingChild | IncomingSpell | IncomingContact | IncomingEvent
