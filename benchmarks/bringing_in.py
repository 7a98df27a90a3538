"""5,000 children and 300 staff come in, by the screen and by the folder, while families read their pages."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
from playwright.sync_api import Page

from benchmarks.authority import MANY, authority, copied, opened, scratch
from benchmarks.authority_files import Authority
from benchmarks.browsing import a_browser, sign_in
from benchmarks.families import parents
from benchmarks.load import Load, ninety_nine
from benchmarks.programs import Program, heard
from benchmarks.row import Row, at_most
from pages.staff.shell.addresses import BRINGING_IN, BRINGING_IN_UPLOAD, SIGN_IN_AS
from people.imports import imports
from people.imports.imports import DONE
from people.roles import Role
from people.staff import as_actor, with_role
from storage.documents import number_of
from storage.store import Store

MOST, MOST_BESIDE = 60.0, 2.0  # seconds, times
LINKS, A_SECOND = 64, 200
ALONE, PIECE = 8.0, 1.0  # seconds of looks
LARGE = 99_000  # rows of a file of 20 MB
PATIENCE = 300.0  # seconds


@dataclass(frozen=True)
class Beside:
    """What families felt of some work, and how long it took."""

    spans: list[float]
    seconds: float

    def against(self, alone: list[float]) -> float:
        """How many times as long 99 in 100 took at most."""
        return ninety_nine(self.spans) / ninety_nine(alone)

    def told(self, alone: list[float]) -> str:
        """The figures of the ratio."""
        return f"{A_SECOND} looks a second: {ninety_nine(self.spans):.1f} ms at most for 99 in 100, alone " + (
            f"{ninety_nine(alone):.1f} ms; the slowest {max(self.spans):.0f} and {max(alone):.0f} ms"
        )


def rows(voices: int = MANY, many: int = 5_000, staff: int = 300) -> list[Row]:
    """How long it takes from the press to the last record, and what families feel of it, of a look, of the folder."""
    folder = authority(voices)
    store = opened(folder)
    looks = [one.looks() for one in store.write_now(parents, LINKS)]
    store.close()
    unattended = copied(folder)
    whole = Authority(children=many, staff=staff)
    files = {name: content for name, content in whole.files().items() if name.startswith("ssd_")}
    about = f"{many} children, {staff} staff, {3 * many} involvements"
    with Load() as load:
        by_screen, by_look, alone = _by_screen(load, folder, looks, files)
        by_folder, nobody = _by_folder(load, unattended, looks, files)
    return [
        at_most("an authority from its files", by_screen.seconds, MOST, "s", f"{about}, from the press on the screen."),
        at_most(
            "family GET, 99 in 100, while an authority comes in",
            by_screen.against(alone),
            MOST_BESIDE,
            "x",
            f"by the program that serves, {by_screen.told(alone)}.",
        ),
        at_most(
            "family GET, 99 in 100, while a file of 20 MB is read and looked at",
            by_look.against(alone),
            MOST_BESIDE,
            "x",
            f"{LARGE:,} rows in {by_look.seconds:.0f} s, {by_look.told(alone)}.",
        ),
        at_most(
            "family GET, 99 in 100, while the folder brings an authority in",
            by_folder.against(nobody),
            MOST_BESIDE,
            "x",
            f"{about} in {by_folder.seconds:.0f} s, {by_folder.told(nobody)}.",
        ),
    ]


def _by_screen(
    load: Load, folder: Path, looks: list[bytes], files: dict[str, bytes]
) -> tuple[Beside, Beside, list[float]]:
    """While it is brought in, while a large file is looked at, and before and after both."""
    store = opened(folder)
    administrator = as_actor(store.read(with_role, Role.ADMINISTRATOR)[0])
    with heard(folder) as program, a_browser() as browser:
        page = browser.new_page()
        sign_in(page, program.url, administrator.name, BRINGING_IN)
        load.steady(program.port, looks, A_SECOND, PIECE)
        alone = load.steady(program.port, looks, A_SECOND, ALONE)
        _choose(program, administrator.id, files)
        _look(page, program)
        before = _newest(store)
        page.get_by_role("button", name="Bring it in").click()
        page.goto("about:blank")
        came = _beside(load, program, looks, lambda: _wait_until_in(store, before))
        alone += load.steady(program.port, looks, A_SECOND, ALONE)
        large = {"ssd_person.csv": large_file(LARGE)}

        def see() -> None:
            _choose(program, administrator.id, large)
            _look(page, program)

        seen = _beside(load, program, looks, see)
        alone += load.steady(program.port, looks, A_SECOND, ALONE)
    store.close()
    return came, seen, alone


def _by_folder(load: Load, folder: Path, looks: list[bytes], files: dict[str, bytes]) -> tuple[Beside, list[float]]:
    """While the folder is brought in, which begins with the start, and after that."""
    inbox, store = scratch("inbox"), opened(folder)
    inbox.mkdir(parents=True)
    for name, content in files.items():
        (inbox / name).write_bytes(content)
        os.utime(inbox / name, (0, 0))
    before = _newest(store)
    with heard(folder, HEARD_IMPORT_FOLDER=str(inbox)) as program:
        came = _beside(load, program, looks, lambda: _wait_until_in(store, before))
        alone = load.steady(program.port, looks, A_SECOND, 2 * ALONE)
    store.close()
    return came, alone


def large_file(many: int) -> bytes:
    """A file of children with so many rows, and columns that nobody asks for."""
    whole = Authority(children=many, staff=2).persons().decode("utf-8-sig").splitlines()
    headings, *children = whole
    filler = "x" * 138
    return "\r\n".join([f"{headings},local_note", *(f"{one},{filler}" for one in children), ""]).encode()


def _beside(load: Load, program: Program, looks: list[bytes], work: Callable[[], None]) -> Beside:
    spans: list[float] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            spans.extend(load.steady(program.port, looks, A_SECOND, PIECE))

    looking = threading.Thread(target=look)
    looking.start()
    begun = time.monotonic()
    try:
        work()
        seconds = time.monotonic() - begun
    finally:
        done.set()
        looking.join()
    return Beside(spans, seconds)


def _choose(program: Program, person: int, files: dict[str, bytes]) -> None:
    with httpx.Client(base_url=program.url, headers={"Origin": program.url}, timeout=PATIENCE) as client:
        client.post(SIGN_IN_AS, data={"person": str(person)})
        for name, content in files.items():
            client.post(f"{BRINGING_IN_UPLOAD}?name={name}", content=content).raise_for_status()


def _look(page: Page, program: Program) -> None:
    page.goto(f"{program.url}{BRINGING_IN}")
    page.get_by_role("button", name="See what would change").click()
    page.locator(".counts").wait_for(timeout=PATIENCE * 1000)


def _newest(store: Store) -> int:
    """The number of what was brought in last; 0 for none."""
    return max((number_of(one) for one in store.read(imports.latest, 1)), default=0)


def _wait_until_in(store: Store, before: int) -> None:
    until = time.monotonic() + PATIENCE
    while not any(one["state"] == DONE and number_of(one) > before for one in store.read(imports.latest, 1)):
        if time.monotonic() > until:
            raise RuntimeError(f"It was not in after {PATIENCE:.0f} s.")
        time.sleep(0.1)
