"""The record of a member of staff: made, corrected, away with a deputy."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, cast

from people import staff, teams
from people.actor import Actor
from people.children import NOBODY
from people.deputies import Leave, keep_leave, leave_by_number, leaves_of, take_back
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.phone_numbers import NotAMobile, mobile
from people.records import checked
from people.records.history import about, changed, differing
from people.records.sources import HAND, held_by_hand
from people.roles import Permission, Role
from people.staff import STAFF, StaffChange, StaffMember
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

TAKEN_ADDRESS = "Somebody else has this e-mail address."
LAST_ADMINISTRATOR = "This is the last administrator. Make somebody else one first."
LONGEST_LEAVE = 730  # days


@needs(Permission.MANAGE_STAFF)
def add_staff_record(db: Database, actor: Actor, fields: Mapping[str, Any], *, source: str = HAND) -> int:
    """Keep a new member of staff: `name` and what is known of `email, roles, ref, team, title, phone`.

    Without an address nobody signs in; without a role nobody sees anything.
    """
    known = _read(db, fields, None)
    if "name" not in known:
        raise Unacceptable("Write the name.")
    unsaid: dict[str, Any] = {"email": None, "roles": [], "ref": None, "team": "", "title": "", "phone": None}
    person = cast("StaffMember", {**unsaid, **known, "password": None, "active": True})
    number = staff.keep(db, person)
    changed(db, actor, source, "staff.added", about(STAFF, number), before={}, after=known)
    db.announce("staff")
    return number


@needs(Permission.MANAGE_STAFF)
def correct_staff(db: Database, actor: Actor, staff_id: int, fields: Mapping[str, Any], *, source: str = HAND) -> bool:
    """Set fields of a member of staff; whether anything differed. Another role counts from the next press."""
    person = _person(db, staff_id)
    before, after = differing(person, _read(db, fields, staff_id))
    if not after:
        return False
    if Role.ADMINISTRATOR not in after.get("roles", [Role.ADMINISTRATOR]) and is_last_administrator(db, person):
        raise Unacceptable(LAST_ADMINISTRATOR)
    held = held_by_hand(person, before, source)
    staff.change(db, staff_id, **cast("StaffChange", {**after, "by_hand": held}))
    changed(db, actor, source, "staff.corrected", about(STAFF, staff_id), before=before, after=after)
    db.announce("staff")
    return True


@needs(Permission.MANAGE_STAFF)
def staff_faults(db: Database, actor: Actor, fields: Mapping[str, Any], staff_id: int | None = None) -> dict[str, str]:
    """What is wrong with each of these fields, by name; `staff_id` is whose they are, None for somebody new."""
    return checked.faults(fields, _readers(db, staff_id))


@needs(Permission.MANAGE_STAFF)
def set_leave(
    db: Database, actor: Actor, staff_id: int, since: date, until: date, deputy: int = NOBODY, *, source: str = HAND
) -> int:
    """Keep that somebody is away from one day to another, both included, and who stands in."""
    return _keep_away(db, actor, staff_id, since, until, deputy, source)


@needs(Permission.MANAGE_STAFF)
def take_back_leave(db: Database, actor: Actor, leave_id: int) -> None:
    """It is not so, or they are back early: the deputy sees no more than before."""
    _take_back(db, actor, leave_by_number(db, leave_id))


@needs(Permission.KEEP_OWN_ACCOUNT)
def set_own_leave(db: Database, actor: Actor, since: date, until: date, deputy: int = NOBODY) -> int:
    """Say of oneself that one is away, and who stands in; `Unacceptable` for days that are over."""
    if until < london_day(db.now):
        raise Unacceptable("These days are over.")
    return _keep_away(db, actor, actor.id, since, until, deputy, HAND)


@needs(Permission.KEEP_OWN_ACCOUNT)
def take_back_own_leave(db: Database, actor: Actor, leave_id: int) -> None:
    """One is not away, or back early; `NotFound` for somebody else's leave."""
    leave = leave_by_number(db, leave_id)
    _take_back(db, actor, leave if leave and leave["staff"] == actor.id else None)


