"""A small authority with its staff screens open: one server for the folder, and tabs in a real browser."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import time as time_of_day

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page

from app.background import jobs_of_texts, jobs_of_workbooks, working
from app.opening import KINDS
from feedback.asking.text_requests import TextSettings as TextHouse
from feedback.messages.console import Console
from feedback.messages.quiet_hours import QuietHours
from feedback.messages.wording import Wording
from feedback.triage.deciding import OTHER, decide
from feedback.triage.triage_list import what_waits
from pages.staff.mount import mount
from pages.staff.shell.context import StaffContext
from pages.staff.shell.presence import Presence
from pages.staff.shell.staff_settings import StaffSettings
from people.actor import Actor
from people.contact_points import ContactPoints
from people.drafts import DRAFTS
from people.signing_in import sign_in
from reviews.planning.rules import PlanningRules
from reviews.reviews import plan_review
from storage.store import Store
from tests.browsing import a_browser, a_desk, ready
from tests.cast import CHILD, LIBRARY, Cast
from tests.family import Family
from tests.server import free_port

SECRET = b"a secret that only the tests know"
COOKIE = "heard_staff"


@dataclass
class Office:
    """The service as its staff reach it."""

    store: Store
    cast: Cast
    url: str
    settings: StaffSettings
    families: list[Family] = field(default_factory=list)

    def key_of(self, actor: Actor) -> str:
        """A new session of this person."""
        return self.store.write_now(sign_in, actor.id)

    def opens(self, actor: Actor, path: str) -> httpx.Response:
        """What this person gets at an address, without following where it leads."""
        return httpx.get(f"{self.url}{path}", cookies={COOKIE: self.key_of(actor)}, timeout=20)

    def plans_a_review(self, theme: str = "Voices") -> int:
        """A review of the first child by the reviewer."""
        given = {"child": CHILD, "reviewer": self.cast.reviewer.id, "theme": theme, "deadline": "2026-06-30"}
        return self.store.write_now(plan_review, self.cast.head, **given, form=LIBRARY.review)

    def family(self, language: str = "en") -> Family:
        """A family that was asked about the first child and has begun."""
        family = Family(self.store, self.cast.ask(language=language).token)
        family.begins(language)
        return family


@pytest.fixture
def nothing_waits(office: Office) -> None:
    """Whatever other tests left to be read is decided, so that what this one brings stands on the first page."""
    for item in office.store.read(what_waits, office.cast.head):
        office.store.write_now(decide, office.cast.head, item.item, OTHER, "Read before.")


@pytest.fixture
def context(store: Store) -> StaffContext:
    settings = StaffSettings(public_url=None, secure_cookies=False, demo=True)
    return StaffContext(store, LIBRARY, settings, Presence(store))


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    store = Store.open(tmp_path_factory.mktemp("office") / "data", KINDS, secret=SECRET)
    port = free_port()
    url = f"http://localhost:{port}"
    never_quiet = TextHouse(Wording("City of London", url), QuietHours(time_of_day(0), time_of_day(0)))
    jobs = (*jobs_of_texts(store, Console(keeps_links=True), never_quiet), *jobs_of_workbooks(store))
    api = FastAPI(lifespan=lambda _: working(store, jobs))
    settings = StaffSettings(
        public_url=None,
        secure_cookies=False,
        demo=True,
        texting=never_quiet,
        asking_by_itself=never_quiet,
        contact_points=ContactPoints(url),
        hours=never_quiet.hours,
        planning=PlanningRules(re_audit_months=6, dip_samples=True),
        mail="console",
    )
    mount(api, store, LIBRARY, settings)
    server = uvicorn.Server(uvicorn.Config(api, port=port, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    yield Office(store, Cast(store), url, settings)
    server.should_exit = True
    thread.join(10)
    store.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_browser() as running:
        yield running


@pytest.fixture
def tab(office: Office, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address as somebody, in a browser of their own; nobody has typed anything before."""
    office.store.write_now(lambda db: db.table(DRAFTS).truncate())
    contexts: list[BrowserContext] = []

    def open_as(actor: Actor, path: str, key: str | None = None) -> Page:
        context = a_desk(browser)
        contexts.append(context)
        context.add_cookies([{"name": COOKIE, "value": key or office.key_of(actor), "url": f"{office.url}/staff"}])
        page = context.new_page()
        page.goto(f"{office.url}{path}")
        ready(page)
        return page

    yield open_as
    for context in contexts:
        context.close()
