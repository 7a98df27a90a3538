"""What a staff screen costs in an authority of thousands, against one of thirty children."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.authority import LIBRARY, MANY, grown, opened
from benchmarks.evidence import reviewed
from benchmarks.looks import times
from benchmarks.programs import heard
from benchmarks.row import Row, at_most
from feedback.messages.quiet_hours import QuietHours
from feedback.phone.call_list import call_list
from feedback.phone.call_order import CallOrder
from feedback.proposing.forgotten import Forgotten
from feedback.proposing.proposal_list import MOST_SHOWN, to_ask
from feedback.triage.triage_list import triage_list
from pages.staff.children.child import child_record
from pages.staff.children.page import SORTS as CHILD_SORTS
from pages.staff.children.page import listed as children
from pages.staff.home.page import home_content
from pages.staff.reviews.page import SORTS as REVIEW_SORTS
from pages.staff.reviews.page import listed as reviews
from pages.staff.shell.listing import asked
from pages.staff.shell.navigation import navigation
from people.actor import Actor
from people.staff import as_actor, by_email
from reviews.evidence import evidence
from reviews.sheet import review_view
from storage.store import Database, Store

MOST, MOST_OF_A_FIELD = 1.5, 12
FORGOTTEN = 1_444  # events that nobody asked about in their days
MOST_GROWTH = 1.0  # none more, whatever is in the store
CHILD = "D0001"
HEAD, CALLER = "helen.marsh@heard.example", "sam.whitlow@heard.example"
SCREENS = {
    "home": ("", 6),
    "home of a caller": ("", 5),
    "children": ("children", 6),
    "a child": (f"children/{CHILD}", 6),
    "calls": ("calls", 5),
    "read": ("read", 6),
    "texts": ("texts", 6),
    "reviews": ("reviews", 6),
    "plan a review": ("reviews/plan", 6),
    "concerns": ("concerns", 6),
    "places": ("places", 6),
    "translations": ("translations", 6),
    "translations of a language": ("translations/ti", 6),
    "recordings": ("translations/recordings", 6),
}
Verb = Callable[..., Any]


def rows(voices: int = MANY, more_children: int = 2_000, calls: int = 400, looks: int = 15) -> list[Row]:
    """Each screen opened by turns in both; then what one redraw of it asks the store."""
    few, many = grown(0, 0, 20, MOST_SHOWN), grown(more_children, calls, voices, FORGOTTEN)
    with heard(few) as small, heard(many, pinned=False) as large:
        found = {name: times(small, large, *screen, looks) for name, screen in SCREENS.items()}
    slowest, (one, other) = max(found.items(), key=lambda each: each[1][1] / each[1][0])
    told = "; ".join(f"{name} {there:.0f} against {here:.0f} ms" for name, (here, there) in found.items())
    detail = f"opened {looks} times each by turns, medians: {told}. The slowest to grow is {slowest}."
    here, there = _statements(few), _statements(many)
    grew = max(there[name] / here[name] for name in here)
    statements = "; ".join(f"{name} {there[name]} against {here[name]}" for name in here)
    field = there["a saved field"]
    return [
        at_most("any staff screen, 2,000 children, 400 calls, 100,000 voices", other / one, MOST, "x", detail),
        at_most(
            "statements of a redraw, a large store against a small one",
            grew,
            MOST_GROWTH,
            "x",
            f"each redraw from one snapshot: {statements}.",
        ),
        at_most(
            "a saved field in an open review",
            field,
            MOST_OF_A_FIELD,
            "statements",
            "what is read to draw again what the field decides.",
        ),
    ]


def _statements(folder: Path) -> dict[str, int]:
    """How many statements each redraw asks of the store, its beginning and its end not counted."""
    store = opened(folder)
    hours, order, forgotten = QuietHours(), CallOrder(store), Forgotten()
    head, caller = (as_actor(found) for email in (HEAD, CALLER) if (found := store.read(by_email, email)))
    reviewer, review = store.read(reviewed, CHILD)
    store.read(lambda db: order.known(db, hours))
    asks: dict[str, tuple[Actor, Verb, tuple[Any, ...]]] = {
        "navigation": (head, navigation, (hours, order)),
        "home": (head, home_content, (hours, order)),
        "what was forgotten": (head, partial(to_ask, texts=True, memory=forgotten), (LIBRARY,)),
        "calls": (caller, lambda db, actor: call_list(db, actor, hours, most=25, order=order), ()),
        "read": (head, triage_list, ()),
        "children": (head, children, (asked({}, CHILD_SORTS),)),
        "a child": (head, child_record, (CHILD,)),
        "reviews": (head, reviews, (asked({}, REVIEW_SORTS),)),
        "a saved field": (reviewer, _after_a_field, (review,)),
    }
    found = {name: _counted(store, verb, actor, *args) for name, (actor, verb, args) in asks.items()}
    store.close()
    return found


def _after_a_field(db: Database, actor: Actor, review: int) -> None:
    review_view(db, actor, review)
    evidence(db, actor, review)


def _counted(store: Store, verb: Verb, actor: Actor, *args: Any) -> int:
    said: list[str] = []

    def read(db: Database) -> None:
        db.session.connection.set_trace_callback(said.append)  # type: ignore[attr-defined]  # SQLite's own reader
        db.remember()
        verb(db, actor, *args)

    store.read(read)  # what is kept for long is read once before
    said.clear()
    store.read(read)
    return sum(not one.startswith(("BEGIN", "COMMIT")) for one in said)
