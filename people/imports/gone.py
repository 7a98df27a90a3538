"""Who stood in the files before and does not now."""

from collections.abc import Iterator
from typing import NamedTuple

from people import children, staff
from people.children import NOBODY, Child
from people.imports.imports import last_with_children
from people.imports.picture import CHILD, INVOLVEMENT, MEMBER, Picture, key_of
from people.imports.rosters import has_any, last_of
from people.imports.tables import CHILD_TABLES, INVOLVEMENT_TABLES, MEMBER_TABLES
from people.records.casework import PARTS
from storage.store import Database


class Gone(NamedTuple):
    """Somebody who is missing; `ref` is the number of the child or the member of staff.

    Of an involvement `part` and `who` say whose it is.
    """

    what: str
    ref: str
    named: str
    part: str = ""
    who: int = NOBODY

    @property
    def key(self) -> str:
        """The same whenever the same is missing."""
        return key_of(self.what, self.ref, self.part)


def gone_from(db: Database, picture: Picture) -> list[Gone]:
    """Who stood in the last files of the same tables, stands here still, and is named in no row of these."""
    lost = list(_children(db, picture))
    refs = {one.ref for one in lost}
    return [*lost, *_members(db, picture), *(one for one in _involvements(db, picture) if one.ref not in refs)]


def has_ended(child: Child) -> bool:
    """Whether our work with the child has ended."""
    return bool(child.get("ended") or child.get("died"))


def _children(db: Database, picture: Picture) -> Iterator[Gone]:
    last = last_of(db, CHILD_TABLES, picture.tables)
    stood = last["children"] if last else () if has_any(db) or not picture.children else last_with_children(db)
    for ref in stood:
        child = None if key_of(CHILD, ref) in picture.named else children.by_ref(db, ref)
        if child and not has_ended(child):
            yield Gone(CHILD, ref, f"Child {ref}, {child['name']}")


def _members(db: Database, picture: Picture) -> Iterator[Gone]:
    last = last_of(db, MEMBER_TABLES, picture.tables)
    for ref in last["members"] if last else ():
        person = None if key_of(MEMBER, ref) in picture.named else staff.by_reference(db, ref)
        if person and person["active"]:
            yield Gone(MEMBER, ref, f"{person['name']} ({ref})")


def _involvements(db: Database, picture: Picture) -> Iterator[Gone]:
    """Who works with a child by the files alone: somebody whom a person here chose is nobody that a file can miss."""
    last = last_of(db, INVOLVEMENT_TABLES, picture.tables)
    for one in last["involved"] if last else ():
        ref, _, part = one.rpartition(" ")
        child = None if key_of(INVOLVEMENT, ref, part) in picture.named else children.by_ref(db, ref)
        if child and part in PARTS and part not in child.get("by_hand", {}) and not has_ended(child):
            person = staff.member(db, child[part])
            if person:
                named = f"Child {ref}, {child['name']}: {person['name']} as {part}"
                yield Gone(INVOLVEMENT, ref, named, part, child[part])
