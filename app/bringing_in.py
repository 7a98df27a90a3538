"""An authority brought in from its files by the command line, by the rules of the screens."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from documents.workbook_package import NotReadable
from people.imports import imports
from people.imports.bringing import Found
from people.imports.files import GivenFile
from people.imports.imports import CHILDREN, CONTACTS
from people.imports.work import Batch, batch_of, bring_now, look
from storage.store import Store

KINDS = (CHILDREN, CONTACTS)
MOST_SHOWN = 200  # rows of each sort
Tell = Callable[[str], None]


def bring_files_in(store: Store, kind: str, files: Sequence[Path], tell: Tell, trouble: Tell, *, dry_run: bool) -> bool:
    """Bring the files in together, or say what would change. False where anything in them was wrong."""
    given, whole = _given(files, trouble)
    if not given:
        return False
    try:
        batch = batch_of(store, kind, given)
    except NotReadable as why:
        trouble(str(why))
        return False
    found = look(store, batch) if dry_run else _bring(store, batch, tell)
    _tell(found, batch, tell, trouble, dry_run=dry_run)
    return whole and not found.wrong


def _given(files: Sequence[Path], trouble: Tell) -> tuple[list[GivenFile], bool]:
    given: list[GivenFile] = []
    for file in files:
        try:
            given.append(GivenFile(file.name, file.read_bytes()))
        except OSError as why:
            trouble(f"{file.name}: {why.strerror or why}. Check the path and who may read it.")
    return given, len(given) == len(files)


def _bring(store: Store, batch: Batch, tell: Tell) -> Found:
    number, found = bring_now(store, batch, time.sleep)
    for ref in store.read(imports.by_id, number)["gone"]:
        tell(f"Gone: child {ref} stood in the last files and not in these. Nothing was changed.")
    return found


def _tell(found: Found, batch: Batch, tell: Tell, trouble: Tell, *, dry_run: bool) -> None:
    if not found.changes:
        tell("Nothing new: everything in these files stands here already.")
    would = "would be " if dry_run else ""
    counts = (found.new, found.changed, len(found.wrong), len(found.differences))
    tell(
        "{} {}new, {} {}changed, {} wrong, {} decided otherwise here".format(
            counts[0], would, counts[1], would, *counts[2:]
        )
    )
    if dry_run:
        for place, kind, words in found.changes[:MOST_SHOWN]:
            tell(f"{place.file}, {place.sheet}, row {place.row}, {kind}: {words}")
        if len(found.changes) > MOST_SHOWN:
            tell(f"and {len(found.changes) - MOST_SHOWN} more changes")
    for one in found.differences:
        said = f"{one.about}: {one.field} is “{one.ours}” here, “{one.theirs}” there"
        tell(f"{one.place.file}, row {one.place.row}: {said}")
    for note, times in batch.picture.notes.items():
        tell(f"{times} x {note}")
    for wrong in found.wrong:
        trouble(f"{wrong.place.file}, {wrong.place.sheet}, row {wrong.place.row}: {wrong.why}")
