"""An authority brought in from its files by the command line, by the rules of the screens."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from documents.workbook_package import NotReadable
from pages.staff.bringing_in.hanging import hangs
from people.actor import COMMAND_LINE
from people.errors import NotFound, Unacceptable
from people.imports import imports
from people.imports.bringing import Found
from people.imports.files import GivenFile
from people.imports.imports import CHILDREN, CONTACTS
from people.imports.taking_back import start_back
from people.imports.work import Batch, Returning, batch_of, bring_now, look, take_back
from storage.store import Store

KINDS = (CHILDREN, CONTACTS)
UNDO = "undo"
MOST_SHOWN = 200  # rows of each sort
LONGEST_NUMBER = 10  # digits
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


def take_files_back(store: Store, number: str, tell: Tell, trouble: Tell) -> bool:
    """Take a bringing-in back, as the press on the screen does. False where some of it stays.

    `Unacceptable` where there is no such one, or nothing of it to take back.
    """
    which = int(number) if number.isascii() and number.isdecimal() and len(number) < LONGEST_NUMBER else 0
    try:
        store.write_now(start_back, COMMAND_LINE, which)
    except NotFound:
        raise Unacceptable(f"Nothing was brought in under the number “{number}”.") from None
    take_back(store, Returning(which, hangs), time.sleep)
    found = store.read(imports.by_id, which)
    back, stays = found.get("back", 0), found.get("left", [])
    tell(f"{back} {'change was' if back == 1 else 'changes were'} undone. The files may be brought in again.")
    for one in stays:
        trouble(f"Stays: {one}")
    return not stays


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
    if found.changes:
        tell(f"Brought in under number {number}. To take it all back: heard import undo {number}")
    for who in store.read(imports.by_id, number)["gone"]:
        tell(f"Gone: {who}. The last files had this and these have not. Nothing was changed.")
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
