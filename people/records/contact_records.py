"""The record of somebody around a child: made, corrected, and no longer around."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from forms.vocabulary import AUDIENCES
from language.not_here import is_language
from people import contacts, opt_outs
from people.actor import Actor
from people.contacts import CONTACTS, UNSAID, Contact, ContactChange
from people.errors import Unacceptable
from people.permissions import needs
from people.phone_numbers import NotAMobile, telephone
from people.records import checked
from people.records.access import child_to_keep, contact_to_keep
from people.records.history import about, changed, differing
from people.records.sources import HAND, held_by_hand
from people.roles import Permission
from storage.store import Database

NEW_PHONE = "new_phone"  # the same person has another phone
NEVER_THEIRS = "never_theirs"  # the number on record was somebody else's
WHY_ANOTHER: Mapping[str, str] = {
    NEW_PHONE: "They have another phone now",
    NEVER_THEIRS: "The old number was never theirs",
}


@needs(Permission.CORRECT_RECORDS)
def add_contact_record(db: Database, actor: Actor, ref: str, fields: Mapping[str, Any], *, source: str = HAND) -> int:
    """Keep somebody around a child and return the number: `name, relation, audience, language` and what else is known.

    How it is safe to reach them is nobody's to bring in: it is checked with them (`safe_contact.py`).
    """
    child_to_keep(db, actor, ref)
    known = _read(fields)
    if missing := [name for name in ("name", "relation", "audience", "language") if name not in known]:
        raise Unacceptable(f"Say also: {', '.join(missing)}.")
    contact = cast("Contact", {**UNSAID, **known, "safe_spans": [], "child": ref})
    number = contacts.keep(db, contact)
    changed(db, actor, source, "contact.added", about(CONTACTS, number), before={}, after=known, child=ref)
    db.announce(f"child:{ref}")
    return number


@needs(Permission.CORRECT_RECORDS)
def correct_contact(
    db: Database,
    actor: Actor,
    contact_id: int,
    fields: Mapping[str, Any],
    *,
    why_another: str = NEW_PHONE,
    source: str = HAND,
) -> bool:
    """Set fields of a contact; whether anything differed. `Unacceptable` with the mend, and then nothing changes.

    Another phone is for one of `WHY_ANOTHER`. Who asked us to stop from the old phone has asked from the new one too,
    until that one asks for texts again. What stood there and was somebody else's stays known as `never_theirs`.
    """
    contact = contact_to_keep(db, actor, contact_id)
    before, after = differing(contact, _read(fields))
    if not after:
        return False
    if "phone" in after:
        after |= _another_phone(db, contact, after["phone"], why_another)
        before = {name: contact.get(name) for name in after}
    held = held_by_hand(contact, {name: was for name, was in before.items() if name in fields}, source)
    contacts.change(db, contact, **cast("ContactChange", {**after, "by_hand": held}))
    record, ref = about(CONTACTS, contact_id), contact["child"]
    changed(db, actor, source, "contact.corrected", record, before=before, after=after, child=ref)
    db.announce(f"child:{ref}")
    return True


def _another_phone(db: Database, contact: Contact, phone: str | None, why: str) -> dict[str, Any]:
    """What else changes with the number."""
    old = contact["phone"]
    if why not in WHY_ANOTHER:
        raise Unacceptable("Say why the number is another one.")
    if old is None:
        return {}
    if why == NEW_PHONE:
        if phone is not None:
            opt_outs.carry_over(db, old, phone)
        return {}
    checked_for_it = contact.get("safe_number") == old
    return {
        "never_theirs": sorted({*contact.get("never_theirs", []), old}),
        **({"safe_checked": None, "safe_number": None, "reconfirmed": None} if checked_for_it else {}),
    }


def _read(fields: Mapping[str, Any]) -> dict[str, Any]:
    readers: dict[str, Callable[[Any], Any]] = {
        "name": checked.name,
        "relation": checked.name,
        "audience": lambda value: _one_of(value, AUDIENCES, "Say who they are to the child."),
        "language": _language,
        "phone": _phone,
        "email": _email,
        "address": checked.text,
        "interpreter": checked.yes_or_no,
        "dialect": checked.line,
        "safe_note": checked.text,
        "do_not_contact": checked.line,
        "ref": checked.reference,
        "gone": checked.yes_or_no,
    }
    return checked.read_fields(fields, readers)


def _one_of(value: str, known: Mapping[str, object], otherwise: str) -> str:
    if value not in known:
        raise Unacceptable(otherwise)
    return value


def _language(value: str) -> str:
    if not is_language(value):
        raise Unacceptable("Choose one of the languages.")
    return value


def _phone(value: str | None) -> str | None:
    if not value or not value.strip():
        return None
    try:
        return telephone(value)
    except NotAMobile as wrong:
        raise Unacceptable(str(wrong)) from None


def _email(value: str) -> str:
    kept = checked.line(value)
    if kept and ("@" not in kept or " " in kept):
        raise Unacceptable(f"“{kept}” is not an e-mail address.")
    return kept
