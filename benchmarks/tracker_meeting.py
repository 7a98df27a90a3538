"""What a monthly meeting costs: from an update written in it to another screen, and from the leader's press to it."""

import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.authority import FEW, filled, opened
from benchmarks.browsing import a_browser, sign_in
from benchmarks.programs import heard
from benchmarks.row import Row, at_most
from people.actor import Actor
from people.staff import as_actor, by_email, everyone
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database
from tracker.adding import feed
from tracker.items import NewItem
from tracker.meetings.meetings import coming, meeting
from tracker.meetings.planning import plan_meeting
from tracker.meetings.sitting import open_meeting
from tracker.states import SERVICE

ITEMS = 2_000  # in sight
PRESSES = 12
MOST_SECONDS = 1.0


def rows(voices: int = FEW, items: int = ITEMS) -> list[Row]:
    """The slowest of some updates, and of some presses, until another browser shows them."""
    folder = filled(voices)
    number, order = _begun(folder, items)
    with heard(folder) as program, a_browser() as browser:
        leads, follows = (browser.new_context().new_page() for _ in range(2))
        for page, name in ((leads, "Helen Marsh"), (follows, "Grace Adeyemi")):
            sign_in(page, program.url, name, f"/staff/meeting/{number}")
            page.locator(".wall").wait_for()
        shown = [_timed(lambda: _press(leads), lambda at=at: _shown(follows, order[at])) for at in range(PRESSES)]
        said = [_timed(lambda at=at: _say(leads, at), lambda at=at: _said(follows, at)) for at in range(PRESSES)]
    return [_row("an update", said, items), _row("the leader's press", shown, items)]


def _row(what: str, spans: list[float], items: int) -> Row:
    detail = (
        f"two real browsers in a meeting over {items:,} items, {PRESSES} times, the slowest; "
        f"the median {statistics.median(spans):.2f} s."
    )
    return at_most(f"from {what} in the tracker meeting to another's screen", max(spans), MOST_SECONDS, "s", detail)


def _begun(folder: Path, items: int) -> tuple[int, list[int]]:
    """A meeting that Helen Marsh leads, and its items in their order."""
    store = opened(folder)
    found = store.read(by_email, "helen.marsh@heard.example")
    assert found is not None
    head = as_actor(found)
    store.write_now(_feed, items)
    number = store.write_now(_planned, head)
    store.write_now(open_meeting, head, number, {})
    order = store.read(meeting, number)["order"]
    store.close()
    return number, order


def _planned(db: Database, head: Actor) -> int:
    """The meeting that the demo has planned, else one of today."""
    there = coming(db)
    return number_of(there[0]) if there else plan_meeting(db, head, london_day(db.now).isoformat())


def _feed(db: Database, items: int) -> None:
    """So many items of the service, of everybody here in turn."""
    owners = everyone(db)
    due = (london_day(db.now) + timedelta(days=30)).isoformat()
    for at in range(items):
        owner = owners[at % len(owners)]
        new: NewItem = {
            "level": SERVICE,
            "child": None,
            "action": f"Share the report three working days before, {at}",
            "impact": "Parents come prepared",
            "shown_by": "Nine of ten reports went out in time",
            "source": "multi_agency_audit",
            "owner": number_of(owner),
            "owner_name": owner["name"],
            "team": "Children in need",
            "due": due,
            "theme": "Reports in time",
            "section": "5",
        }
        feed(db, None, new, key=f"measured {at}")


def _timed(act: Callable[[], None], comes: Callable[[], None]) -> float:
    begun = time.perf_counter()
    act()
    comes()
    return time.perf_counter() - begun


def _press(leads: Page) -> None:
    leads.locator("#next-item").click()


def _shown(follows: Page, item: int) -> None:
    follows.locator(f".wall[data-point='{item}']").wait_for()


def _say(leads: Page, at: int) -> None:
    leads.locator("[data-do=update] textarea").fill(f"Said for the {at}. time.")
    leads.locator("[data-do=update] button").click()


def _said(follows: Page, at: int) -> None:
    follows.locator("#said", has_text=f"Said for the {at}. time.").wait_for()
