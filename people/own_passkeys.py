"""One's own passkeys: made, named and taken away, each after the password was shown again (ASVS 7.5.1)."""

import secrets
from collections.abc import Sequence

from people import audit
from people.actor import Actor
from people.errors import NotFound, Unacceptable
from people.own_account import own_account, still_shown, topic_of
from people.passkey_ceremonies import NotProven, Site, asks_to_make, made
from people.passkeys import Passkey, forget_passkey, is_kept, keep_passkey, passkeys_of
from people.permissions import needs
from people.roles import Permission
from people.second_factors import second_factor
from people.sessions import end_sessions_of
from storage.store import Database

MOST = 10
LONGEST_NAME = 60
FACTOR_FIRST = "Set up codes first: they are the way in where a passkey is not at hand."
ENOUGH = f"You have {MOST} passkeys. Take one away first."
NOT_MADE = "The passkey was not made. Try again, and confirm it on your device."


@needs(Permission.KEEP_OWN_ACCOUNT)
def own_passkeys(db: Database, actor: Actor) -> Sequence[Passkey]:
    """Those of whoever asks."""
    return passkeys_of(db, actor.id)


@needs(Permission.KEEP_OWN_ACCOUNT)
def propose_passkey(db: Database, actor: Actor, shown: str, site: Site) -> tuple[str, str]:
    """A challenge and what the browser is asked, after the password was shown again. `Unacceptable`."""
    still_shown(db, actor, shown)
    known = [one["credential"] for one in passkeys_of(db, actor.id)]
    if second_factor(db, actor.id) is None:
        raise Unacceptable(FACTOR_FIRST)
    if len(known) >= MOST:
        raise Unacceptable(ENOUGH)
    challenge = secrets.token_urlsafe(32)
    return challenge, asks_to_make(site, actor.id, own_account(db, actor).email, challenge, known)


@needs(Permission.KEEP_OWN_ACCOUNT)
def add_passkey(db: Database, actor: Actor, challenge: str, answer: str, name: str, session: int, site: Site) -> None:
    """Let it count, made on this challenge; other sessions end. `Unacceptable` for any other answer."""
    if second_factor(db, actor.id) is None:
        raise Unacceptable(FACTOR_FIRST)
    try:
        key = made(site, challenge, answer)
    except NotProven:
        raise Unacceptable(NOT_MADE) from None
    if is_kept(db, key.credential):
        raise Unacceptable(NOT_MADE)
    keep_passkey(db, actor.id, key, " ".join(name.split())[:LONGEST_NAME] or "A passkey")
    end_sessions_of(db, actor.id, but=session)
    audit.record(db, actor, "passkey.added")
    db.announce(topic_of(actor.id))


@needs(Permission.KEEP_OWN_ACCOUNT)
def remove_passkey(db: Database, actor: Actor, shown: str, number: int) -> None:
    """Take one away, after the password was shown again. `NotFound` when it is not one's own."""
    still_shown(db, actor, shown)
    if not forget_passkey(db, actor.id, number):
        raise NotFound
    audit.record(db, actor, "passkey.removed")
    db.announce(topic_of(actor.id))
