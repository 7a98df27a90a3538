"""The second factor of a local account: codes by the clock (RFC 6238), and recovery codes for who lost their phone.

The key is kept nowhere: it is worked out of the store's secret and a random number that stands here.
"""

import base64
import secrets
from typing import TypedDict, cast

from pyotp import TOTP
from pyotp.utils import strings_equal
from tinydb import where

from people import audit
from storage.documents import number_of
from storage.kinds import Kind
from storage.store import Database

SECOND_FACTORS = Kind("second_factors", indexed=("staff",), unique=("staff",))
ISSUER = "Heard"
RECOVERY_CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no letters that look alike
GROUPS, IN_GROUP = 6, 4  # 118 bits: more than what a fast hash may keep (ASVS 6.5.2)
STEP = 30  # seconds for which a code stands
DIGITS = 6


class SecondFactor(TypedDict):
    """What is kept of a person's second factor. Only who signs them in, and they themselves, read it."""

    staff: int
    number: str  # that the key is made of
    step: int  # the step of the clock whose code was used last: it and those before it are over
    since: str  # when a first code confirmed it
    recovery: list[str]  # keyed hashes of the recovery codes that are left


def second_factor(db: Database, staff_id: int) -> SecondFactor | None:
    """The factor of this person; None where none was confirmed."""
    return cast("SecondFactor | None", db.table(SECOND_FACTORS).get(where("staff") == staff_id))


def new_number() -> str:
    """A random number to make a key of. Whoever sets a factor up has one of their own, which nobody else is shown."""
    return secrets.token_hex(16)


def key_of(db: Database, staff_id: int, number: str) -> str:
    """The key that is made of a number for this person, in base 32 as authenticator apps take it."""
    return base64.b32encode(bytes.fromhex(db.keyed_hash(f"second factor {staff_id} {number}"))).decode()


def key_address(key: str, account: str) -> str:
    """The key as an `otpauth:` address, for a QR code."""
    return TOTP(key).provisioning_uri(name=account, issuer_name=ISSUER)


def in_groups(key: str) -> str:
    """The key as somebody types it: in fours."""
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


def confirm(db: Database, staff_id: int, number: str, typed: str) -> list[str] | None:
    """Let the key of this number count once a code of it is right, in the place of the one before.

    Returns the recovery codes, this once; None where the code is wrong.
    """
    step = _step_of(db, key_of(db, staff_id, number), typed, 0)
    if step is None:
        return None
    forget_factor(db, staff_id)
    kept: SecondFactor = {
        "staff": staff_id,
        "number": number,
        "step": step,
        "since": db.now.isoformat(),
        "recovery": [],
    }
    db.table(SECOND_FACTORS).insert(kept)
    return remake_recovery_codes(db, staff_id)


def take_code(db: Database, staff_id: int, typed: str) -> bool:
    """Whether this is a code of the factor in use, or a recovery code; what was right is used up (ASVS 6.5.1)."""
    found = second_factor(db, staff_id)
    if found is None:
        return False
    step = _step_of(db, key_of(db, staff_id, found["number"]), typed, found["step"])
    kept = _hash(db, staff_id, typed)
    is_recovery = kept in found["recovery"]
    if step is not None:
        db.table(SECOND_FACTORS).replace(number_of(found), {"step": step})
    elif is_recovery:
        left = [one for one in found["recovery"] if one != kept]
        db.table(SECOND_FACTORS).replace(number_of(found), {"recovery": left})
        audit.record(db, audit.SYSTEM, "factor.recovery_used", staff=staff_id)
    return step is not None or is_recovery


def remake_recovery_codes(db: Database, staff_id: int) -> list[str]:
    """Ten recovery codes in the place of those before, which end."""
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    kept = [_hash(db, staff_id, code) for code in codes]
    db.table(SECOND_FACTORS).update({"recovery": kept}, where("staff") == staff_id)
    return codes


def forget_factor(db: Database, staff_id: int) -> bool:
    """Take the factor away; whether there was one."""
    return bool(db.table(SECOND_FACTORS).remove(where("staff") == staff_id))


def _step_of(db: Database, key: str, typed: str, after: int) -> int | None:
    """The step of the clock whose code was typed: this one, the one before or the next; None for one used before."""
    code, now = "".join(typed.split()), int(db.now.timestamp()) // STEP
    made = TOTP(key, digits=DIGITS, interval=STEP)
    right = [step for step in (now - 1, now, now + 1) if strings_equal(made.generate_otp(step), code)]
    return next((step for step in right if step > after), None)


def _recovery_code() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(IN_GROUP)) for _ in range(GROUPS))


def _hash(db: Database, staff_id: int, typed: str) -> str:
    plain = "".join(one for one in typed.casefold() if one.isalnum())
    return db.keyed_hash(f"recovery code {staff_id} {plain}")
