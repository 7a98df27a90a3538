"""What of feedback, reviews and the tracker hangs on a record that a file brought: then it is not taken away."""

from feedback.concerns.concerns import is_raised_about
from feedback.phone.discussions import discussions_about
from feedback.voices import attempts, requests, voices
from people.children import CHILDREN
from people.contacts import CONTACTS
from people.records.events import TOUCHPOINT_EVENTS
from people.records.history import RecordChange
from people.staff import STAFF
from reviews.reviews import has_reviewed, is_reviewed
from storage.store import Database
from tracker import items


def hangs(db: Database, change: RecordChange) -> str:
    """In words; empty for nothing."""
    kind, _, number = change["about"].partition(" ")
    ref = change["child"] or ""
    if kind == CHILDREN.name:
        return _on_child(db, ref)
    if kind == CONTACTS.name:
        return "they were asked" if requests.by_contact(db, int(number)) else ""
    if kind == TOUCHPOINT_EVENTS.name:
        return _on_event(db, ref, change)
    return _on_member(db, int(number)) if kind == STAFF.name else ""


def _on_child(db: Database, ref: str) -> str:
    if requests.by_child(db, ref) or attempts.by_child(db, ref) or discussions_about(db, ref):
        return "somebody was asked about the child"
    if voices.by_child(db, ref):
        return "something was said about the child"
    if is_raised_about(db, ref):
        return "a concern was raised"
    if is_reviewed(db, ref):
        return "a review was planned"
    return "an item of the tracker is about the child" if items.by_child(db, ref) else ""


def _on_event(db: Database, ref: str, change: RecordChange) -> str:
    touchpoint = change["after"]["touchpoint"]
    asked = [one for one in requests.by_child(db, ref) if one["touchpoint"] == touchpoint]
    return "somebody was asked about it" if any(one["made"] >= change["at"] for one in asked) else ""


def _on_member(db: Database, number: int) -> str:
    if has_reviewed(db, number):
        return "they were given a review"
    return "an item of the tracker is theirs" if items.by_owner(db, number) else ""
