"""Which part of the tracker an address asks for: the same words as the list of the tracker has in its own."""

from collections.abc import Mapping

from tracker.listing import CLOSED, FIELDS, SORTS, VIEWS, Wanted
from tracker.states import LEVELS

LONGEST = 300


def wanted_of(query: Mapping[str, str]) -> Wanted:
    """The items that the list showed; what no list could mean counts as not asked."""
    said = {name: value[:LONGEST] for name, value in query.items()}
    view, level, sort = said.get("view", ""), said.get("level", ""), said.get("sort", "")
    return Wanted(
        level=level if level in LEVELS else "",
        view=view if view in VIEWS or view == CLOSED else "open",
        search=said.get("q", ""),
        only={name: said[name] for name in FIELDS if said.get(name)},
        mine=said.get("mine") == "yes",
        due_from=said.get("from", ""),
        due_to=said.get("to", ""),
        sort=sort.removeprefix("-") if sort.removeprefix("-") in SORTS else "number",
        backwards=sort.startswith("-"),
        most=0,
    )


def is_narrowed(wanted: Wanted) -> bool:
    """Whether it is less than all that is in sight."""
    return bool(wanted.level or wanted.search or wanted.only or wanted.mine) or _narrows_days(wanted)


def _narrows_days(wanted: Wanted) -> bool:
    return wanted.view != "open" or bool(wanted.due_from or wanted.due_to)
