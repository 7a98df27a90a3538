"""Whom the names in a workbook mean: the staff who work here, and the children whom the person may see."""

from dataclasses import dataclass, field

from language.folding import fold
from people.actor import Actor
from people.child_index import child_index
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from tracker.adding import who_is


@dataclass
class Known:
    """Looked up once for many rows."""

    refs: frozenset[str]
    children: dict[str, set[str]]  # by what may stand for a child, folded: its reference, its Mosaic number, its name
    owners: dict[str, tuple[int, str]] = field(default_factory=dict)

    def child(self, written: str) -> str | None:
        """The reference of the one child that is meant; None where there is none, or more than one."""
        if written in self.refs:
            return written
        found = self.children.get(fold(written), set())
        return next(iter(found)) if len(found) == 1 else None

    def is_doubtful(self, written: str) -> bool:
        """Whether several children are called so."""
        return len(self.children.get(fold(written), ())) > 1

    def owner(self, db: Database, written: str) -> tuple[int, str]:
        """As `who_is`, asked once for each name."""
        if written not in self.owners:
            self.owners[written] = who_is(db, written)
        return self.owners[written]


@needs(Permission.MANAGE_TRACKER)
def known_to(db: Database, actor: Actor) -> Known:
    """What this person knows; of a child whom they may not see they are told that it is not here."""
    entries = child_index(db, actor, ("mosaic_id",))
    children: dict[str, set[str]] = {}
    for one in entries:
        for name in (one.ref, one.mosaic_id, one.name):
            if key := fold(name):
                children.setdefault(key, set()).add(one.ref)
    return Known(frozenset(one.ref for one in entries), children)
