"""The people around a child whom we may ask: relation, language, and how it is safe to reach them."""

from collections.abc import Mapping
from typing import Any

from tinydb import where

from people import audit
from people.actor import Actor
from people.children import child
from people.permissions import needs, open_to
from people.roles import Permission
from storage.kinds import Kind
from storage.store import Database
from storage.table import Document

CONTACTS = Kind("contacts", indexed=("child",), hashed=("phone",))


@open_to("the command line and demo data")
def add_contact(db: Database, ref: str, fields: Mapping[str, Any]) -> int:
    """Keep a contact: `name, relation, audience, language, phone` (E.164 or None), `interpreter`, `safe_note`."""
    contact_id = db.table(CONTACTS).insert({**fields, "child": ref})
    audit.record(db, audit.SYSTEM, "contact.added", child=ref, contact=contact_id)
    return contact_id


@needs(Permission.SEE_CHILDREN)
def contacts(db: Database, actor: Actor, ref: str) -> list[Document]:
    """The contacts of a child that the actor may see."""
    child(db, actor, ref)
    return contacts_of(db, ref)


def contacts_of(db: Database, ref: str) -> list[Document]:
    """The contacts of a child, for rules that have checked already who is asking."""
    return db.table(CONTACTS).search(where("child") == ref)
