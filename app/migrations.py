"""What brings data of an earlier version up to this one, in order; a step is never changed, only added."""

from feedback.links import REQUESTS
from people.contacts import CONTACTS, UNSAID
from storage.migrations import Migration
from storage.store import Database


def _several_links(db: Database) -> None:
    """A reminder and a letter carry a link of their own to the same conversation."""
    for request in db.table(REQUESTS).search(lambda one: "keys" not in one):
        db.table(REQUESTS).replace(request.doc_id, {"keys": [request.pop("key")], "contact": None})


def _safe_contact(db: Database) -> None:
    """Nobody has checked yet how it is safe to reach those whom we knew before this was asked."""
    for contact in db.table(CONTACTS).all():
        db.table(CONTACTS).replace(contact.doc_id, {**UNSAID, **contact})


MIGRATIONS = (
    Migration("several links lead to one conversation", _several_links),
    Migration("contacts say how it is safe to reach them", _safe_contact),
)
