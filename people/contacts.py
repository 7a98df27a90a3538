"""The people around a child whom we may ask: relation, language, and how it is safe to reach them."""

from collections.abc import Iterable, Mapping
from typing import Any, NotRequired, TypedDict, Unpack, cast

from tinydb import where

from people import audit
from people.actor import Actor
from people.children import child
from people.permissions import needs, open_to
from people.roles import Permission
from people.safe_times import KeptSpan, read_spans
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

CONTACTS = Kind("contacts", indexed=("child", "ref"), hashed=("phone",))


class Contact(TypedDict):
    """What is kept of one person around a child; every day in it is an ISO date."""

    child: str  # the child's reference
    name: str
    relation: str  # "Self" for the child
    audience: str
    language: str  # that they read: a code, also of one in which nobody can be asked here (`language/not_here.py`)
    phone: str | None  # E.164
    interpreter: bool
    dialect: str
    safe_times: str  # words, for a person to read
    safe_spans: NotRequired[list[KeptSpan]]  # the only safe times that are ever taken for a yes
    safe_number: NotRequired[str | None]  # the phone for which the check was made
    safe_note: str
    safe_checked: str | None
    discreet: bool
    abuse_flag: bool
    reconfirmed: str | None  # when the way was checked last under an abuse flag
    hold_until: str | None
    hold_reason: str
    ref: NotRequired[str]  # by which the authority's own file knows them
    email: NotRequired[str]
    address: NotRequired[str]
    do_not_contact: NotRequired[str]  # why nobody here asks them, for the authority's own reason; empty where they may
    gone: NotRequired[bool]  # no longer somebody around the child
    never_theirs: NotRequired[list[str]]  # phones that stood here and were somebody else's
    by_hand: NotRequired[dict[str, str]]  # see `records/sources.py: held_by_hand`


class ContactChange(TypedDict, total=False):
    """The fields of a contact that change."""

    name: str
    relation: str
    audience: str
    language: str
    phone: str | None
    interpreter: bool
    dialect: str
    ref: str
    email: str
    address: str
    do_not_contact: str
    gone: bool
    never_theirs: list[str]
    by_hand: dict[str, str]
    safe_times: str
    safe_spans: list[KeptSpan]
    safe_number: str | None
    safe_note: str
    safe_checked: str
    discreet: bool
    abuse_flag: bool
    reconfirmed: str | None
    hold_until: str | None
    hold_reason: str


# What is not said of a contact; above all, that nobody has checked yet what is safe.
UNSAID: Mapping[str, Any] = {
    "phone": None,
    "interpreter": False,
    "dialect": "",
    "safe_times": "",
    "safe_spans": (),
    "safe_number": None,
    "safe_note": "",
    "safe_checked": None,
    "discreet": False,
    "abuse_flag": False,
    "reconfirmed": None,
    "hold_until": None,
    "hold_reason": "",
}


def by_id(db: Database, contact_id: int) -> Contact | None:
    """One contact, for rules that have checked already who is asking."""
    return cast("Contact | None", db.table(CONTACTS).get(doc_id=contact_id))


def newest_number(db: Database) -> int:
    """The number of the contact that was added last, 0 for none."""
    newest = db.table(CONTACTS).newest()
    return newest.doc_id if newest else 0


def of_child(db: Database, ref: str) -> list[Contact]:
    """The people around a child today, for rules that have checked already who is asking."""
    return [one for one in ever_of_child(db, ref) if not one.get("gone")]


def ever_of_child(db: Database, ref: str) -> list[Contact]:
    """The contacts of a child, those who are no longer around it too."""
    return cast("list[Contact]", db.table(CONTACTS).search(where("child") == ref))


def by_reference(db: Database, child: str, reference: str) -> Contact | None:
    """The contact of a child whom the authority's own file knows by this number."""
    found = cast("list[Contact]", db.table(CONTACTS).search((where("child") == child) & (where("ref") == reference)))
    return found[0] if found else None


def with_phone(db: Database, phone: str) -> list[Contact]:
    """The contacts that share a phone: brothers and sisters have a mother each, and two parents may share one."""
    return cast("list[Contact]", db.table(CONTACTS).search(where("phone") == phone))


def keep(db: Database, contact: Contact) -> int:
    """Keep a new contact; the number of its document."""
    return db.table(CONTACTS).insert(contact)


def change(db: Database, contact: Contact, **fields: Unpack[ContactChange]) -> None:
    """Set fields of a contact."""
    db.table(CONTACTS).replace(number_of(contact), fields)


def remove(db: Database, contact: Contact) -> None:
    """Take a contact away on whom nothing hangs."""
    db.table(CONTACTS).remove(doc_ids=[number_of(contact)])


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
def contacts(db: Database, actor: Actor, ref: str) -> list[Contact]:
    """The contacts of a child that the actor may see."""
    child(db, actor, ref)
    return of_child(db, ref)


def prefetch(
    db: Database, *, numbers: Iterable[int] = (), children: Iterable[str] = (), phones: Iterable[str] = ()
) -> None:
    """Read these, and those of these children or phones, at once, for a long reading verb that asks one by one."""
    db.table(CONTACTS).prefetch_numbers(numbers)
    db.table(CONTACTS).prefetch("phone", phones)
    db.table(CONTACTS).prefetch("child", children)
