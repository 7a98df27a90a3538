"""Workbooks as people send them, made for a test."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from documents.workbook_in import read_workbook
from people.actor import Actor
from storage.store import Store
from tracker.items import Item, by_import
from tracker.workbooks import imports, pieces
from tracker.workbooks.bringing import start
from tracker.workbooks.imports import Import
from tracker.workbooks.opening import begin, opened
from tracker.workbooks.work import bring_now

TORBAY = ("No.", "What ", "Who", "How", "When", "Success measures", "Current status", "Outcome")


def workbook(*rows: Sequence[Any], change: Callable[[Worksheet], None] | None = None, name: str = "QA") -> bytes:
    """One sheet with these rows; `change` does to it what people do."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


class Brought:
    """A workbook that somebody opened; each step is a sentence."""

    def __init__(self, store: Store, by: Actor, content: bytes, name: str = "tracker.xlsx") -> None:
        self.store, self.by = store, by
        sheets = read_workbook(name, content)
        self.number = store.write_now(begin, by, name, sheets)
        for some in pieces.cut(self.number, sheets):
            store.write_now(pieces.keep, some)
        store.write_now(opened, by, self.number)

    @property
    def now(self) -> Import:
        return self.store.read(imports.by_id, self.number)

    @property
    def items(self) -> list[Item]:
        return self.store.read(by_import, self.number)

    @property
    def actions(self) -> list[str]:
        return [one["action"] for one in self.items]

    @property
    def faults(self) -> dict[int, str]:
        return {one["row"]: one["why"] for one in self.now["faults"]}

    def comes_in(self) -> "Brought":
        self.store.write_now(start, self.by, self.number)
        bring_now(self.store, self.number)
        return self
