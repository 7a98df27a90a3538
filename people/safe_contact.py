"""How it is safe to reach somebody: checked with them, with a date, and held back in a hard time."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from people import audit, contacts
from people.actor import Actor
from people.children import child
from people.contacts import Contact
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from people.safe_times import read_spans
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

CHECK_LASTS = timedelta(days=90)
RECONFIRMED_LASTS = timedelta(days=7)


@needs(Permission.ASK_FOR_FEEDBACK)
def confirm_safe(
    db: Database,
    actor: Actor,
    contact_id: int,
    *,
    spans: Sequence[Mapping[str, Any]] = (),
    safe_times: str = "",
    safe_note: str = "",
    discreet: bool = False,
) -> None:
    """Keep that the worker asked today when and how it is safe; counts for a domestic abuse flag too.

    `spans` are days, from and to (see `read_spans`); `safe_times` are words beside them, which a person reads.
    """
    contact = _theirs(db, actor, contact_id)
    kept = read_spans(spans)
    if not kept and not safe_times.strip():
        raise Unacceptable("Say when it is safe to reach them: choose days and times, or write it in words.")
    today = london_day(db.now).isoformat()
    contacts.change(
        db,
        contact,
        safe_times=safe_times.strip()[:200],
        safe_spans=kept,
        safe_note=safe_note.strip()[:500],
        discreet=discreet,
        safe_checked=today,
        safe_number=contact["phone"],
        reconfirmed=today if contact["abuse_flag"] else contact["reconfirmed"],
    )
    _tell(db, actor, contact, "contact.safe_checked")


@needs(Permission.ASK_FOR_FEEDBACK)
def flag_abuse(db: Database, actor: Actor, contact_id: int, *, flagged: bool) -> None:
    """Set or lift the domestic abuse flag; while it stands, safe contact is confirmed again each week."""
    contact = _theirs(db, actor, contact_id)
    contacts.change(db, contact, abuse_flag=flagged, reconfirmed=None)
    _tell(db, actor, contact, "contact.abuse_flag")


@needs(Permission.ASK_FOR_FEEDBACK)
def hold(db: Database, actor: Actor, contact_id: int, until: date | None, reason: str = "") -> None:
    """Ask nothing of somebody up to and with a day, in a bereavement or a crisis; None ends the hold."""
    contact = _theirs(db, actor, contact_id)
    if until is not None and not reason.strip():
        raise Unacceptable("Say why, in a few words.")
    day = until.isoformat() if until else None
    contacts.change(db, contact, hold_until=day, hold_reason=reason.strip()[:200])
    _tell(db, actor, contact, "contact.held" if until else "contact.hold_ended")


def check_is_over(contact: Contact, today: date) -> bool:
    """Whether how it is safe to reach them was never checked, or too long ago."""
    return _is_over(contact["safe_checked"], CHECK_LASTS, today)


def flag_is_unconfirmed(contact: Contact, today: date) -> bool:
    """Whether a domestic abuse flag stands and nobody has confirmed this week that this way is safe."""
    return bool(contact["abuse_flag"]) and _is_over(contact["reconfirmed"], RECONFIRMED_LASTS, today)


def is_for_another_number(contact: Contact) -> bool:
    """Whether the phone on record is another than the one for which it was checked."""
    return contact.get("safe_number") not in (None, contact["phone"])


def check_stands(contact: Contact, today: date) -> bool:
    """Whether what is on record about safe contact may be relied on today."""
    found = (check_is_over(contact, today), flag_is_unconfirmed(contact, today), is_for_another_number(contact))
    return not any(found)


def stands_until(contact: Contact, today: date) -> date | None:
    """The last day on which what is on record about safe contact may be relied on; None where it does not today."""
    if not check_stands(contact, today):
        return None
    checks = [(contact["safe_checked"], CHECK_LASTS)]
    if contact["abuse_flag"]:
        checks.append((contact["reconfirmed"], RECONFIRMED_LASTS))
    return min(date.fromisoformat(on[:10]) + lasts for on, lasts in checks if on)  # what stands has its day


def _is_over(text: str | None, lasts: timedelta, today: date) -> bool:
    """Whether a check is missing or has run out; one from the future counts for nothing, a clock an hour off apart."""
    checked = date.fromisoformat(text[:10]) if text else None
    return checked is None or not timedelta(days=-1) <= today - checked <= lasts


def _theirs(db: Database, actor: Actor, contact_id: int) -> Contact:
    contact = contacts.by_id(db, contact_id)
    if contact is None:
        raise NotFound
    child(db, actor, contact["child"])
    return contact


def _tell(db: Database, actor: Actor, contact: Contact, action: str) -> None:
    audit.record(db, actor, action, child=contact["child"], contact=number_of(contact))
    db.announce(f"child:{contact['child']}")
