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
    part: str = ""
    who: int = NOBODY

    @property
    def key(self) -> str:
        """The same whenever the same is missing."""
        return key_of(self.what, self.ref, self.part)

    @property
    def nameless(self) -> str:
        """In words that name nobody, to be kept with the bringing-in."""
        who = f"Member of staff {self.ref}" if self.what == MEMBER else f"Child {self.ref}"
        return f"{who}: {self.part}" if self.part else who


def gone_from(db: Database, picture: Picture) -> list[Gone]:
    """Who stood in the last files of the same tables, stands here still, and is named in no row of these."""
    lost = list(_children(db, picture))
    refs = {one.ref for one in lost}
    return [*lost, *_members(db, picture), *(one for one in _involvements(db, picture) if one.ref not in refs)]


def in_words(db: Database, one: Gone) -> str:
    """With the names of now."""
    if one.what == MEMBER:
        person = staff.by_reference(db, one.ref)
        return f"{person['name']} ({one.ref})" if person else one.nameless
    child = children.by_ref(db, one.ref)
    named = f"Child {one.ref}, {child['name']}" if child else one.nameless
    worker = staff.member(db, one.who) if one.part else None
    return f"{named}: {worker['name']} as {one.part}" if worker else named


def has_ended(child: Child) -> bool:
    """Whether our work with the child has ended."""
    return bool(child.get("ended") or child.get("died"))


def _children(db: Database, picture: Picture) -> Iterator[Gone]:
    last = last_of(db, CHILD_TABLES, picture.tables)
    stood = last["children"] if last else () if has_any(db) or not picture.children else last_with_children(db)
    for ref in stood:
        child = None if key_of(CHILD, ref) in picture.named else children.by_ref(db, ref)
        if child and not has_ended(child):
            yield Gone(CHILD, ref)


def _members(db: Database, picture: Picture) -> Iterator[Gone]:
    last = last_of(db, MEMBER_TABLES, picture.tables)
    for ref in last["members"] if last else ():
        person = None if key_of(MEMBER, ref) in picture.named else staff.by_reference(db, ref)
        if person and person["active"]:
            yield Gone(MEMBER, ref)


def _involvements(db: Database, picture: Picture) -> Iterator[Gone]:
    """Who works with a child by the files alone: somebody whom a person here chose is nobody that a file can miss."""
    last = last_of(db, INVOLVEMENT_TABLES, picture.tables)
    for one in last["involved"] if last else ():
        ref, _, part = one.rpartition(" ")
        child = None if key_of(INVOLVEMENT, ref, part) in picture.named else children.by_ref(db, ref)
        if child and (who := _by_the_files(child, part)) != NOBODY:
            yield Gone(INVOLVEMENT, ref, part, who)


def _by_the_files(child: Child, part: str) -> int:
    """Who is the child's worker or manager; `NOBODY` also where a person here chose them, and once work has ended."""
    if part not in PARTS or part in child.get("by_hand", {}) or has_ended(child):
        return NOBODY
    return child[part]
