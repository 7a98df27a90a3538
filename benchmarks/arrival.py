"""From a family's last button to the reviewer's open screen."""

import time

from playwright.sync_api import Page

from benchmarks import wire
from benchmarks.authority import MANY, authority, opened
from benchmarks.browsing import a_browser, sign_in
from benchmarks.evidence import reviewed
from benchmarks.families import Family, asked
from benchmarks.programs import Program, heard
from benchmarks.row import Row, at_most
from feedback.voices.views import view
from forms.schema import Question
from storage.store import Store

MOST = 1.0  # seconds
CHILD = "D0003"
LONGEST_WALK = 40  # questions
STILL = ".family .voice .where:has-text('not finished')"


def rows(voices: int = MANY, tries: int = 5) -> list[Row]:
    """The slowest of some families' last presses, and of the answers before them."""
    folder = authority(voices)
    store = opened(folder)
    _, review = store.read(reviewed, CHILD)
    with heard(folder) as program, a_browser() as browser:
        page = browser.new_page()
        sign_in(page, program.url, "Peter Lindqvist", f"/staff/reviews/{review}?part=6")
        page.locator(".family .voice").first.wait_for()
        arrived = [_family(program, store, page) for _ in range(tries)]
    store.close()
    finished, answered = max(one for one, _ in arrived), max(one for _, one in arrived)
    detail = (
        f"a real browser with the review open at section 6, {tries} families answering over HTTP: the slowest from "
        f"pressing the last button to the page showing the voice as whole; an answer's words were on the page after "
        f"{answered:.2f} s at most."
    )
    return [at_most("from a family's last button to the reviewer's open screen", finished, MOST, "s", detail)]


def _family(program: Program, store: Store, page: Page) -> tuple[float, float]:
    """Seconds until the last press, and the answer before it, stood on the open screen."""
    family = store.write_now(asked, CHILD, "conference", "parent_carer", begun=True)
    answered = 0.0
    for _ in range(LONGEST_WALK):
        question = store.read(view, family.token, family.session).question
        if question is None:
            break
        answered = max(answered, _answer(program, page, family, question))
    page.locator(STILL).wait_for()
    begun = time.perf_counter()
    wire.exchange(program.port, family.presses("finish"))
    page.locator(STILL).wait_for(state="detached")
    return time.perf_counter() - begun, answered


def _answer(program: Program, page: Page, family: Family, question: Question) -> float:
    pieces = page.locator(".family .voice .piece")
    expected = pieces.count() + 1
    begun = time.perf_counter()
    wire.exchange(program.port, family.answers(question))
    if question.purpose in {"share_words", "tell_back", "call_back"}:
        return 0.0  # for the person who calls them, and not shown in a review
    page.locator(f":nth-match(.family .voice .piece, {expected})").wait_for()
    return time.perf_counter() - begun
