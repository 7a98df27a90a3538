"""The people around a child whom we may ask: relation, language, and how it is safe to reach them."""

from collections.abc import Iterable, Mapping
from typing import Any

from tinydb import where

from people import audit
from people.actor import Actor
from people.children import child
from people.permissions import needs, open_to
from people.roles import Permission
from people.safe_times import read_spans
from storage.kinds import Kind
from storage.store import Database
from storage.table import Document

CONTACTS = Kind("contacts", indexed=("child",), hashed=("phone",))

# What is not said of a contact; above all, that nobody has checked yet what is safe.
UNSAID: Mapping[str, Any] = {
    "phone": None,
    "interpreter": False,
    "dialect": "",
    "safe_times": "",  # words, for a person to read
    "safe_spans": (),  # days, from and to: the only safe times that are ever taken for a yes
    "safe_number": None,  # the phone for which the check was made
    "safe_note": "",
    "safe_checked": None,
    "discreet": False,
    "abuse_flag": False,
    "reconfirmed": None,
    "hold_until": None,
    "hold_reason": "",
}


@open_to("the command line and demo data")
def add_contact(db: Database, ref: str, fields: Mapping[str, Any]) -> int:
    """Keep a contact: `name, relation, audience, language`, and what of `UNSAID` is known.

    `phone` is E.164; `safe_checked`, `reconfirmed` and `hold_until` are ISO dates; `safe_spans` as `read_spans` has it.
    """
    checked = fields.get("phone") if fields.get("safe_checked") else None
    spans = read_spans(fields.get("safe_spans", ()))
    contact = {**UNSAID, "safe_number": checked, **fields, "safe_spans": spans, "child": ref}
    contact_id = db.table(CONTACTS).insert(contact)
    audit.record(db, audit.SYSTEM, "contact.added", child=ref, contact=contact_id)
    return contact_id


@needs(Permission.SEE_CHILDREN)
def contacts(db: Database, actor: Actor, ref: str) -> list[Document]:
    """The contacts of a child that the actor may see."""
    child(db, actor, ref)
    return contacts_of(db, ref)


def prefetch(db: Database, *, numbers: Iterable[int] = (), children: Iterable[str] = ()) -> None:
    """Read these, and those of these children, at once: for a long reading verb that asks for them one by one."""
    db.table(CONTACTS).prefetch_numbers(numbers)
    db.table(CONTACTS).prefetch("child", children)


def contact_of(db: Database, contact_id: int) -> Document | None:
    """One contact, for rules that have checked already who is asking."""
    return db.table(CONTACTS).get(doc_id=contact_id)


def with_phone(db: Database, phone: str) -> list[Document]:
    """The contacts that share a phone: brothers and sisters have a mother each, and two parents may share one."""
    return db.table(CONTACTS).search(where("phone") == phone)


def contacts_of(db: Database, ref: str) -> list[Document]:
    """The contacts of a child, for rules that have checked already who is asking."""
    return db.table(CONTACTS).search(where("child") == ref)
