"""Which column held what, remembered for workbooks with the same headings."""

import hashlib
from collections.abc import Sequence
from typing import TypedDict, cast

from language.folding import fold
from storage.documents import number_of
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database

MAPPINGS = Kind("tracker_mappings", indexed=("key",), unique=("key",))


class Remembered(TypedDict):
    """What was chosen the last time."""

    key: str  # of the headings
    columns: dict[str, str]
    source: str


def remembered(db: Database, headers: Sequence[str]) -> Remembered | None:
    """What was chosen for these headings; None where nobody has seen them here."""
    return cast("Remembered | None", db.table(MAPPINGS).get(Holding("key", _key(headers))))


def remember(db: Database, headers: Sequence[str], columns: dict[str, str], source: str) -> None:
    """Keep it for the next workbook that has them."""
    kept: Remembered = {"key": _key(headers), "columns": columns, "source": source}
    found = remembered(db, headers)
    if found is None:
        db.table(MAPPINGS).insert(kept)
    else:
        db.table(MAPPINGS).replace(number_of(found), kept)


def _key(headers: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(map(fold, headers)).encode()).hexdigest()
