"""A snapshot: what one redraw of a screen reads, in a thread of its own, at one moment and nothing twice."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from people.actor import Actor
from people.sessions import acting_person
from storage.store import Database

P = ParamSpec("P")
R = TypeVar("R")


class Snapshot:
    """One moment of the store, as one person sees it. What is read from it must not be changed by those who get it."""

    def __init__(self, db: Database, key: str) -> None:
        db.remember()
        self.db = db
        self.person = acting_person(db, key)
        self.shown: dict[str, dict[str, None]] = {}  # by list, the children that it shows something of
        self._read: dict[Any, Any] = {}

    def read(self, verb: Callable[Concatenate[Database, Actor, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What the verb reads; a second panel that asks for the same gets the same."""
        asked = (verb, args, tuple(kwargs.items()))
        try:
            if asked in self._read:
                known: R = self._read[asked]
                return known
        except TypeError:  # an argument that cannot be compared: read again
            return verb(self.db, self.person, *args, **kwargs)
        found = verb(self.db, self.person, *args, **kwargs)
        self._read[asked] = found
        return found

    def shows(self, what: str, children: Iterable[str | None]) -> None:
        """Say that a list shows something of these children."""
        self.shown.setdefault(what, {}).update(dict.fromkeys(one for one in children if one))


@dataclass(frozen=True)
class Drawn:
    """The panels of one redraw, and by list the children of whom something is shown in them."""

    panels: list[str]
    shown: Mapping[str, Iterable[str]]


_here = threading.local()


def snapshot() -> Snapshot:
    """The snapshot of the redraw that this thread works on; RuntimeError anywhere else, above all on the event loop."""
    found: Snapshot | None = getattr(_here, "snapshot", None)
    if found is None:
        raise RuntimeError("A screen reads while it is drawn. Elsewhere, await what it fetches.")
    return found


def drawn(db: Database, key: str, draws: Sequence[Callable[[], str]]) -> Drawn:
    """The panels of one redraw, from one snapshot; `SignedOut` where the session has ended."""
    here = _here.snapshot = Snapshot(db, key)
    try:
        return Drawn([draw() for draw in draws], here.shown)
    finally:
        _here.snapshot = None
