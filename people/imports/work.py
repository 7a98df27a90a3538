"""A whole bringing-in, a few steps at a time, with a rest after each: nobody who reads or answers waits for it."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from people.actor import COMMAND_LINE, Actor
from people.imports.bringing import AT_ONCE, Found, Work, begin, bring_some, finish, go_on, look_at_some, stop
from people.imports.files import GivenFile, digest_of, fingerprint, kind_of, read_files
from people.imports.layouts import LaidOut
from people.imports.mappings import memory_of
from people.imports.picture import Picture
from people.imports.reading import read_together
from people.imports.steps import Step, steps_of
from people.imports.taking_back import finish_back, look_back, take_some_back
from people.imports.undoing import Hanging
from people.records.history import RecordChange
from people.roles import Role
from people.staff import as_actor, member
from people.working_days import london_day
from storage.apart import Interrupted, Rest, no_rest
from storage.store import Database, Store

LEAST_REST, MOST_REST = 0.01, 0.1  # seconds after each unit of work; in between, as long as it took
T = TypeVar("T")


@dataclass(frozen=True)
class Batch:
    """Files that come in together."""

    kind: str
    names: tuple[str, ...]
    digest: str
    picture: Picture
    by: Actor = COMMAND_LINE


@dataclass(frozen=True)
class Returning:
    """A bringing-in that is taken back, and what hangs on what it added."""

    number: int
    hangs: Hanging
    by: Actor = COMMAND_LINE


def batch_of(store: Store, kind: str | None, files: Sequence[GivenFile]) -> Batch:
    """What the files say, read as of today; without a kind, any. `NotReadable` names a file; it takes seconds."""
    return batch_laid_out(store, files, read_files(kind, files, store.read(memory_of)))


def batch_laid_out(store: Store, files: Sequence[GivenFile], laid: Sequence[LaidOut]) -> Batch:
    """The same of files that were read already."""
    picture = read_together(laid, store.read(_today))
    digest = digest_of(fingerprint(one.content) for one in files)
    return Batch(kind_of(laid), tuple(one.name for one in files), digest, picture)


def look(store: Store, batch: Batch, rest: Rest = no_rest) -> Found:
    """What would change; nothing does."""
    work = Work.of(batch.picture)
    while not work.is_done:
        store.read(look_at_some, batch.by, work)
        rest(0)
    return work.found


def bring_now(store: Store, batch: Batch, rest: Rest = no_rest) -> tuple[int, Found]:
    """Bring it in; the number of the bringing-in, and what came of it now."""
    number = store.write_now(begin, batch.by, batch.kind, batch.names, batch.digest)
    return number, bring_on(store, number, batch, rest)


def bring_on(store: Store, number: int, batch: Batch, rest: Rest) -> Found:
    """Bring in what of it is not here yet; told as stopped where the work is to end (`Interrupted`)."""
    found = Work.of(batch.picture).found
    try:
        rest(0)
        store.write_now(_going_on, batch, number)
        for steps in resting(_pieces(steps_of(batch.picture)), rest):
            _add(found, store.write_now(_brought, batch, number, steps))
    except Interrupted:
        store.write_now(stop, number)
        raise
    store.write_now(_finished, batch, number, found)
    return found


def take_back(store: Store, back: Returning, rest: Rest = no_rest) -> None:
    """Take a bringing-in back, or what is left of it."""
    rest(0)
    changes = store.write_now(_looked_back, back)
    for some in resting(_pieces(changes), rest):
        store.write_now(_taken_back, back, some)
    store.write_now(_is_back, back)


def resting(pieces: Iterator[T], rest: Rest) -> Iterator[T]:
    """The pieces, and after what is done with each as long a rest."""
    for piece in pieces:
        begun = time.monotonic()
        yield piece
        rest(min(max(LEAST_REST, time.monotonic() - begun), MOST_REST))


def _looked_back(db: Database, back: Returning) -> list[RecordChange]:
    return look_back(db, _now(db, back.by), back.number)


def _taken_back(db: Database, back: Returning, changes: Sequence[RecordChange]) -> None:
    take_some_back(db, _now(db, back.by), back.number, changes, back.hangs)


def _is_back(db: Database, back: Returning) -> None:
    finish_back(db, _now(db, back.by), back.number)


def _going_on(db: Database, batch: Batch, number: int) -> None:
    go_on(db, _now(db, batch.by), number, batch.picture)


def _brought(db: Database, batch: Batch, number: int, steps: Sequence[Step]) -> Found:
    return bring_some(db, _now(db, batch.by), number, steps, batch.picture)


def _finished(db: Database, batch: Batch, number: int, found: Found) -> None:
    finish(db, _now(db, batch.by), number, found, batch.picture)


def _now(db: Database, by: Actor) -> Actor:
    """Whoever pressed, with the roles of this moment."""
    person = member(db, by.id) if by.id else None
    return as_actor(person) if person and person["active"] else replace(by, roles=_roles_left(by))


def _roles_left(by: Actor) -> frozenset[Role]:
    return frozenset() if by.id else by.roles


def _pieces(of: Sequence[T]) -> Iterator[Sequence[T]]:
    return (of[at : at + AT_ONCE] for at in range(0, len(of), AT_ONCE))


def _add(found: Found, more: Found) -> None:
    found.changes += more.changes
    found.differences += more.differences
    found.wrong += more.wrong


def _today(db: Database) -> date:
    return london_day(db.now)
