"""Signing in with a local account: throttled, and silent on which half was wrong."""

from dataclasses import dataclass
from datetime import timedelta

from people import audit
from people.errors import SignedOut
from people.known_browsers import is_known, remember
from people.passwords import fits
from people.permissions import open_to
from people.sessions import open_session
from people.staff import by_email, member
from people.throttling import Limit, give_back, network_of, take
from storage.documents import number_of
from storage.store import Database

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
# at one account (ASVS 6.3.1): a network's ten a minute, or two while others try it too; at all accounts, thirty
AT_ACCOUNT = Limit("sign-in", each=10, within=MINUTE, crowd=30, crowd_within=HOUR, in_crowd=2)
AT_ALL = Limit("sign-in anywhere", each=30, within=MINUTE, crowd=1000, crowd_within=HOUR, in_crowd=10)
FINGERPRINT = 16  # hexadecimal digits of a keyed hash: enough to see that two refusals are of one account or network


@dataclass(frozen=True)
class SignInAttempt:
    """One try: what was typed as the address, from where, and by which browser if it is one that we know."""

    email: str
    address: str
    browser: str = ""
    device: str = ""  # the browser in words

    @property
    def account(self) -> str:
        """The account that is tried, whatever the case of its address."""
        return self.email.strip().lower()


def password_fits(db: Database, email: str, password: str) -> int | None:
    """The staff id when address and password belong together. Slow on purpose: not for the writer or the loop."""
    person = by_email(db, email)
    kept = person["password"] if person and person["active"] else None
    return number_of(person) if fits(kept, password) and person else None


@open_to("the sign-in page, before the password is looked at")
def count_try(db: Database, one: SignInAttempt) -> None:
    """Count it first; `Throttled` when there were too many. Nobody else's tries count for a browser that we know."""
    if is_known(db, one.email, one.browser):
        take(db, AT_ACCOUNT, f"browser {one.browser}", f"{one.account} at home")
        return
    take(db, AT_ACCOUNT, network_of(one.address), one.account)
    take(db, AT_ALL, network_of(one.address))


@open_to("the sign-in page, after `password_fits`")
def sign_in(db: Database, staff_id: int, device: str = "") -> str:
    """Open a session for a person who showed who they are; returns its key."""
    person = member(db, staff_id)
    if person is None or not person["active"]:
        raise SignedOut
    return open_session(db, staff_id, device)


@open_to("the sign-in page, after `password_fits` and, where there is one, the second factor")
def sign_in_here(db: Database, staff_id: int, one: SignInAttempt) -> tuple[str, str]:
    """Sign in, and know the browser again: the session's key, and the secret that the browser keeps."""
    key = sign_in(db, staff_id, one.device)
    if not is_known(db, one.email, one.browser):
        give_back(db, AT_ACCOUNT, network_of(one.address), one.account)
        give_back(db, AT_ALL, network_of(one.address))
    return key, remember(db, staff_id, one.browser)


@open_to("the sign-in page")
def note_refusal(db: Database, one: SignInAttempt) -> None:
    """Record who failed to sign in and from where, both hashed: what was typed may be a password (ASVS 16.3.1)."""
    audit.record(db, audit.SYSTEM, "sign_in.refused", **fingerprints(db, one))


def fingerprints(db: Database, one: SignInAttempt) -> dict[str, str]:
    """The account and the network, to be known again and never read back."""
    account, network = f"account {one.account}", f"network {network_of(one.address)}"
    return {"account": db.keyed_hash(account)[:FINGERPRINT], "network": db.keyed_hash(network)[:FINGERPRINT]}
