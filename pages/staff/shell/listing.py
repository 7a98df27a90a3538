"""What is asked of a list in its address: words to look for, a filter, an order and a page. Reload and Back keep it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar
from urllib.parse import urlencode

T = TypeVar("T")

PAGE = 25  # rows
LONGEST_SEARCH = 100
MOST_PAGES = 100_000


@dataclass(frozen=True)
class Listing:
    """`sort` is a column, with a minus before it for the greatest first; empty fields are the list's own way."""

    q: str = ""
    only: str = ""
    sort: str = ""
    page: int = 1

    @property
    def column(self) -> str:
        """The column that it is sorted by."""
        return self.sort.removeprefix("-")

    @property
    def downward(self) -> bool:
        """Whether the greatest stand first."""
        return self.sort.startswith("-")

    @property
    def query(self) -> str:
        """What stands behind the address of the list; nothing that goes without saying."""
        said = {"q": self.q, "only": self.only, "sort": self.sort, "page": self.page if self.page > 1 else ""}
        given = urlencode({name: value for name, value in said.items() if value})
        return f"?{given}" if given else ""

    def searching(self, wanted: str) -> "Listing":
        """The same list of what fits these words, from its beginning."""
        return replace(self, q=" ".join(wanted[:LONGEST_SEARCH].split()), page=1)

    def only_those(self, code: str) -> "Listing":
        """The same list with another filter, from its beginning."""
        return replace(self, only=code, page=1)

    def by(self, column: str) -> "Listing":
        """The same list by a column, the other way round where it is by it already."""
        again = self.column == column and not self.downward
        return replace(self, sort=f"-{column}" if again else column, page=1)

    def at(self, page: int) -> "Listing":
        """Another page of it."""
        return replace(self, page=page)


def asked(query: Mapping[str, str], sorts: Collection[str], filters: Collection[str] = ()) -> Listing:
    """What an address asks for; what no list could mean counts as not asked, so that an old bookmark still opens it."""
    sort, only, page = (query.get(name, "") for name in ("sort", "only", "page"))
    return Listing(
        q=" ".join(query.get("q", "")[:LONGEST_SEARCH].split()),
        only=only if only in filters else "",
        sort=sort if sort.removeprefix("-") in sorts else "",
        page=min(max(int(page), 1), MOST_PAGES) if page.isascii() and page.isdecimal() and len(page) < 8 else 1,
    )


@dataclass(frozen=True)
class ListPage(Generic[T]):
    """A page of a list: its rows, and where in how many they stand."""

    rows: list[T]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // PAGE))

    @property
    def first(self) -> int:
        """The place of its first row, counted from one."""
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """The place of its last row."""
        return self.first + len(self.rows) - 1


def page_of(found: Sequence[T], page: int) -> ListPage[T]:
    """A page of what was found; past the end stands the last one."""
    here = min(page, max(1, -(-len(found) // PAGE)))
    return ListPage(list(found[(here - 1) * PAGE : here * PAGE]), len(found), here)


@dataclass(frozen=True)
class FilteredPage(Generic[T]):
    """The page that is drawn, and how many each filter would leave: its code, its name and the number."""

    part: ListPage[T]
    filters: list[tuple[str, str, int]]


def counted(
    found: Sequence[T], filters: Mapping[str, str], passes: Callable[[str, T], bool]
) -> list[tuple[str, str, int]]:
    """How many of what was found each filter leaves."""
    return [(code, name, sum(passes(code, one) for one in found)) for code, name in filters.items()]
