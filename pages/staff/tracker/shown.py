"""What the list shows to one person: its rows, how many each view would leave, and what it can be narrowed to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from people.working_days import london_day
from storage.store import Database
from tracker.index import TrackerIndex
from tracker.item_rows import ItemRow, rows_of
from tracker.listing import CLOSED, VIEWS, Listed, Wanted, tracked
from tracker.saved_views import SavedView, saved_views
from tracker.states import LEVELS, SOURCES, STATES

TITLES: Mapping[str, str] = {
    "owner": "Owner",
    "team": "Team",
    "theme": "Theme",
    "source": "Source",
    "state": "State",
}


@dataclass(frozen=True)
class Choice:
    """One value that a field can be narrowed to."""

    value: str
    words: str
    number: int


@dataclass(frozen=True)
class TrackerShown:
    """The list at one moment."""

    listed: Listed
    rows: list[ItemRow]
    levels: list[tuple[str, str, int]]
    views: list[tuple[str, str, int | None]]  # code, name, how many; None where nobody counted
    narrowing: list[tuple[str, str, list[Choice]]]  # field, title, what stands there
    saved: list[SavedView]
    month: str


@needs(Permission.SEE_TRACKER)
def tracker_shown(db: Database, actor: Actor, index: TrackerIndex, wanted: Wanted) -> TrackerShown:
    """Everything at one moment."""
    listed, today = tracked(db, actor, index, wanted), london_day(db.now)
    levels = [(code, name, listed.levels.get(code, 0)) for code, name in LEVELS.items()]
    return TrackerShown(
        listed=listed,
        rows=rows_of(db, actor, listed.items),
        levels=[*levels, ("", "All", sum(listed.levels.values()))],
        views=[*_views(listed, today), (CLOSED, "Closed", listed.total if wanted.view == CLOSED else None)],
        narrowing=[(name, title, _choices(db, name, wanted, listed)) for name, title in TITLES.items()],
        saved=saved_views(db, actor),
        month=month_of(today),
    )


def month_of(today: date) -> str:
    """The month of a day: “November”."""
    return f"{today:%B}"


def _views(listed: Listed, today: date) -> list[tuple[str, str, int | None]]:
    in_words = {"no_update": f"No update in {month_of(today)}"}
    return [(code, in_words.get(code, name), listed.views[code]) for code, (name, _) in VIEWS.items()]


def _choices(db: Database, name: str, wanted: Wanted, listed: Listed) -> list[Choice]:
    """What stands there, by its words; what the list is narrowed to stays, though nothing is left of it."""
    counts = {wanted.only.get(name, ""): 0, **listed.choices[name]}
    found = [Choice(value, _in_words(db, name, value), number) for value, number in counts.items() if value]
    return sorted(found, key=lambda one: one.words.casefold())


def _in_words(db: Database, name: str, value: str) -> str:
    if name == "owner":
        return name_of(db, int(value)) if value.isdecimal() and len(value) < 10 else value
    return {"source": SOURCES, "state": STATES}.get(name, {}).get(value, value)
