"""One of two processes is killed, or the database, while a family answers and a reviewer types: both go on."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from app.opening import open_store
from pages.family.error_pages import OUR_SIDE
from reviews.entries import entry
from tests import postgres
from tests.browsing import ready, until
from tests.deployments import TwoProcesses, two_processes
from tests.walk.test_one_family_end_to_end import FamilyPhone

pytestmark = [pytest.mark.browser, pytest.mark.soak]

SCREEN = "/staff/reviews/1?part=3"
DREW, OTHER, DATABASE = "the process that drew the reviewer's screen", "the other process", "the database"
WORDS = "They were kind, and they came when they said."


@dataclass(frozen=True)
class House:
    """All that can go away."""

    server: TwoProcesses
    database: postgres.Server

    @contextmanager
    def without(self, what: str) -> Iterator[None]:
        """Inside, one of them was killed and is away."""
        first = self.server.kill_first, self.server.start_first
        second = self.server.second.kill, self.server.second.start
        drew, other = (first, second) if self.server.answered(SCREEN) else (second, first)
        stands_for = {
            DREW: drew,
            OTHER: other,
            DATABASE: (lambda: self.database.stop(at_once=True), self.database.start),
        }
        goes, comes = stands_for[what]
        goes()
        try:
            yield
        finally:
            comes()


@pytest.fixture(scope="module")
def database() -> Iterator[postgres.Server]:
    if postgres.programs() is None:
        pytest.skip(postgres.WHY_NOT)
    found = postgres.Server.new()
    yield found
    found.remove()


@pytest.fixture(scope="module")
def server(database: postgres.Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoProcesses]:
    folder = tmp_path_factory.mktemp("walk") / "data"
    with two_processes(folder, database=database.database("walk")) as running:
        yield running


@pytest.fixture
def house(server: TwoProcesses, database: postgres.Server) -> House:
    return House(server, database)


@pytest.mark.parametrize("what", [DREW, OTHER, DATABASE])
def test_a_family_and_a_reviewer_go_on(house: House, desk: Callable[[str], Page], phone: Page, what: str) -> None:
    said, noted = f"{WORDS} ({what})", f"She says it herself. ({what})"
    link = house.server.ask(language="en")
    reviewer = desk("Peter Lindqvist")
    reviewer.goto(f"{house.server.url}{SCREEN}")
    ready(reviewer)
    phone.goto(link)
    family = FamilyPhone(phone)
    family.presses("begin")
    while not phone.locator("textarea").count():
        family.presses("skip")
    phone.locator("textarea").fill(said)

    with house.without(what):
        reviewer.locator("#q-section_3_findings").fill(noted)
        family.presses("answer")
        if what == DATABASE:
            expect(phone.locator("main")).to_contain_text(OUR_SIDE)
            expect(phone.locator("main")).to_contain_text(said)  # what was typed is given back
            expect(reviewer.locator("#saved")).to_contain_text("Not saved")
        else:
            expect(phone.locator("textarea")).to_have_count(0)  # the next question: nobody noticed
    if what == DATABASE:
        phone.locator("a.go").click()
        phone.locator("textarea").fill(said)
        family.presses("answer")
    if what == DREW:  # the other process draws the page anew by itself, and offers what was typed
        expect(reviewer.locator(".kept-words")).to_have_text(noted, timeout=60_000)
        reviewer.get_by_role("button", name="Put it back").click()
    expect(reviewer.locator("#saved")).to_contain_text("Saved", timeout=60_000)
    with closing(open_store(house.server.settings)) as store:
        until(reviewer, lambda: (store.read(entry, 1, "section_3_findings") or {}).get("value") == noted)
    while not phone.locator("button[value=finish]").count():
        family.presses("skip")
    family.presses("finish")
    expect(phone.locator("main")).to_contain_text("999")
    expect(reviewer.locator("#q-section_3_findings")).to_have_value(noted)
    reviewer.locator("a[data-part='6']").click()
    expect(reviewer.locator(".family .words", has_text=said).first).to_be_visible()
