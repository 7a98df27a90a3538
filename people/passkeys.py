"""Passkeys beside the codes of a second factor: what is kept of each, and whether one was shown."""

from typing import TypedDict, cast

from tinydb import where

from people import audit
from people.passkey_ceremonies import NewKey, NotProven, Site, credential_of, shown
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

PASSKEYS = Kind("passkeys", indexed=("staff", "credential"), unique=("credential",))


class Passkey(TypedDict):
    """One passkey of one person. Its private half is in their device and nowhere else."""

    staff: int
    credential: str  # its name among all passkeys, base64url
    public_key: str
    count: int  # how often it says that it was used; 0 where it counts nothing
    name: str  # that its person gave it
    since: str
    used: str  # last; empty where never


def passkeys_of(db: Database, staff_id: int) -> list[Passkey]:
    """Those of this person, the oldest first."""
    return cast("list[Passkey]", db.table(PASSKEYS).search(where("staff") == staff_id))


def is_kept(db: Database, credential: str) -> bool:
    """Whether somebody has this one already."""
    return db.table(PASSKEYS).get(where("credential") == credential) is not None


def keep_passkey(db: Database, staff_id: int, key: NewKey, name: str) -> None:
    """Let it count from now on."""
    kept: Passkey = {
        "staff": staff_id,
        "credential": key.credential,
        "public_key": key.public_key,
        "count": key.count,
        "name": name,
        "since": db.now.isoformat(),
        "used": "",
    }
    db.table(PASSKEYS).insert(kept)


def take_passkey(db: Database, staff_id: int, site: Site, challenge: str, answer: str) -> bool:
    """Whether the answer is of a passkey of this person, to this challenge; its count goes on."""
    try:
        credential = credential_of(answer)
        own = next((one for one in passkeys_of(db, staff_id) if one["credential"] == credential), None)
        if own is None:
            return False
        count = shown(site, challenge, answer, NewKey(credential, own["public_key"], own["count"]))
    except NotProven:
        return False
    db.table(PASSKEYS).replace(number_of(own), {"count": count, "used": db.now.isoformat()})
    audit.record(db, audit.SYSTEM, "passkey.used", staff=staff_id)
    return True


def forget_passkey(db: Database, staff_id: int, number: int) -> bool:
    """Take one away; whether it was this person's."""
    own = any(number_of(one) == number for one in passkeys_of(db, staff_id))
    if own:
        db.table(PASSKEYS).remove(doc_ids=[number])
    return own


def forget_passkeys(db: Database, staff_id: int) -> None:
    """Take all of a person's away."""
    db.table(PASSKEYS).remove(where("staff") == staff_id)
