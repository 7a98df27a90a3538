"""Signing in with a local account: throttled, and silent on which half was wrong."""

from limits import RateLimitItemPerMinute, storage, strategies

from people import audit
from people.errors import SignedOut, Throttled
from people.passwords import fits
from people.permissions import open_to
from people.sessions import open_session
from people.staff import by_email, member
from storage.store import Database


class Throttle:
    """Counts tries by what is tried: ten a minute for an address, thirty for a network address (ASVS 6.3.1)."""

    PER_ACCOUNT = RateLimitItemPerMinute(10)
    PER_ADDRESS = RateLimitItemPerMinute(30)

    def __init__(self) -> None:
        self._window = strategies.FixedWindowRateLimiter(storage.MemoryStorage())

    def count(self, email: str, address: str) -> None:
        """Count one try; raises `Throttled` once there were too many."""
        for limit, key in ((self.PER_ACCOUNT, email.strip().lower()), (self.PER_ADDRESS, address)):
            if not self._window.hit(limit, key):
                raise Throttled(60)


def password_fits(db: Database, email: str, password: str) -> int | None:
    """The staff id when address and password belong together. Slow on purpose: not for the writer or the loop."""
    person = by_email(db, email)
    kept = person["password"] if person and person["active"] else None
    return person.doc_id if fits(kept, password) and person else None


@open_to("the sign-in page, after `password_fits`")
def sign_in(db: Database, staff_id: int) -> str:
    """Open a session for a person who showed who they are; returns its key."""
    person = member(db, staff_id)
    if person is None or not person["active"]:
        raise SignedOut
    return open_session(db, staff_id)


@open_to("the sign-in page")
def note_refusal(db: Database) -> None:
    """Record that somebody failed to sign in (ASVS 16.3.1), without the address they typed: it may be a password."""
    audit.record(db, audit.SYSTEM, "sign_in.refused")
