"""A whole bringing-in, a few steps at a time: at once for the command line, with rests beside the pages."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from people.actor import COMMAND_LINE, Actor
from people.imports.bringing import AT_ONCE, Found, Work, bring_some, finish, look_at_some, start
from people.imports.files import GivenFile, digest_of, fingerprint, read_files
from people.imports.mappings import memory_of
from people.imports.picture import Picture
from people.imports.reading import read_together
from people.imports.steps import Step
from people.imports.taking_back import finish_back, in_pieces, take_some_back
from people.imports.undoing import Hanging
from people.records.history import RecordChange
from people.roles import Role
from people.staff import as_actor, member
from people.working_days import london_day
from storage.store import Database, Store

REST: Final = 0.01  # seconds after each unit of work at least, and as long as it took: nobody waits for it


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
    """A bringing-in that is taken back: its changes, the last first, and what hangs on what they added."""

    number: int
    changes: Sequence[RecordChange]
    hangs: Hanging
    by: Actor = COMMAND_LINE


def batch_of(store: Store, kind: str, files: Sequence[GivenFile]) -> Batch:
    """What the files say, read as of today. `NotReadable` names a file; seconds, not where anybody waits."""
    laid = read_files(kind, files, store.read(memory_of))
    picture = read_together(laid, store.read(_today))
    return Batch(kind, tuple(one.name for one in files), digest_of(fingerprint(one.content) for one in files), picture)


def look(store: Store, batch: Batch) -> Found:
    """What would change; nothing does."""
    work = Work.of(batch.picture)
    while not work.is_done:
        store.read(look_at_some, batch.by, work)
    return work.found


def bring_now(store: Store, batch: Batch) -> tuple[int, Found]:
    """Bring it in without a rest; the number of the bringing-in, and what came of it."""
    number = store.write_now(_started, batch)
    work = Work.of(batch.picture)
    for steps in _in_pieces(work):
        _add(work.found, store.write_now(_brought, batch, number, steps))
    store.write_now(_finished, batch, number, work.found)
    return number, work.found


async def bring(store: Store, batch: Batch) -> int:
    """The same beside the pages: after each piece as long a rest."""
    number = await store.write(_started, batch)
    work = Work.of(batch.picture)
    for steps in _in_pieces(work):
        begun = time.monotonic()
        _add(work.found, await store.write(_brought, batch, number, steps))
        await asyncio.sleep(max(REST, time.monotonic() - begun))
    await store.write(_finished, batch, number, work.found)
    return number


async def take_back(store: Store, back: Returning) -> None:
    """Take a bringing-in back, with the same rests."""
    for some in in_pieces(back.changes):
        begun = time.monotonic()
        await store.write(_taken_back, back, some)
        await asyncio.sleep(max(REST, time.monotonic() - begun))
    await store.write(_is_back, back)


def take_back_now(store: Store, back: Returning) -> None:
    """Take a bringing-in back without a rest."""
    for some in in_pieces(back.changes):
        store.write_now(_taken_back, back, some)
    store.write_now(_is_back, back)


def _taken_back(db: Database, back: Returning, changes: Sequence[RecordChange]) -> None:
    take_some_back(db, _now(db, back.by), back.number, changes, back.hangs)


def _is_back(db: Database, back: Returning) -> None:
    finish_back(db, _now(db, back.by), back.number)


def _started(db: Database, batch: Batch) -> int:
    return start(db, _by(db, batch), batch.kind, batch.names, batch.digest, batch.picture)


def _brought(db: Database, batch: Batch, number: int, steps: Sequence[Step]) -> Found:
    return bring_some(db, _by(db, batch), number, steps, batch.picture)


def _finished(db: Database, batch: Batch, number: int, found: Found) -> None:
    finish(db, _by(db, batch), number, found, batch.picture)


def _by(db: Database, batch: Batch) -> Actor:
    return _now(db, batch.by)


def _now(db: Database, by: Actor) -> Actor:
    """Whoever pressed, with the roles of this moment."""
    person = member(db, by.id) if by.id else None
    return as_actor(person) if person and person["active"] else replace(by, roles=_roles_left(by))


def _roles_left(by: Actor) -> frozenset[Role]:
    return frozenset() if by.id else by.roles


def _in_pieces(work: Work) -> list[Sequence[Step]]:
    return [work.steps[at : at + AT_ONCE] for at in range(0, len(work.steps), AT_ONCE)]


def _add(found: Found, more: Found) -> None:
    found.changes += more.changes
    found.differences += more.differences
    found.wrong += more.wrong


def _today(db: Database) -> date:
    return london_day(db.now)
