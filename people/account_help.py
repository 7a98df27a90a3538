"""What an administrator does for somebody's account: the second factor taken away, sessions ended, a new password."""

from people import audit, staff
from people.actor import Actor
from people.errors import NotFound
from people.half_sessions import end_half_sessions_of
from people.own_account import topic_of
from people.passwords import hashed
from people.permissions import needs
from people.roles import Permission
from people.second_factors import forget_factor
from people.sessions import end_sessions_of
from people.staff import StaffMember, about_owner, member
from storage.store import Database


@needs(Permission.MANAGE_STAFF)
def reset_factor(db: Database, actor: Actor, staff_id: int) -> bool:
    """Take away the second factor of who lost it, and end their sessions; whether there was one (ASVS 6.4.4)."""
    _person(db, staff_id)
    there = forget_factor(db, staff_id)
    _begin_again(db, staff_id)
    audit.record(db, actor, "factor.reset", staff=staff_id)
    return there


@needs(Permission.MANAGE_STAFF)
def end_all_sessions(db: Database, actor: Actor, staff_id: int) -> int:
    """Sign a person out everywhere without disabling them; how many sessions ended (ASVS 7.4.5)."""
    _person(db, staff_id)
    ended = _begin_again(db, staff_id)
    audit.record(db, actor, "sessions.ended", staff=staff_id, ended=ended)
    return ended


@needs(Permission.MANAGE_STAFF)
def set_password(db: Database, actor: Actor, staff_id: int, password: str) -> None:
    """A new password for who forgot theirs; their sessions end. `Unacceptable` with the mend."""
    person = _person(db, staff_id)
    kept = hashed(password, about_owner(person))
    staff.change(db, staff_id, password=kept, password_changed=db.now.isoformat())
    _begin_again(db, staff_id)
    audit.record(db, actor, "password.set", staff=staff_id)


def _begin_again(db: Database, staff_id: int) -> int:
    end_half_sessions_of(db, staff_id)
    db.announce(topic_of(staff_id))
    return end_sessions_of(db, staff_id)


def _person(db: Database, staff_id: int) -> StaffMember:
    person = member(db, staff_id)
    if person is None:
        raise NotFound
    return person
