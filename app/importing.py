"""Bringing workbooks in from the command line, by the rules of the screen."""

from collections.abc import Callable, Sequence
from pathlib import Path

from documents.workbook_package import NotReadable
from documents.workbook_reading import read_apart
from people.actor import COMMAND_LINE
from people.errors import Unacceptable
from storage.store import Store
from tracker.workbooks import imports, pieces
from tracker.workbooks.bringing import start
from tracker.workbooks.imports import Fault
from tracker.workbooks.opening import begin, opened
from tracker.workbooks.reading import look_before
from tracker.workbooks.work import bring_now

KINDS = ("tracker",)
Tell = Callable[[str], None]


def import_files(store: Store, files: Sequence[Path], tell: Tell, trouble: Tell, *, dry_run: bool) -> bool:
    """Bring each file in, or say what would come; False where one of them could not be read."""
    readable = True
    for file in files:
        try:
            _dry(store, file, tell) if dry_run else _bring(store, file, tell)
        except (NotReadable, Unacceptable) as why:
            trouble(f"{file.name}: {why}")
            readable = False
        except OSError as why:
            trouble(f"{file.name}: {why.strerror or why}. Check the path and who may read it.")
            readable = False
    return readable


def _bring(store: Store, file: Path, tell: Tell) -> None:
    sheets = read_apart(file.name, file.read_bytes())
    store.read(look_before, COMMAND_LINE, sheets)  # what cannot come in at all is not opened either
    number = store.write_now(begin, COMMAND_LINE, file.name, sheets)
    for some in pieces.cut(number, sheets):
        store.write_now(pieces.keep, some)
    store.write_now(opened, COMMAND_LINE, number)
    store.write_now(start, COMMAND_LINE, number)
    bring_now(store, number)
    found = store.read(imports.by_id, number)
    counts = (found["brought"], found["present_in_all"], found["faults_in_all"])
    tell("{}: {} brought, {} present already, {} bad".format(file.name, *counts))
    _tell_rows(file, found["present"], found["present_in_all"], tell)
    _tell_rows(file, found["faults"], found["faults_in_all"], tell)


def _dry(store: Store, file: Path, tell: Tell) -> None:
    found = store.read(look_before, COMMAND_LINE, read_apart(file.name, file.read_bytes()))
    tell(f"{file.name}: {found.coming} to bring, {found.present_in_all} present already, {found.faults_in_all} bad")
    _tell_rows(file, found.present, found.present_in_all, tell)
    _tell_rows(file, found.faults, found.faults_in_all, tell)
    for note, times in found.notes.items():
        tell(f"{file.name}: {times} x {note}")


def _tell_rows(file: Path, rows: Sequence[Fault], in_all: int, tell: Tell) -> None:
    for one in rows:
        tell(f"{file.name}, {one['sheet']}, row {one['row']}: {one['why']}")
    if in_all > len(rows):
        tell(f"{file.name}: and {in_all - len(rows)} more")
