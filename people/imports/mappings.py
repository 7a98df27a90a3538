"""Which column holds what, as a person chose it: remembered for every file that has the same headings."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypedDict, cast

from people import audit
from people.actor import Actor
from people.errors import NotFound
from people.imports.tables import spelled
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.kinds import Kind
from storage.queries import Holding
from storage.store import Database

RECORD_MAPPINGS = Kind("record_mappings", indexed=("key", "at"), unique=("key",))
TOPIC = "record mappings"


class RecordMapping(TypedDict):
    """What was chosen for one set of headings, in whatever order they stand."""

    key: str  # of the headings
    headings: list[str]  # as the file had them
    table: str  # empty where files with these headings are left out
    columns: dict[str, str]  # by the name of the column, as `names_of` has it, a field of the table
    by: int
    by_name: str
    at: str


@dataclass(frozen=True)
class Memory:
    """All that was chosen, by the key of the headings."""

    mappings: Mapping[str, RecordMapping] = field(default_factory=dict)

    def of(self, headers: Sequence[str]) -> RecordMapping | None:
        """What was chosen for these headings; None where nobody has."""
        return self.mappings.get(key_of(headers))

    def knows(self, heading: str) -> bool:
        """Whether a file whose columns were chosen has a column that is called so."""
        return spelled(heading) in self._spelled

    @cached_property
    def _spelled(self) -> frozenset[str]:
        return frozenset(spelled(one) for kept in self.mappings.values() for one in kept["headings"])


def names_of(headers: Sequence[str]) -> list[str]:
    """Each heading as it is compared; the second that is called the same is told from the first."""
    times: Counter[str] = Counter()
    names = []
    for one in map(spelled, headers):
        times[one] += 1
        names.append(one if one and times[one] == 1 else f"{one} {times[one]}")
    return names


def key_of(headers: Sequence[str]) -> str:
    """The same for the same headings in any order."""
    said = sorted(name for name, heading in zip(names_of(headers), headers, strict=True) if spelled(heading))
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def memory_of(db: Database) -> Memory:
    """All that was chosen so far: read anew for each file that comes in."""
    found = cast("list[RecordMapping]", db.table(RECORD_MAPPINGS).all())
    return Memory({one["key"]: one for one in found})


@needs(Permission.BRING_IN_RECORDS)
def mappings_kept(db: Database, _: Actor) -> list[RecordMapping]:
    """All that was chosen, the last first."""
    return cast("list[RecordMapping]", db.table(RECORD_MAPPINGS).page(by="at", newest_first=True))


@needs(Permission.BRING_IN_RECORDS)
def remember_columns(
    db: Database, actor: Actor, headers: Sequence[str], table: str, columns: Mapping[int, str]
) -> None:
    """Keep what each column of these headings holds, by its place; an empty `table` leaves such files out."""
    names = names_of(headers)
    kept: RecordMapping = {
        "key": key_of(headers),
        "headings": [one for one in headers if one],
        "table": table,
        "columns": {names[at]: name for at, name in columns.items()},
        "by": actor.id,
        "by_name": actor.name,
        "at": db.now.isoformat(),
    }
    known = db.table(RECORD_MAPPINGS).get(Holding("key", kept["key"]))
    if known is None:
        db.table(RECORD_MAPPINGS).insert(kept)
    else:
        db.table(RECORD_MAPPINGS).replace(number_of(known), kept)
    audit.record(db, actor, "records.columns_remembered", table=table)
    db.announce(TOPIC)


@needs(Permission.BRING_IN_RECORDS)
def forget_columns(db: Database, actor: Actor, number: int) -> None:
    """From now on such files are recognised by their headings again. `NotFound` where it is forgotten already."""
    found = cast("RecordMapping | None", db.table(RECORD_MAPPINGS).get(doc_id=number))
    if found is None:
        raise NotFound
    db.table(RECORD_MAPPINGS).remove(doc_ids=[number])
    audit.record(db, actor, "records.columns_forgotten", table=found["table"])
    db.announce(TOPIC)
