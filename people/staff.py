"""Members of staff: who they are, which roles they hold, and whether they still work here."""

from collections.abc import Iterable

from tinydb import where

from language.folding import by_name
from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.passwords import hashed
from people.permissions import open_to
from people.roles import Role
from storage.kinds import Kind
from storage.store import Database
from storage.table import Document

STAFF = Kind("staff", indexed=("email",), unique=("email",))


@open_to("the command line and demo data")
def add_staff(db: Database, name: str, email: str, roles: Iterable[Role], password: str | None = None) -> int:
    """Keep a new member of staff and return the id; without a password the person cannot sign in by one."""
    if "@" not in email:
        raise Unacceptable(f"“{email}” is not an e-mail address.")
    fields = {
        "name": name,
        "email": email.strip().lower(),
        "roles": sorted(Role(role) for role in roles),
        "password": hashed(password) if password else None,
        "active": True,
    }
    staff_id = db.table(STAFF).insert(fields)
    audit.record(db, audit.SYSTEM, "staff.added", staff=staff_id, roles=fields["roles"])
    return staff_id


def by_email(db: Database, email: str) -> Document | None:
    """The member of staff with this address, in any case."""
    return db.table(STAFF).get(where("email") == email.strip().lower())


def member(db: Database, staff_id: int) -> Document | None:
    """One member of staff, or None."""
    return db.table(STAFF).get(doc_id=staff_id)


def name_of(db: Database, staff_id: int | None) -> str:
    """The name to show for a staff id; a person who was never known stays unnamed."""
    found = member(db, staff_id) if staff_id else None
    return found["name"] if found else "Not recorded"


def everyone(db: Database) -> list[Document]:
    """All members of staff who still work here, by name."""
    return sorted((one for one in db.table(STAFF) if one["active"]), key=lambda one: by_name(one["name"]))


def with_role(db: Database, role: Role) -> list[Document]:
    """Those who hold a role."""
    return [one for one in everyone(db) if role in one["roles"]]


def as_actor(document: Document) -> Actor:
    """The document as somebody who acts."""
    return Actor(document.doc_id, document["name"], frozenset(Role(role) for role in document["roles"]))
