"""The tables that an authority has: recognised by their headings, each column mapped by a guess."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from rapidfuzz.distance import OSA

from language.folding import fold

CONTACTS = "contacts"
# which tables say who is there, all of them
CHILD_TABLES = frozenset({"ssd_person", "annex_a_6", "annex_a_7", "annex_a_8", "annex_a_9"})
MEMBER_TABLES = frozenset({"ssd_professionals", "staff"})
INVOLVEMENT_TABLES = frozenset({"ssd_involvements"})
FEWEST = 2  # headings that make a table likely
_LONG = 8  # letters from which on one that is wrong still tells the name


@dataclass(frozen=True)
class Table:
    """One kind of table; `columns` are the spellings of each field, `marks` what no other kind has.

    `needs` are those without which no row comes in; by them and its marks a table is recognised.
    """

    code: str
    title: str
    needs: frozenset[str]
    marks: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]


def spelled(heading: str) -> str:
    """A heading as it is compared: `Child Unique ID`, `child_unique_id` and `ChildUniqueID` are one."""
    return fold(heading).replace(" ", "")


def _read() -> dict[str, Table]:
    known = yaml.safe_load(Path(__file__).with_name("tables.yaml").read_text(encoding="utf-8"))
    return {
        code: Table(
            code,
            one["title"],
            frozenset(one["needs"]),
            frozenset(one["marks"]),
            {field: tuple(map(spelled, names)) for field, names in one["columns"].items()},
        )
        for code, one in known.items()
    }


TABLES: Mapping[str, Table] = _read()
_NAMES = frozenset(name for table in TABLES.values() for names in table.columns.values() for name in names)


def guess(table: Table, headers: Sequence[str]) -> dict[int, str]:
    """Which column holds which field of this table: the same spelling before a near one, the first of those alike."""
    there = [spelled(one) for one in headers]
    found: dict[int, str] = {}
    for near in (False, True):
        for field, names in table.columns.items():
            if field not in found.values():
                at = _place(names, there, found, near=near)
                if at is not None:
                    found[at] = field
    return found


def recognised(headers: Sequence[str]) -> Table | None:
    """The table that these headings are of; None where they are of none that is known."""
    fits = []
    for table in TABLES.values():
        fields = frozenset(guess(table, headers).values())
        if table.needs <= fields and table.marks <= fields:
            fits.append((len(fields), table))
    return max(fits, key=lambda one: one[0])[1] if fits else None


def likeliest(headers: Sequence[str]) -> Table | None:
    """The table that has most of these headings, though some that it needs are missing; None where hardly any fit."""
    fits = [(len(guess(table, headers)), table) for table in TABLES.values()]
    number, table = max(fits, key=lambda one: one[0])
    return table if number >= FEWEST else None


def is_known(heading: str) -> bool:
    """Whether a column of any table is called so, or nearly so."""
    return _is_known(spelled(heading))


@lru_cache(maxsize=4096)
def _is_known(name: str) -> bool:
    return name in _NAMES or any(_is_near(name, one) for one in _NAMES)


def _place(names: Sequence[str], there: Sequence[str], taken: Mapping[int, str], *, near: bool) -> int | None:
    for name in names:
        for at, one in enumerate(there):
            if at not in taken and (one == name or (near and _is_near(one, name))):
                return at
    return None


def _is_near(one: str, other: str) -> bool:
    """One letter wrong in a long name; codes such as `pers_dob` and `cppr_…` differ by more than a slip."""
    return min(len(one), len(other)) >= _LONG and OSA.distance(one, other, score_cutoff=1) <= 1
