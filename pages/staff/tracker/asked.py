"""What is asked of the tracker in its address, and the way to ask otherwise. Reload and Back keep it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from tracker.listing import CLOSED, FIELDS, PAGE, SORTS, VIEWS, Wanted
from tracker.states import LEVELS

LONGEST_SEARCH, LONGEST_VALUE = 100, 300
MOST_SHOWN = 1_000  # rows; whoever looks for more looks for something


@dataclass(frozen=True)
class TrackerListing:
    """`sort` is a column, with a minus before it for the greatest first; empty is the view's own order."""

    level: str = ""
    view: str = "open"
    q: str = ""
    only: tuple[tuple[str, str], ...] = ()
    mine: bool = False
    due_from: str = ""
    due_to: str = ""
    sort: str = ""
    most: int = PAGE

    @property
    def order(self) -> str:
        """The order that counts: what was closed last stands first, anything else by its day."""
        return self.sort or ("-closed" if self.view == CLOSED else "due")

    @property
    def column(self) -> str:
        """The column that it is sorted by."""
        return self.order.removeprefix("-")

    @property
    def downward(self) -> bool:
        """Whether the greatest stand first."""
        return self.order.startswith("-")

    @property
    def narrowed(self) -> bool:
        """Whether more is asked than a level and a view."""
        return bool(self.q or self.only or self.mine or self.due_from or self.due_to)

    @property
    def query(self) -> str:
        """What stands behind the address of the list; nothing that goes without saying."""
        said = {
            "level": self.level,
            "view": self.view if self.view != "open" else "",
            "q": self.q,
            **dict(self.only),
            "mine": "yes" if self.mine else "",
            "from": self.due_from,
            "to": self.due_to,
            "sort": self.sort,
            "most": self.most if self.most > PAGE else "",
        }
        given = urlencode({name: value for name, value in said.items() if value})
        return f"?{given}" if given else ""

    @property
    def wanted(self) -> Wanted:
        """The same, as the list reads it."""
        return Wanted(
            level=self.level,
            view=self.view,
            search=self.q,
            only=dict(self.only),
            mine=self.mine,
            due_from=self.due_from,
            due_to=self.due_to,
            sort=self.column,
            backwards=self.downward,
            most=self.most,
        )

    def value(self, name: str) -> str:
        """What a field is narrowed to; empty where it is not."""
        return dict(self.only).get(name, "")

    def of_level(self, level: str) -> "TrackerListing":
        """The same of another level."""
        return replace(self, level=level, most=PAGE)

    def viewing(self, view: str) -> "TrackerListing":
        """Another view, in its own order."""
        return replace(self, view=view, sort="", most=PAGE)

    def by(self, column: str) -> "TrackerListing":
        """The same by a column, the other way round where it is by it already."""
        again = self.column == column and not self.downward
        return replace(self, sort=f"-{column}" if again else column, most=PAGE)

    def searching(self, wanted: str) -> "TrackerListing":
        """The same of what fits these words."""
        return replace(self, q=" ".join(wanted[:LONGEST_SEARCH].split()), most=PAGE)

    def more(self) -> "TrackerListing":
        """The same with the next rows."""
        return replace(self, most=min(self.most + PAGE, MOST_SHOWN))

    def plainly(self) -> "TrackerListing":
        """The same level and view with nothing narrowed."""
        return TrackerListing(level=self.level, view=self.view, sort=self.sort)


def asked(query: Mapping[str, str]) -> TrackerListing:
    """What an address asks for; what no list could mean counts as not asked, so that an old bookmark still opens it."""
    level, view, sort, most = (query.get(name, "") for name in ("level", "view", "sort", "most"))
    known = most.isascii() and most.isdecimal() and len(most) < 6
    found = TrackerListing(
        level=level if level in LEVELS else "",
        view=view if view in VIEWS or view == CLOSED else "open",
        sort=sort if sort.removeprefix("-") in SORTS else "",
        most=min(max(int(most), PAGE), MOST_SHOWN) if known else PAGE,
    )
    return narrowed_to(found.searching(query.get("q", "")), query, found.most)


def narrowed_to(listing: TrackerListing, given: Mapping[str, object], most: int = PAGE) -> TrackerListing:
    """The list narrowed as the fields of `given` say, whatever it was narrowed to before."""
    values = {name: str(given.get(name) or "")[:LONGEST_VALUE] for name in FIELDS}
    return replace(
        listing,
        only=tuple((name, value) for name, value in values.items() if value),
        mine=str(given.get("mine") or "") == "yes",
        due_from=_day(given.get("from")),
        due_to=_day(given.get("to")),
        most=most,
    )


def _day(text: object) -> str:
    try:
        return date.fromisoformat(str(text or "")).isoformat()
    except ValueError:
        return ""
