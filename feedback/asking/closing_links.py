"""Links that must not open any more because of what was learnt: a number that was never theirs, a child who is gone."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from feedback.messages import outbox
from feedback.voices import requests
from feedback.voices.requests import OPEN, REVOKED, Request
from people import audit, children, contacts
from people.actor import Actor
from people.permissions import needs, open_to
from people.records.contact_records import NEVER_THEIRS, NEW_PHONE, correct_contact
from people.records.endings import ADOPTED, DIED, Why, note_ending
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database

CLOSES_LINKS = (DIED, ADOPTED)  # nobody is to be asked at such a time, nor by whom the child no longer belongs to


@needs(Permission.CORRECT_RECORDS)
def correct_contact_and_links(
    db: Database, actor: Actor, contact_id: int, fields: Mapping[str, Any], *, why_another: str = NEW_PHONE
) -> bool:
    """As `correct_contact`; and where the old number was never theirs, a stranger has the links that were texted to it.

    Those are closed at once.
    """
    before = contacts.by_id(db, contact_id)
    old = before["phone"] if before else None
    changed = correct_contact(db, actor, contact_id, fields, why_another=why_another)
    if changed and "phone" in fields and why_another == NEVER_THEIRS and old:
        texted = (one for one in requests.by_contact(db, contact_id) if _went_to(db, one, old))
        _close(db, actor, texted)
    return changed


@needs(Permission.HAND_OVER)
def end_with_links(db: Database, actor: Actor, ref: str, why: Why, on: date) -> bool:
    """As `note_ending`; the links of a child who has died or was adopted are closed in the same moment."""
    noted = note_ending(db, actor, ref, why, on)
    if why in CLOSES_LINKS:
        _close(db, actor, requests.by_child(db, ref))
    return noted


@open_to("the worker beside the pages")
def close_links_of_ended(db: Database) -> int:
    """The same for endings that came with a file; how many links were closed."""
    return _close(db, audit.SYSTEM, links_to_close(db))


def links_to_close(db: Database) -> list[Request]:
    """The links that are still open though the child has died or was adopted."""
    ended = sorted({*children.dead(db), *children.ended_as(db, ADOPTED)})
    return [one for ref in ended for one in requests.by_child(db, ref) if one["state"] == OPEN]


def _close(db: Database, who: Actor | str, found: Iterable[Request]) -> int:
    closed = 0
    for request in found:
        if request["state"] == OPEN:
            requests.change(db, request, state=REVOKED)
            audit.record(db, who, "feedback.revoked", child=request["child"], request=number_of(request))
            db.announce("calls")
            db.announce(f"child:{request['child']}")
            closed += 1
    return closed


def _went_to(db: Database, request: Request, phone: str) -> bool:
    return any(text["to"] == phone for text in outbox.by_request(db, number_of(request)))
