"""How it is safe to reach somebody: checked with them, with a date, and held back in a hard time."""

from datetime import date

from language.dates import LONDON
from people import audit
from people.actor import Actor
from people.children import child
from people.contacts import CONTACTS, contact_of
from people.errors import NotFound, Unacceptable
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from storage.table import Document


@needs(Permission.ASK_FOR_FEEDBACK)
def confirm_safe(
    db: Database, actor: Actor, contact_id: int, *, safe_times: str, safe_note: str = "", discreet: bool = False
) -> None:
    """Keep that the worker asked today when and how it is safe; counts for a domestic abuse flag too."""
    contact = _theirs(db, actor, contact_id)
    if not safe_times.strip():
        raise Unacceptable("Say when it is safe to reach them, for example: weekdays after 10:00.")
    today = db.now.astimezone(LONDON).date().isoformat()
    told = {"safe_times": safe_times.strip()[:200], "safe_note": safe_note.strip()[:500], "discreet": discreet}
    reconfirmed = today if contact["abuse_flag"] else contact["reconfirmed"]
    db.table(CONTACTS).replace(contact_id, {**told, "safe_checked": today, "reconfirmed": reconfirmed})
    _tell(db, actor, contact, "contact.safe_checked")


@needs(Permission.ASK_FOR_FEEDBACK)
def flag_abuse(db: Database, actor: Actor, contact_id: int, *, flagged: bool) -> None:
    """Set or lift the domestic abuse flag; while it stands, safe contact is confirmed again each week."""
    contact = _theirs(db, actor, contact_id)
    db.table(CONTACTS).replace(contact_id, {"abuse_flag": flagged, "reconfirmed": None})
    _tell(db, actor, contact, "contact.abuse_flag")


@needs(Permission.ASK_FOR_FEEDBACK)
def hold(db: Database, actor: Actor, contact_id: int, until: date | None, reason: str = "") -> None:
    """Ask nothing of somebody up to and with a day, in a bereavement or a crisis; None ends the hold."""
    contact = _theirs(db, actor, contact_id)
    if until is not None and not reason.strip():
        raise Unacceptable("Say why, in a few words.")
    fields = {"hold_until": until.isoformat() if until else None, "hold_reason": reason.strip()[:200]}
    db.table(CONTACTS).replace(contact_id, fields)
    _tell(db, actor, contact, "contact.held" if until else "contact.hold_ended")


def _theirs(db: Database, actor: Actor, contact_id: int) -> Document:
    contact = contact_of(db, contact_id)
    if contact is None:
        raise NotFound
    child(db, actor, contact["child"])
    return contact


def _tell(db: Database, actor: Actor, contact: Document, action: str) -> None:
    audit.record(db, actor, action, child=contact["child"], contact=contact.doc_id)
    db.announce(f"child:{contact['child']}")
