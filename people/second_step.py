"""The second step of signing in: a code after the password, or setting a second factor up where one is required."""

from dataclasses import dataclass
from datetime import timedelta

from people import audit
from people.errors import SignedOut
from people.half_sessions import (
    HalfSession,
    count_wrong_code,
    end_half_sessions_of,
    half_session,
    open_half_session,
)
from people.known_browsers import is_known
from people.permissions import open_to
from people.second_factors import confirm, key_of, second_factor, take_code
from people.signing_in import SignInAttempt, sign_in_here
from people.staff import member
from people.throttling import Limit, give_back, take
from storage.store import Database

HOUR = timedelta(hours=1)
# only who has the password comes this far, so all networks share these; the owner's own browser counts by itself
AT_CODE = Limit("second factor", each=10, within=HOUR, crowd=1000, crowd_within=HOUR, in_crowd=10)


@dataclass(frozen=True)
class SecondStep:
    """What is asked of whoever showed a password: a code, or (with the `key`) to set a second factor up."""

    staff: int
    email: str
    key: str | None = None


@dataclass(frozen=True)
class SignedIn:
    """A session's key, the secret by which the browser is known, and recovery codes where they were made just now."""

    key: str
    known: str
    recovery: tuple[str, ...] = ()


@open_to("the sign-in page, after `password_fits`")
def needs_second_step(db: Database, staff_id: int, *, required: bool) -> bool:
    """Whether a password alone does not sign this person in (ASVS 6.3.3)."""
    return required or second_factor(db, staff_id) is not None


@open_to("the sign-in page, after `password_fits`")
def begin_second_step(db: Database, staff_id: int) -> str:
    """Remember on the server that the password was right; the key opens the second step and nothing else."""
    return open_half_session(db, staff_id)


@open_to("a browser in which the password was right")
def second_step(db: Database, half_key: str) -> SecondStep:
    """What this browser is asked for; `SignedOut` when the password has to be shown again."""
    half = half_session(db, half_key)
    person = member(db, half["staff"])
    if person is None:
        raise SignedOut
    key = None if second_factor(db, half["staff"]) else key_of(db, half["staff"], half["number"])
    return SecondStep(half["staff"], person["email"] or "", key)


@open_to("a browser in which the password was right")
def sign_in_with_code(db: Database, half_key: str, typed: str, one: SignInAttempt) -> SignedIn | None:
    """Count it, and sign in with a right code; None for a wrong one. `Throttled`, `SignedOut`."""
    half = half_session(db, half_key)
    source, account = _counted_at(db, half["staff"], one)
    take(db, AT_CODE, source, account)
    recovery = _right_code(db, half, typed)
    if recovery is None:
        count_wrong_code(db, half)
        audit.record(db, audit.SYSTEM, "sign_in.code_refused", staff=half["staff"])
        return None
    give_back(db, AT_CODE, source, account)
    end_half_sessions_of(db, half["staff"])  # whoever else had this password is asked for the code once more
    key, known = sign_in_here(db, half["staff"], one)
    return SignedIn(key, known, tuple(recovery))


def _right_code(db: Database, half: HalfSession, typed: str) -> list[str] | None:
    """None for a wrong code; the recovery codes where it set a factor up, which a password alone never replaces."""
    if second_factor(db, half["staff"]) is not None:
        return [] if take_code(db, half["staff"], typed) else None
    codes = confirm(db, half["staff"], half["number"], typed)
    if codes is not None:
        audit.record(db, audit.SYSTEM, "factor.set_up", staff=half["staff"])
    return codes


def _counted_at(db: Database, staff_id: int, one: SignInAttempt) -> tuple[str, str]:
    known = is_known(db, one.email, one.browser)
    return (f"browser {one.browser}" if known else "anywhere", f"{staff_id} at home" if known else str(staff_id))
