"""Signing in through a provider: it proves who somebody is; whether they may come in is decided here."""

import hmac
from datetime import timedelta
from typing import TypedDict, cast

from tinydb import where

from people import audit
from people.actor import Actor
from people.errors import NotFound, SignOnRefused
from people.half_sessions import end_half_sessions_of
from people.permissions import needs, open_to
from people.records.history import about, changed
from people.records.sources import COMMAND, HAND, PROVIDER
from people.roles import Permission, Role
from people.second_factors import second_factor
from people.sessions import end_sessions_of
from people.sign_on_provider import Proved, Ticket
from people.sign_on_roles import take_roles
from people.staff import STAFF, by_email, member
from people.throttling import Limit, network_of, take
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

SIGN_ON_IDENTITIES = Kind("sign_on_identities", indexed=("subject", "staff"), unique=("subject", "staff"))
TICKET_LIFE = timedelta(minutes=10)
# an office is one network and comes in at nine: wide, and still an end to what a stranger can have written
AT_SIGN_ON = Limit(
    "sign-on", each=300, within=timedelta(minutes=1), crowd=10_000, crowd_within=timedelta(hours=1), in_crowd=60
)


class SignOnIdentity(TypedDict):
    """Who of the provider's people a member of staff is. A subject is never given to anybody else."""

    subject: str  # keyed hash of issuer and `sub`
    staff: int
    since: str


@open_to("the sign-in page, before a provider is asked anything")
def count_sign_on(db: Database, address: str) -> None:
    """Count that somebody at this address goes out or comes back; `Throttled` when it was too often (ASVS 6.3.1)."""
    take(db, AT_SIGN_ON, network_of(address))


def ticket_of(db: Database, carried: str) -> Ticket:
    """State, nonce and verifier, worked out of what this browser carries; nobody else can make them."""
    state, nonce, *verifier = (db.keyed_hash(f"sign-on {what} {carried}") for what in ("state", "nonce", "one", "two"))
    return Ticket(state, nonce, "".join(verifier))  # a verifier has 43 characters at least (RFC 7636, 4.1)


def ticket_back(db: Database, carried: str, begun: float, state: str) -> Ticket:
    """The ticket of a browser that comes back with its own state in time; `SignOnRefused` for any other."""
    ticket = ticket_of(db, carried)
    age = db.now.timestamp() - begun
    if not carried or not hmac.compare_digest(ticket.state.encode(), state.encode()):
        raise SignOnRefused("browser")
    if not 0 <= age <= TICKET_LIFE.total_seconds():
        raise SignOnRefused("late")
    return ticket


@open_to("a browser that comes back from the provider, after its token was checked")
def person_proved(db: Database, who: Proved) -> int:
    """The member of staff; the first time the address ties them, ever after issuer and subject. `SignOnRefused`."""
    subject = db.keyed_hash(f"sign-on {who.issuer} {who.subject}")
    tied = cast("SignOnIdentity | None", db.table(SIGN_ON_IDENTITIES).get(where("subject") == subject))
    person = member(db, tied["staff"]) if tied else by_email(db, who.address)
    if person is None:
        raise SignOnRefused("unknown")
    if not person["active"]:
        raise SignOnRefused("disabled")
    staff_id = number_of(person)
    if tied is None:
        if _identity_of(db, staff_id) is not None:
            raise SignOnRefused("somebody else's")
        kept: SignOnIdentity = {"subject": subject, "staff": staff_id, "since": db.now.isoformat()}
        db.table(SIGN_ON_IDENTITIES).insert(kept)
        after = {"sign_on": kept["since"]}
        changed(db, audit.SYSTEM, PROVIDER, "sign_on.tied", about(STAFF, staff_id), before={}, after=after)
        db.announce("staff")
    take_roles(db, person, who)
    return staff_id


@open_to("a browser that comes back from the provider")
def note_sign_on_refusal(db: Database, why: str) -> None:
    """Record that a sign-on came to nothing, and why, without whom it was about (ASVS 16.3.1)."""
    audit.record(db, audit.SYSTEM, "sign_on.refused", why=why)


def may_use_password(db: Database, staff_id: int) -> bool:
    """Whether this person signs in by password where that is for administrators alone."""
    person = member(db, staff_id)
    return person is not None and Role.ADMINISTRATOR in person["roles"]


def asks_own_code(db: Database, staff_id: int, who: Proved, *, required: bool) -> bool:
    """Whether our own second factor is asked for: not where the provider's counts (ASVS 6.3.3)."""
    return not who.strong and (required or second_factor(db, staff_id) is not None)


@needs(Permission.MANAGE_STAFF)
def untie_sign_on(db: Database, actor: Actor, staff_id: int) -> bool:
    """Forget who of the provider's people this is, and end their sessions; whether it was known."""
    if member(db, staff_id) is None:
        raise NotFound
    if (tied := _identity_of(db, staff_id)) is None:
        return False
    db.table(SIGN_ON_IDENTITIES).remove(where("staff") == staff_id)
    end_half_sessions_of(db, staff_id)
    end_sessions_of(db, staff_id)
    source = COMMAND if Role.COMMAND_LINE in actor.roles else HAND
    before = {"sign_on": tied["since"]}
    changed(db, actor, source, "sign_on.untied", about(STAFF, staff_id), before=before, after={})
    db.announce("staff")
    return True


def signs_on(db: Database, staff_id: int) -> bool:
    """Whether a person comes in through the provider."""
    return _identity_of(db, staff_id) is not None


def signs_on_since(db: Database, staff_id: int) -> str:
    """When a person was tied to one of the provider's; empty where they are not."""
    tied = _identity_of(db, staff_id)
    return tied["since"] if tied else ""


def _identity_of(db: Database, staff_id: int) -> SignOnIdentity | None:
    return cast("SignOnIdentity | None", db.table(SIGN_ON_IDENTITIES).get(where("staff") == staff_id))
