"""What an administrator does for somebody's account: the second factor taken away, sessions ended, a new password."""

from people import audit, staff
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.half_sessions import end_half_sessions_of
from people.own_account import topic_of
from people.passkeys import forget_passkeys
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
    _somebody_else(db, actor, staff_id)
    there = forget_factor(db, staff_id)
    forget_passkeys(db, staff_id)
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
def hash_of_new(db: Database, actor: Actor, staff_id: int, password: str) -> str:
    """The hash of an acceptable password for somebody else. Slow on purpose: not for the writer."""
    return hashed(password, about_owner(_somebody_else(db, actor, staff_id)))


@needs(Permission.MANAGE_STAFF)
def keep_password(db: Database, actor: Actor, staff_id: int, kept: str) -> None:
    """The hash of a first or a new password for somebody else; their sessions end."""
    _somebody_else(db, actor, staff_id)
    staff.change(db, staff_id, password=kept, password_changed=db.now.isoformat())
    _begin_again(db, staff_id)
    audit.record(db, actor, "password.set", staff=staff_id)


@needs(Permission.MANAGE_STAFF)
def set_password(db: Database, actor: Actor, staff_id: int, password: str) -> None:
    """A new password for who forgot theirs; their sessions end. `Unacceptable` with the mend."""
    keep_password(db, actor, staff_id, hash_of_new(db, actor, staff_id, password))


def _somebody_else(db: Database, actor: Actor, staff_id: int) -> StaffMember:
    """One's own password and second factor are changed with the old password shown: at *Your account*."""
    if actor.id == staff_id:
        raise Unacceptable("This is you. Do it at Your account, where your password is asked for.")
    return _person(db, staff_id)


def _begin_again(db: Database, staff_id: int) -> int:
    end_half_sessions_of(db, staff_id)
    db.announce(topic_of(staff_id))
    return end_sessions_of(db, staff_id)


def _person(db: Database, staff_id: int) -> StaffMember:
    person = member(db, staff_id)
    if person is None:
        raise NotFound
    return person
