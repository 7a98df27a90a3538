"""What judging costs: its screens and the reading pack with many voices in store, and one press in an open meeting."""

import statistics
import time
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.authority import FEW, MANY, copied, filled, opened
from benchmarks.browsing import a_browser, sign_in
from benchmarks.looks import times
from benchmarks.programs import heard
from benchmarks.row import Row, at_most
from people.actor import Actor
from people.staff import as_actor, by_email
from reviews.panel.agenda import agenda
from reviews.panel.meetings import PLANNED, meetings
from reviews.panel.sitting import open_meeting
from reviews.papers.reading_pack import reading_pack
from storage.documents import number_of
from storage.store import Database, Store

MOST_GROWTH = 1.3  # times
MOST_SECONDS = 1.0
CHAIR, HEAD = 10, 6
PRESSES = 12


def rows(voices: int = MANY, few: int = FEW, looks: int = 25) -> list[Row]:
    """How much longer each takes with many voices; the slowest of some presses until another screen shows it."""
    folders = filled(few), filled(voices)
    meeting, reviews = _meeting(folders[1])
    screens = {
        "a review": f"reviews/{reviews[0]}?part=3",
        "a review as a member reads it": f"panel/{meeting}/read/{reviews[0]}",
        "the meeting": f"panel/{meeting}",
    }
    with ExitStack() as running:
        small, large = (running.enter_context(heard(folder, pinned=False)) for folder in folders)
        found = {name: times(small, large, path, CHAIR, looks) for name, path in screens.items()}
    found["the words of a reading pack"] = _packs(folders, meeting, looks)
    slowest, (one, other) = max(found.items(), key=lambda each: each[1][1] / each[1][0])
    told = "; ".join(f"{name} {there:.1f} against {here:.1f} ms" for name, (here, there) in found.items())
    return [
        at_most(
            "a review, a panel's screens and its reading pack, 100,000 voices against 1,000",
            other / one,
            MOST_GROWTH,
            "x",
            f"{looks} times each by turns, medians: {told}. The slowest to grow is {slowest}.",
        ),
        _presses(voices, folders[1]),
    ]


def _meeting(folder: Path) -> tuple[int, list[int]]:
    """The demo's meeting of today, and the reviews on its list."""
    store = opened(folder)
    found = store.read(_planned)
    store.close()
    return found


def _planned(db: Database) -> tuple[int, list[int]]:
    number = next(number_of(one) for one in meetings(db) if one["state"] == PLANNED)
    return number, [one["review"] for one in agenda(db, number)]


def _packs(folders: tuple[Path, Path], meeting: int, looks: int) -> tuple[float, float]:
    stores = [opened(folder) for folder in folders]
    spans = [[_read(store, meeting) for store in stores] for _ in range(looks + 1)][1:]
    for store in stores:
        store.close()
    first, second = zip(*spans, strict=True)
    return statistics.median(first), statistics.median(second)


def _read(store: Store, meeting: int) -> float:
    begun = time.perf_counter()
    store.read(reading_pack, _person(store, "helen.marsh"), meeting)
    return (time.perf_counter() - begun) * 1000


def _person(store: Store, name: str) -> Actor:
    found = store.read(by_email, f"{name}@heard.example")
    assert found is not None
    return as_actor(found)


def _presses(voices: int, large: Path) -> Row:
    """One leads, another follows, each in a browser of their own."""
    folder = copied(large)
    meeting, reviews = _meeting(folder)
    store = opened(folder)
    chair = _person(store, "judith.barnes")
    store.write_now(open_meeting, chair, meeting, [chair.id, HEAD, 7, 8, 9], "Measured.")
    store.close()
    with heard(folder) as program, a_browser() as browser:
        leads, follows = (browser.new_context().new_page() for _ in range(2))
        for page, name in ((leads, "Helen Marsh"), (follows, "Judith Barnes")):
            sign_in(page, program.url, name, f"/staff/panel/{meeting}")
            page.locator(".wall").wait_for()
        spans = [_press(leads, follows, reviews[at % len(reviews)]) for at in range(PRESSES)]
    detail = f"two real browsers in the demo's meeting with {voices:,} voices in store, {PRESSES} presses, the slowest."
    return at_most("from one panel member's press to another's screen", max(spans), MOST_SECONDS, "s", detail)


def _press(leads: Page, follows: Page, review: int) -> float:
    button = leads.locator(f"#show-{review}")
    button.wait_for()
    begun = time.perf_counter()
    button.click()
    follows.locator(f".wall[data-review='{review}']").wait_for()
    return time.perf_counter() - begun
