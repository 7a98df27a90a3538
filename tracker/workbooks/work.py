"""The work on imports beside the pages: goes on where it was stopped, and rests so that nobody waits for it."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from people.errors import NotAllowed
from storage.documents import number_of
from storage.store import Database, Store
from tracker.workbooks import imports
from tracker.workbooks.bringing import TOPIC, bring_piece, let_go_some, stop, who_brings
from tracker.workbooks.imports import AT_WORK, LEAVING, OPEN, READING, RETURNING, RUNNING, Import
from tracker.workbooks.known import Known, known_to
from tracker.workbooks.taking_back import return_some

REST = 0.01  # seconds after each piece
KEPT = timedelta(days=1)


async def work_on_imports(store: Store) -> None:
    """Bring in, or take back, whatever somebody has pressed for."""
    for one in await store.fetch(imports.in_states, AT_WORK):
        number = number_of(one)
        if one["state"] == RUNNING:
            await _bring(store, number)
        else:
            await _in_turn(store, return_some if one["state"] == RETURNING else let_go_some, number)


async def _bring(store: Store, number: int) -> None:
    try:
        known = await store.fetch(_known, number)
    except NotAllowed:
        await store.write(stop, number)
    else:
        await _in_turn(store, bring_piece, number, known)


async def _in_turn(store: Store, step: Callable[..., bool], *given: object) -> None:
    more = True
    while more:
        more = await store.write(step, *given)
        await asyncio.sleep(REST)


def bring_now(store: Store, number: int) -> None:
    """The same at once and without a rest, for the command line."""
    known = store.read(_known, number)
    while store.write_now(bring_piece, number, known):
        pass


def _known(db: Database, number: int) -> Known:
    return known_to(db, who_brings(db, imports.by_id(db, number)))


def forget_old(db: Database) -> None:
    """The rows of a workbook that nobody has brought in within a day go."""
    for one in imports.in_states(db, (READING, OPEN)):
        if _is_old(one, db.now):
            imports.change(db, one, state=LEAVING)
            db.announce(TOPIC)


def _is_old(one: Import, now: datetime) -> bool:
    return datetime.fromisoformat(one["at"]) + KEPT < now
