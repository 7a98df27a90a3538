"""A tracker of 10,000 rows comes in while families read their pages, and one of 2,000 items goes out."""

import statistics
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

import httpx

from benchmarks.authority import MANY, authority, opened
from benchmarks.families import parents
from benchmarks.load import Load, Round, Script, dealt
from benchmarks.programs import Program, heard
from benchmarks.row import Row, at_most
from documents.workbook_out import OutColumn, OutSheet, write_workbook
from pages.staff.shell.addresses import SIGN_IN_AS, WORKBOOKS_UPLOAD
from people.roles import Role
from people.staff import as_actor, with_role
from storage.store import Store
from tracker.index import TrackerIndex
from tracker.listing import Wanted
from tracker.workbooks import imports
from tracker.workbooks.bringing import start
from tracker.workbooks.imports import DONE
from tracker.workbooks.written_out import AT_ONCE, numbers_to_write, rows_of, sheets_of

MOST_IN, MOST_OUT, MOST_BESIDE = 10.0, 5.0, 2.0  # seconds, seconds, times
BROWSERS, LINKS = 8, 64
PATIENCE = 120.0  # seconds
COLUMNS = ("No.", "Child", "What", "Who", "When", "How or what would show it", "Theme", "State", "Updates")


def rows(voices: int = MANY, many: int = 10_000, out: int = 2_000, requests: int = 1_000) -> list[Row]:
    """How long it takes in all, what families feel of it, and how long a workbook takes to be written."""
    folder = authority(voices)
    store = opened(folder)
    looks = [one.looks() for one in store.write_now(parents, LINKS)]
    script = dealt((looks * (requests // LINKS + 1))[:requests], BROWSERS)
    with heard(folder) as program, Load() as load:
        load.round(program.port, script)
        alone = [load.round(program.port, script).only(200) for _ in range(3)]
        took = _brought(program, store, workbook_of(many))
        beside = _beside(lambda: _brought(program, store, workbook_of(many)), load, program.port, script)
    seconds, items = _written(store, out)
    store.close()
    quick, slow = (statistics.median(one.slowest_ms for one in some) for some in (alone, beside))
    return [
        at_most(
            f"a workbook of {many:,} rows brought in",
            took,
            MOST_IN,
            "s",
            "sent, read in a process of its own, kept, and brought in by the running program, with nobody else there.",
        ),
        at_most(
            "family GET, 99 in 100, while it comes in",
            slow / quick,
            MOST_BESIDE,
            "x",
            f"{len(beside)} rounds of {requests:,} looks of {BROWSERS} browsers: {slow:.1f} ms at most for 99 in 100, "
            f"alone {quick:.1f} ms (medians of the rounds).",
        ),
        at_most(
            f"a workbook of {items:,} items written out",
            seconds,
            MOST_OUT,
            "s",
            "read a hundred at a time, and written.",
        ),
    ]


def workbook_of(many: int) -> bytes:
    """A tracker with so many rows; each says when it was made, so that none is there already."""
    now = datetime.now(UTC).isoformat()
    made = [
        [
            at,
            f"D{1 + at % 15:04}",
            f"Share the report of group {at} three working days before the conference ({now})",
            "Amina Yusuf" if at % 3 else "Somebody Else",
            date(2027, 1 + at % 12, 1 + at % 28),
            "Nine of ten parents had it in time, by the records of the month",
            "Reports in time",
            ("To do", "Complete", "Ongoing")[at % 3],
            "The first group has it; the second waits for the translation of the letter.",
        ]
        for at in range(1, many + 1)
    ]
    return write_workbook([OutSheet("QA", [OutColumn(one, 20) for one in COLUMNS], made)], "OFFICIAL", "Tracker")


def _brought(program: Program, store: Store, content: bytes) -> float:
    with httpx.Client(base_url=program.url, headers={"Origin": program.url}, timeout=PATIENCE) as client:
        head = as_actor(store.read(with_role, Role.HEAD_OF_SAFEGUARDING)[0])
        client.post(SIGN_IN_AS, data={"person": str(head.id)})
        begun = time.monotonic()
        sent = client.post(f"{WORKBOOKS_UPLOAD}?name=tracker.xlsx", content=content).raise_for_status()
        number = int(sent.json()["to"].rpartition("/")[2])
    store.write_now(start, head, number)
    while store.read(imports.by_id, number)["state"] != DONE:
        if time.monotonic() - begun > PATIENCE:
            raise RuntimeError(f"It was not in after {PATIENCE:.0f} s.")
        time.sleep(0.1)
    return time.monotonic() - begun


def _beside(work: Callable[[], object], load: Load, port: int, script: list[Script]) -> list[Round]:
    """The rounds that began before the work was done."""
    working = threading.Thread(target=work, daemon=True)
    working.start()
    found = []
    while working.is_alive():
        found.append(load.round(port, script).only(200))
    return found


def _written(store: Store, most: int) -> tuple[float, int]:
    head = as_actor(store.read(with_role, Role.HEAD_OF_SAFEGUARDING)[0])
    numbers = store.read(numbers_to_write, head, TrackerIndex(), Wanted(), closed=True)[:most]
    begun = time.monotonic()
    found = [
        row for at in range(0, len(numbers), AT_ONCE) for row in store.read(rows_of, head, numbers[at : at + AT_ONCE])
    ]
    write_workbook(sheets_of(found), "OFFICIAL", "Tracker")
    return time.monotonic() - begun, len(found)
