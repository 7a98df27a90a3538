"""Reading, looking and bringing in beside the pages: in processes of their own, so that no family waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from documents.workbook_out import OutColumn, OutSheet, write_workbook
from documents.workbook_package import NotReadable
from people.actor import COMMAND_LINE, Actor
from people.imports import imports
from people.imports.bringing import begin, stop, who_is_gone
from people.imports.columns import ReadSheet
from people.imports.compared import Difference
from people.imports.files import GivenFile, digest_of, fingerprint, kind_of, read_file, read_sheets
from people.imports.imports import CHILDREN, CONTACTS
from people.imports.incoming import Place, Wrong
from people.imports.layouts import LaidOut
from people.imports.mappings import memory_of
from people.imports.work import Batch, Returning, batch_laid_out, batch_of, bring_now, bring_on, look, take_back
from storage.apart import Job, Killed, P, R, Rest, apart
from storage.documents import number_of
from storage.store import Store

FOLDER: Final = replace(COMMAND_LINE, name="The folder")  # what another system puts there is nobody's press
MOST_SHOWN: Final = 200  # of each sort; beyond them they are counted


@dataclass(frozen=True)
class Chosen:
    """Files that somebody has chosen to come in together."""

    files: Sequence[GivenFile]
    by: Actor


@dataclass(frozen=True)
class Look:
    """What files would change: counted, and the first of each sort."""

    kind: str
    new: int
    changed: int
    wrong_in_all: int
    differing: int
    gone_in_all: int
    changes: Sequence[tuple[Place, str, str]]
    wrong: Sequence[Wrong]
    differences: Sequence[Difference]
    gone: Sequence[str]
    notes: Sequence[tuple[str, int]]
    wrong_rows: bytes  # a workbook of all that is wrong; empty for nothing


async def read_beside(store: Store, file: GivenFile) -> list[ReadSheet]:
    """All sheets of a file, by what is remembered of their headings. `NotReadable` says why it can be none of ours."""
    return await apart(store, _read, file)


async def look_beside(store: Store, chosen: Chosen, marking: str) -> Look:
    """What these files would change together; nothing does. `marking` stands on the workbook of what is wrong."""
    return await apart(store, _look, chosen, marking)


async def bring_beside(store: Store, chosen: Chosen, kind: str, digest: str) -> int:
    """Bring the files in, of the kind that a look has found, and return the number of the bringing-in.

    One that was killed is begun again once; one that stops says so.
    """
    number = await store.write(begin, chosen.by, kind, tuple(one.name for one in chosen.files), digest)
    try:
        await _twice(store, _bring, number, chosen)
    except Exception:
        await store.write(stop, number)
        raise
    return number


async def take_back_beside(store: Store, back: Returning) -> None:
    """Take a bringing-in back; one that was killed is begun again, then it stands still."""
    await _twice(store, _take_back, back)


async def bring_folder_beside(store: Store, paths: Sequence[Path], skip: frozenset[str]) -> dict[str, str]:
    """Bring in what lies there, the children before their contacts, unless these contents came in before.

    What cannot be read is returned by its fingerprint with its name, and does not count among those to `skip`.
    """
    return await _twice(store, _bring_folder, paths, skip)


async def _twice(store: Store, job: Job[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    try:
        return await apart(store, job, *args, **kwargs)
    except Killed:
        return await apart(store, job, *args, **kwargs)


def _read(store: Store, _: Rest, file: GivenFile) -> list[ReadSheet]:
    return [ReadSheet.of(one) for one in read_sheets(file, store.read(memory_of))]


def _look(store: Store, rest: Rest, chosen: Chosen, marking: str) -> Look:
    batch = _batch(store, chosen)
    found = look(store, batch, rest)
    gone = store.read(who_is_gone, chosen.by, batch.picture)
    return Look(
        kind=batch.kind,
        new=found.new,
        changed=found.changed,
        wrong_in_all=len(found.wrong),
        differing=len(found.differences),
        gone_in_all=len(gone),
        changes=found.changes[:MOST_SHOWN],
        wrong=found.wrong[:MOST_SHOWN],
        differences=found.differences[:MOST_SHOWN],
        gone=gone[:MOST_SHOWN],
        notes=batch.picture.notes.most_common(12),
        wrong_rows=_as_workbook(found.wrong, marking) if found.wrong else b"",
    )


def _bring(store: Store, rest: Rest, number: int, chosen: Chosen) -> None:
    bring_on(store, number, _batch(store, chosen), rest)


def _batch(store: Store, chosen: Chosen) -> Batch:
    return replace(batch_of(store, None, chosen.files), by=chosen.by)


def _take_back(store: Store, rest: Rest, back: Returning) -> None:
    take_back(store, back, rest)


def _bring_folder(store: Store, rest: Rest, paths: Sequence[Path], skip: frozenset[str]) -> dict[str, str]:
    for left_over in store.read(imports.running_by, FOLDER.name):  # one process at a time brings the folder in
        store.write_now(stop, number_of(left_over))
    by_kind: dict[str, list[tuple[GivenFile, list[LaidOut]]]] = {CHILDREN: [], CONTACTS: []}
    unreadable: dict[str, str] = {}
    memory = store.read(memory_of)
    for path in paths:
        file = GivenFile(path.name, path.read_bytes())
        if (known := fingerprint(file.content)) in skip:
            continue
        try:
            laid = read_file(file, memory)
            by_kind[kind_of(laid)].append((file, laid))
        except NotReadable:
            unreadable[known] = path.name
    for found in by_kind.values():
        files = [file for file, _ in found]
        digest = digest_of(fingerprint(one.content) for one in files)
        if files and not store.read(imports.was_taken, digest):
            batch = batch_laid_out(store, files, [one for _, laid in found for one in laid])
            bring_now(store, replace(batch, by=FOLDER), rest)
    return unreadable


def _as_workbook(wrong: Sequence[Wrong], marking: str) -> bytes:
    columns = [OutColumn("File", 30), OutColumn("Sheet", 16), OutColumn("Row", 8), OutColumn("Why", 90)]
    rows = [(one.place.file, one.place.sheet, one.place.row, one.why) for one in wrong]
    return write_workbook([OutSheet("Wrong", columns, rows)], marking, "Rows that are wrong")
