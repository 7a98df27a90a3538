"""One's own account: the password, the second factor, and where one is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from people import audit, staff
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.half_sessions import end_half_sessions_of
from people.passwords import fits, hashed
from people.permissions import needs
from people.roles import Permission
from people.second_factors import confirm, forget_factor, key_of, new_number, remake_recovery_codes, second_factor
from people.sessions import Session, end_session_of, end_sessions_of, live_sessions_of
from people.staff import StaffMember, about_owner, member
from people.throttling import Limit, give_back, take
from storage.store import Database

QUARTER = timedelta(minutes=15)
AT_OWN_PASSWORD = Limit("own password", each=5, within=QUARTER, crowd=5, crowd_within=QUARTER, in_crowd=5)
NOT_YOURS = "This is not the password that you have now."
WRONG_CODE = "That code is not right, or it was used before. Wait for the next one, and check the clock of your phone."


@dataclass(frozen=True)
class OwnAccount:
    """What *Your account* shows."""

    email: str
    has_password: bool
    password_changed: str  # when; empty where it is the one that the account was made with
    factor_since: str  # empty where there is no second factor
    recovery_left: int
    sessions: Sequence[Session]


@needs(Permission.KEEP_OWN_ACCOUNT)
def own_account(db: Database, actor: Actor) -> OwnAccount:
    """The account of whoever asks, and nobody else's."""
    person, factor = _person(db, actor), second_factor(db, actor.id)
    return OwnAccount(
        email=person["email"] or "",
        has_password=person["password"] is not None,
        password_changed=person.get("password_changed", ""),
        factor_since=factor["since"] if factor else "",
        recovery_left=len(factor["recovery"]) if factor else 0,
        sessions=live_sessions_of(db, actor.id),
    )


def topic_of(staff_id: int) -> str:
    """The topic that tells a person's screens that their account is no longer the same."""
    return f"account:{staff_id}"


@needs(Permission.KEEP_OWN_ACCOUNT)
def count_own_password(db: Database, actor: Actor) -> None:
    """Count a try at one's own password before it is looked at; `Throttled` when there were too many."""
    take(db, AT_OWN_PASSWORD, str(actor.id), str(actor.id))


@needs(Permission.KEEP_OWN_ACCOUNT)
def shown_password(db: Database, actor: Actor, typed: str) -> str:
    """The hash that the typed password fits; `Unacceptable` when it fits none. Slow on purpose: not for the writer."""
    kept = _person(db, actor)["password"]
    if not fits(kept, typed) or kept is None:
        raise Unacceptable(NOT_YOURS)
    return kept


@needs(Permission.KEEP_OWN_ACCOUNT)
def note_wrong_password(db: Database, actor: Actor) -> None:
    """Record that somebody in this person's session did not know the password (ASVS 16.3.1)."""
    audit.record(db, actor, "password.refused")


@needs(Permission.KEEP_OWN_ACCOUNT)
def new_password(db: Database, actor: Actor, typed: str) -> str:
    """The hash of an acceptable new password. Slow on purpose: not for the writer."""
    return hashed(typed, about_owner(_person(db, actor)))


@needs(Permission.KEEP_OWN_ACCOUNT)
def change_password(db: Database, actor: Actor, session: int, shown: str, new: str) -> None:
    """Keep the new hash in the place of the one that was `shown`; all other sessions end (ASVS 6.2.2, 6.2.3, 7.4.3)."""
    _still_shown(db, actor, shown)
    staff.change(db, actor.id, password=new, password_changed=db.now.isoformat())
    end_sessions_of(db, actor.id, but=session)
    end_half_sessions_of(db, actor.id)
    _changed(db, actor, "password.changed")


@needs(Permission.KEEP_OWN_ACCOUNT)
def propose_factor(db: Database, actor: Actor, shown: str) -> tuple[str, str]:
    """The number and the key of a factor to set up, after the password was shown again (ASVS 7.5.1)."""
    _still_shown(db, actor, shown)
    number = new_number()
    return number, key_of(db, actor.id, number)


@needs(Permission.KEEP_OWN_ACCOUNT)
def confirm_factor(db: Database, actor: Actor, number: str, typed: str, session: int) -> list[str]:
    """Let it count from now on, with a first code of it; returns the recovery codes, this once. Other sessions end."""
    codes = confirm(db, actor.id, number, typed)
    if codes is None:
        raise Unacceptable(WRONG_CODE)
    end_sessions_of(db, actor.id, but=session)
    end_half_sessions_of(db, actor.id)
    _changed(db, actor, "factor.set_up")
    return codes


@needs(Permission.KEEP_OWN_ACCOUNT)
def new_recovery_codes(db: Database, actor: Actor) -> list[str]:
    """Ten new ones, shown this once; those before end."""
    if second_factor(db, actor.id) is None:
        raise NotFound
    codes = remake_recovery_codes(db, actor.id)
    _changed(db, actor, "factor.recovery_remade")
    return codes


@needs(Permission.KEEP_OWN_ACCOUNT)
def remove_factor(db: Database, actor: Actor, shown: str) -> None:
    """Go without a second factor from now on, after the password was shown again; where none is required."""
    _still_shown(db, actor, shown)
    if forget_factor(db, actor.id):
        _changed(db, actor, "factor.removed")


@needs(Permission.KEEP_OWN_ACCOUNT)
def end_own_session(db: Database, actor: Actor, session: int) -> None:
    """Sign out elsewhere; its open screens close (ASVS 7.5.2). `NotFound` when it is not one's own."""
    if not end_session_of(db, actor.id, session):
        raise NotFound


@needs(Permission.KEEP_OWN_ACCOUNT)
def end_other_sessions(db: Database, actor: Actor, session: int) -> int:
    """Sign out everywhere but in this session; how many ended."""
    return end_sessions_of(db, actor.id, but=session)


def _person(db: Database, actor: Actor) -> StaffMember:
    person = member(db, actor.id)
    if person is None:
        raise NotFound
    return person


def _still_shown(db: Database, actor: Actor, shown: str) -> None:
    if _person(db, actor)["password"] != shown:
        raise Unacceptable(NOT_YOURS)
    give_back(db, AT_OWN_PASSWORD, str(actor.id), str(actor.id))


def _changed(db: Database, actor: Actor, action: str) -> None:
    audit.record(db, actor, action)
    db.announce(topic_of(actor.id))
