"""What a search of the trail found, taken out: with a reason, and on record in the trail itself (ASVS 16.2.1)."""

from typing import Any, Final

from people import audit
from people.actor import Actor
from people.audit import AuditSearch
from people.audit_views import AuditLine, lines_found
from people.errors import Unacceptable
from people.export_reasons import checked_reason
from people.permissions import needs
from people.roles import Permission
from storage.store import Database

MOST: Final = 20_000  # entries of one file


@needs(Permission.SEE_AUDIT)
def entries_to_take_out(db: Database, actor: Actor, search: AuditSearch) -> list[AuditLine]:
    """All that this person finds, the newest first. It takes a second or more: for a thread of its own.

    `Unacceptable` where nothing fits, or more than one file holds.
    """
    found = lines_found(db, actor, search, MOST + 1)
    if not found:
        raise Unacceptable("No entry fits, so there is nothing to take out.")
    if len(found) > MOST:
        raise Unacceptable(f"More than {MOST:,} entries fit. Give a first and a last day, and take them out in parts.")
    return found


@needs(Permission.SEE_AUDIT)
def note_audit_taken_out(
    db: Database, actor: Actor, search: AuditSearch, reason: str, marking: str, entries: int
) -> None:
    """Keep that entries are about to leave: who, why, what was looked for, how many, and with which marking."""
    sought = {"who": search.who, "action": search.action, "since": search.since, "until": search.until}
    about: dict[str, Any] = {"reason": checked_reason(reason), "marking": marking, "entries": entries}
    about["sought"] = {name: given for name, given in sought.items() if given}
    audit.record(db, actor, "audit.exported", child=search.child or None, **about)
