"""A family's page while staff screens redraw all the time, against the same page alone."""

import contextlib
import threading
from collections.abc import Iterator

from playwright.sync_api import Page

from benchmarks.authority import MANY, authority, opened
from benchmarks.browsing import a_browser, sign_in
from benchmarks.evidence import CHILD, reviewed
from benchmarks.families import Family, asked, parents
from benchmarks.load import Load, dealt
from benchmarks.programs import Program, heard
from benchmarks.row import Row, at_most
from feedback.web import answering
from storage.store import Store

MOST = 2.0  # times
BROWSERS = 8
LINKS = 64
REST = 0.1  # seconds between two commits that every screen hears of
DRAWN = ".review .family .voice"


def rows(voices: int = MANY, requests: int = 20_000, screens: int = 10) -> list[Row]:
    """How many times as long 99 in 100 take at most, beside the screens and before they were opened."""
    folder = authority(voices)
    store = opened(folder)
    _, review = store.read(reviewed, CHILD)
    looks = [one.looks() for one in store.write_now(parents, LINKS)]
    script = dealt((looks * (requests // LINKS + 1))[:requests], BROWSERS)
    with heard(folder) as program, Load() as load, a_browser() as browser:
        load.round(program.port, script)
        alone = load.round(program.port, script).only(200)
        context = browser.new_context()
        sign_in(context.new_page(), program.url, "Peter Lindqvist", f"/staff/reviews/{review}?part=6")
        for page in [context.new_page() for _ in range(screens)]:
            _open(page, program, review)
        with _answering(store, store.write_now(asked, CHILD, "conference", "parent_carer", begun=True)):
            beside = load.round(program.port, script).only(200)
    store.close()
    detail = (
        f"{requests} looks at the questions of {LINKS} families, {BROWSERS} browsers; {screens} open reviews of a "
        f"child about whom somebody does something every {REST} s: {beside.slowest_ms:.1f} ms at most for 99 in 100, "
        f"alone {alone.slowest_ms:.1f} ms; in the middle {beside.median_ms:.1f} against {alone.median_ms:.1f} ms."
    )
    ratio = beside.slowest_ms / alone.slowest_ms
    return [at_most("family GET, 99 in 100, beside staff screens that redraw", ratio, MOST, "x", detail)]


def _open(page: Page, program: Program, review: int) -> None:
    page.goto(f"{program.url}/staff/reviews/{review}?part=6")
    page.locator(DRAWN).first.wait_for()


@contextlib.contextmanager
def _answering(store: Store, family: Family) -> Iterator[None]:
    """Somebody answers the same question anew all the time, and every screen about the child hears of it."""
    ended = threading.Event()
    question = next(one for one in family.form.questions if one.choices)
    codes = [one.code for one in question.choices[:2]]

    def answer() -> None:
        while not ended.wait(REST):
            codes.reverse()
            store.write_now(answering.answer, family.token, family.session, question.id, [codes[0]], "en")

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