def _keep_away(db: Database, actor: Actor, staff_id: int, since: date, until: date, deputy: int, source: str) -> int:
    _person(db, staff_id)
    if until < since:
        raise Unacceptable("The last day is before the first.")
    if (until - since).days > LONGEST_LEAVE:
        raise Unacceptable("That is longer than two years. Check the days.")
    if deputy == staff_id:
        raise Unacceptable("Nobody stands in for themselves.")
    if deputy != NOBODY and not ((found := staff.member(db, deputy)) and found["active"]):
        raise Unacceptable("Choose somebody who works here.")
    leave: Leave = {
        "staff": staff_id,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "deputy": deputy,
        "noted_by": actor.id,
        "noted": db.now.isoformat(),
        "taken_back": None,
    }
    if any(one["since"] <= leave["until"] and leave["since"] <= one["until"] for one in leaves_of(db, staff_id)):
        raise Unacceptable("Some of these days are noted already. Take that back first.")
    number = keep_leave(db, leave)
    after = {"since": leave["since"], "until": leave["until"], "deputy": deputy}
    changed(db, actor, source, "staff.away", about(STAFF, staff_id), before={}, after=after)
    db.announce("staff")
    return number


def _take_back(db: Database, actor: Actor, leave: Leave | None) -> None:
    if leave is None or leave["taken_back"] is not None:
        raise NotFound
    take_back(db, leave)
    before = {"since": leave["since"], "until": leave["until"], "deputy": leave["deputy"]}
    changed(db, actor, HAND, "staff.back", about(STAFF, leave["staff"]), before=before, after={})
    db.announce("staff")


def is_last_administrator(db: Database, person: StaffMember) -> bool:
    """Whether nobody could manage staff any more without this person."""
    administrators = [one for one in staff.with_role(db, Role.ADMINISTRATOR) if one["active"]]
    return [number_of(one) for one in administrators] == [number_of(person)]


def _person(db: Database, staff_id: int) -> StaffMember:
    person = staff.member(db, staff_id)
    if person is None:
        raise NotFound
    return person


def _read(db: Database, fields: Mapping[str, Any], staff_id: int | None) -> dict[str, Any]:
    return checked.read_fields(fields, _readers(db, staff_id))


def _readers(db: Database, staff_id: int | None) -> dict[str, Callable[[Any], Any]]:
    return {
        "name": checked.name,
        "email": lambda value: _email(db, value, staff_id),
        "roles": _roles,
        "ref": checked.reference,
        "team": lambda value: _team(db, value),
        "title": checked.line,
        "phone": _phone,
    }


def _email(db: Database, value: str | None, staff_id: int | None) -> str | None:
    kept = checked.line(value or "").lower()
    if not kept:
        return None
    if "@" not in kept or " " in kept:
        raise Unacceptable(f"“{kept}” is not an e-mail address.")
    other = staff.by_email(db, kept)
    if other is not None and number_of(other) != staff_id:
        raise Unacceptable(TAKEN_ADDRESS)
    return kept


def _roles(value: Iterable[str]) -> list[str]:
    try:
        found = sorted(Role(role) for role in value)
    except ValueError:
        raise Unacceptable("Choose from the roles.") from None
    if Role.COMMAND_LINE in found:
        raise Unacceptable("Choose from the roles.")
    return [role.value for role in found]


def _team(db: Database, value: str) -> str:
    if value and teams.by_ref(db, value) is None:
        raise Unacceptable("There is no such team.")
    return value


def _phone(value: str | None) -> str | None:
    if not value or not value.strip():
        return None
    try:
        return mobile(value)
    except NotAMobile as wrong:
        raise Unacceptable(str(wrong)) from None
