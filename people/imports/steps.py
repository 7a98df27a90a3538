"""What files say, in the order in which it comes in: teams, staff, children, who works with them, contacts, events."""

from collections.abc import Iterator
from dataclasses import dataclass

from people.imports.incoming import (
    IncomingChild,
    IncomingContact,
    IncomingEvent,
    IncomingMember,
    IncomingSpell,
    IncomingTeam,
)
from people.imports.picture import Picture


@dataclass(frozen=True)
class Casework:
    """Everything that the files say about who works with one child, in one part; the latest last."""

    child: str
    part: str
    spells: tuple[IncomingSpell, ...]


Step = IncomingTeam | IncomingMember | IncomingChild | Casework | IncomingContact | IncomingEvent


def steps_of(picture: Picture) -> list[Step]:
    """Each step after those that it needs."""
    return [
        *_parents_first(picture),
        *picture.members.values(),
        *picture.children.values(),
        *_casework(picture),
        *picture.contacts,
        *picture.events.values(),
    ]


def _parents_first(picture: Picture) -> Iterator[IncomingTeam]:
    waiting = dict(picture.teams)
    while waiting:
        ready = [one for one in waiting.values() if one.parent not in waiting] or list(waiting.values())
        for one in ready:
            yield waiting.pop(one.ref)


def _casework(picture: Picture) -> Iterator[Casework]:
    found: dict[tuple[str, str], list[IncomingSpell]] = {}
    for one in picture.spells:
        found.setdefault((one.child, one.part), []).append(one)
    for (child, part), spells in found.items():
        yield Casework(child, part, tuple(sorted(spells, key=lambda one: (not one.until, one.since, one.until))))
