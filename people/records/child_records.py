"""A child's record: made, and corrected field by field with what stood before."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from people import children, need_to_know
from people.actor import Actor
from people.children import CHILDREN, NOBODY, Child
from people.errors import Unacceptable
from people.identity import IDENTITY_FIELDS, IdentityField, needs_recommendation
from people.permissions import needs
from people.records import checked
from people.records.access import child_to_keep
from people.records.casework import BECAUSE, PARTS, begin_spell
from people.records.history import about, changed, differing
from people.records.sources import HAND, held_by_hand
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

TAKEN = "There is a child with this number already."


@needs(Permission.KEEP_RECORDS)
def add_child_record(
    db: Database,
    actor: Actor,
    fields: Mapping[str, Any],
    *,
    worker: int = NOBODY,
    manager: int = NOBODY,
    since: date | None = None,
    source: str = HAND,
) -> str:
    """Keep a new child and return the reference, which is the number in the authority's own system.

    `fields`: `ref, name, born` and what is known of `gender, language` and the identity fields; what of those is not
    there needs a recommendation (BR-20). `since` is from when the worker and the manager work with the child.
    """
    ref = checked.reference(fields.get("ref", ""))
    if children.by_ref(db, ref) is not None:
        raise Unacceptable(TAKEN)
    known = _read(db, {name: value for name, value in fields.items() if name != "ref"})
    if missing := {"name", "born"} - set(known):
        raise Unacceptable(f"A child needs a {' and a '.join(sorted(missing))}.")
    unsaid = {name: needs_recommendation() for name in IDENTITY_FIELDS}
    child = cast(
        "Child",
        {"ref": ref, "mosaic_id": ref, "gender": "", **unsaid, **known, "worker": worker, "manager": manager},
    )
    number = children.keep(db, child)
    for part in PARTS:
        if child[part] != NOBODY:
            need_to_know.give(db, child[part], ref, BECAUSE[part])
            begin_spell(db, child, part, since)
    changed(db, actor, source, "child.added", about(CHILDREN, number), before={}, after=child, child=ref)
    db.announce(f"child:{ref}")
    return ref


@needs(Permission.CORRECT_RECORDS)
def correct_child(db: Database, actor: Actor, ref: str, fields: Mapping[str, Any], *, source: str = HAND) -> bool:
    """Set fields of a child; whether anything differed. `Unacceptable` with the mend, and then nothing changes."""
    child = child_to_keep(db, actor, ref)
    before, after = differing(child, _read(db, fields))
    if not after:
        return False
    held = held_by_hand(child, before, source)
    children.change(db, child, cast("children.ChildChange", {**after, "by_hand": held}))
    changed(
        db, actor, source, "child.corrected", about(CHILDREN, number_of(child)), before=before, after=after, child=ref
    )
    db.announce(f"child:{ref}")
    return True


def _read(db: Database, fields: Mapping[str, Any]) -> dict[str, Any]:
    readers: dict[str, Callable[[Any], Any]] = {
        "mosaic_id": checked.reference,
        "name": checked.name,
        "born": lambda value: checked.born(value, london_day(db.now)),
        "gender": checked.line,
        "language": checked.line,
        **dict.fromkeys(IDENTITY_FIELDS, _identity),
    }
    return checked.read_fields(fields, readers)


def _identity(value: IdentityField) -> IdentityField:
    """As the verbs of `identity.py` make one."""
    return value
