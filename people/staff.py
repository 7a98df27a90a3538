"""Members of staff: who they are, which roles they hold, and whether they still work here."""

from collections.abc import Iterable, Sequence
from typing import NotRequired, TypedDict, Unpack, cast

from tinydb import where

from language.folding import by_name
from people import audit
from people.actor import Actor
from people.errors import Unacceptable
from people.passwords import hashed
from people.permissions import open_to
from people.roles import Role
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

STAFF = Kind("staff", indexed=("email", "ref", "team"), unique=("email", "ref"))


class StaffMember(TypedDict):
    """What is kept of one member of staff."""

    name: str
    email: str | None  # in small letters; None for whom a file named without one, who cannot sign in until there is one
    roles: Sequence[str]  # the values of `Role`
    password: str | None  # hashed; None for who cannot sign in by one
    active: bool
    phone: NotRequired[str | None]  # E.164, where alerts go to
    on_duty: NotRequired[bool]
    browsers: NotRequired[list[str]]  # keyed hashes of the secrets of known browsers
    ref: NotRequired[str | None]  # by which the authority's own files know them
    team: NotRequired[str]  # the reference of the team; empty for none
    title: NotRequired[str]  # what they are by their contract
    by_hand: NotRequired[dict[str, str]]  # see `records/sources.py: held_by_hand`
    password_changed: NotRequired[str]  # when, where it was changed since the account was made


class StaffChange(TypedDict, total=False):
    """The fields of a member of staff that change."""

    name: str
    email: str | None
    roles: Sequence[str]
    ref: str | None
    team: str
    title: str
    by_hand: dict[str, str]
    active: bool
    phone: str | None
    on_duty: bool
    browsers: list[str]
    password: str
    password_changed: str


@open_to("the command line and demo data")
def add_staff(db: Database, name: str, email: str, roles: Iterable[Role], password: str | None = None) -> int:
    """Keep a new member of staff and return the id; without a password the person cannot sign in by one."""
    if "@" not in email:
        raise Unacceptable(f"“{email}” is not an e-mail address.")
    fields: StaffMember = {
        "name": name,
        "email": email.strip().lower(),
        "roles": sorted(Role(role) for role in roles),
        "password": hashed(password, (name, email)) if password else None,
        "active": True,
    }
    staff_id = db.table(STAFF).insert(fields)
    audit.record(db, audit.SYSTEM, "staff.added", staff=staff_id, roles=fields["roles"])
    return staff_id


def by_email(db: Database, email: str) -> StaffMember | None:
    """The member of staff with this address, in any case."""
    return cast("StaffMember | None", db.table(STAFF).get(where("email") == email.strip().lower()))


def by_reference(db: Database, reference: str) -> StaffMember | None:
    """The member of staff whom the authority's own files know by this number."""
    return cast("StaffMember | None", db.table(STAFF).get(where("ref") == reference))


def of_team(db: Database, team: str) -> list[StaffMember]:
    """Those of a team who still work here, by name."""
    found = cast("list[StaffMember]", db.table(STAFF).search(where("team") == team))
    return sorted((one for one in found if one["active"]), key=lambda one: by_name(one["name"]))


def ever(db: Database) -> list[StaffMember]:
    """All members of staff, those who left too, by name."""
    return sorted(cast("Iterable[StaffMember]", db.table(STAFF)), key=lambda one: by_name(one["name"]))


def member(db: Database, staff_id: int) -> StaffMember | None:
    """One member of staff, or None."""
    return cast("StaffMember | None", db.table(STAFF).get(doc_id=staff_id))


def about_owner(person: StaffMember) -> tuple[str, ...]:
    """What anybody knows of a person, which a password must not be made of."""
    return (person["name"], *([person["email"]] if person["email"] else []))


def name_of(db: Database, staff_id: int | None) -> str:
    """The name to show for a staff id; a person who was never known stays unnamed."""
    found = member(db, staff_id) if staff_id else None
    return found["name"] if found else "Not recorded"


def prefetch(db: Database, numbers: Iterable[int]) -> None:
    """Read these at once, for a long reading verb that asks for them one by one."""
    db.table(STAFF).prefetch_numbers(numbers)


def everyone(db: Database) -> list[StaffMember]:
    """All members of staff who still work here, by name."""
    known = cast("Iterable[StaffMember]", db.table(STAFF))
    return sorted((one for one in known if one["active"]), key=lambda one: by_name(one["name"]))


def everyone_ever(db: Database) -> list[StaffMember]:
    """All members of staff, also those who left, by name."""
    known = cast("Iterable[StaffMember]", db.table(STAFF))
    return sorted(known, key=lambda one: by_name(one["name"]))


def label_of(person: StaffMember) -> str:
    """How a person is offered and named in a field: by name and address, for two may share a name."""
    return f"{person['name']}, {person['email'] or person.get('ref') or 'no address'}"


def with_role(db: Database, role: Role) -> list[StaffMember]:
    """Those who hold a role."""
    return [one for one in everyone(db) if role in one["roles"]]


def keep(db: Database, person: StaffMember) -> int:
    """Keep a new member of staff; the number of the document."""
    return db.table(STAFF).insert(person)


def change(db: Database, staff_id: int, **fields: Unpack[StaffChange]) -> None:
    """Set fields of a member of staff."""
    db.table(STAFF).replace(staff_id, fields)


def remove(db: Database, staff_id: int) -> None:
    """Take away somebody who was never here and on whom nothing hangs."""
    db.table(STAFF).remove(doc_ids=[staff_id])


def as_actor(person: StaffMember) -> Actor:
    """The person as somebody who acts."""
    return Actor(number_of(person), person["name"], frozenset(Role(role) for role in person["roles"]))
