"""Who may see and correct a record: those who keep all of them, and those who work with the child."""

from people import children, contacts, need_to_know
from people.actor import Actor
from people.children import Child
from people.contacts import Contact
from people.errors import NotFound
from people.roles import Permission
from storage.store import Database


def may_keep(db: Database, actor: Actor, ref: str) -> bool:
    """Whether a person may see who a child is, its contacts and its workers, and correct them; no word of anybody's."""
    if actor.may(Permission.KEEP_RECORDS):
        return True
    return actor.may(Permission.CORRECT_RECORDS) and need_to_know.may_see(db, actor, ref)


def child_to_keep(db: Database, actor: Actor, ref: str) -> Child:
    """The child whose record somebody keeps; `NotFound` as for one that is not there (ASVS 8.2.2)."""
    found = children.by_ref(db, ref)
    if found is None or not may_keep(db, actor, ref):
        raise NotFound
    return found


def contact_to_keep(db: Database, actor: Actor, contact_id: int) -> Contact:
    """The contact whose record somebody keeps; `NotFound` as above."""
    found = contacts.by_id(db, contact_id)
    if found is None or not may_keep(db, actor, found["child"]):
        raise NotFound
    return found
