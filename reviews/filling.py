"""Filling a review: one field at a time, saved as it is written, and never over somebody else's text unseen."""

from typing import Any

from feedback.voices.form_versions import form_version
from forms.answers import read_answer
from forms.schema import Question
from people import audit
from people.actor import Actor
from people.errors import NotAllowed, NotFound
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from reviews import entries
from reviews.dating import with_new_dates
from reviews.entries import Entry, EntryContent, entry
from reviews.escalations import escalate_from_the_form
from reviews.permitted import writable
from reviews.reviews import review
from reviews.row_ids import with_ids
from reviews.steps import can_take, take_step
from storage.store import Database


@needs(Permission.WRITE_REVIEWS)
def fill(db: Database, actor: Actor, review_id: int, question_id: str, raw: Any, revision: int) -> Entry:
    """Save one field and return it with its new revision; `revision` is the one last seen, 0 for a field never filled.

    Raises `Refused` for what the field cannot hold, `Conflict` with the present entry when somebody saved meanwhile.
    An empty text clears the field.
    """
    found = review(db, actor, review_id)
    form = form_version(db, found["fingerprint"])
    if question_id not in form.by_id:
        raise NotFound
    if question_id not in writable(form, found, actor):
        raise NotAllowed(question_id)
    value = "" if raw == "" else read_answer(form.question(question_id), raw)
    saved = _save(db, actor, review_id, form.question(question_id), value, revision)
    escalate_from_the_form(db, actor, found, form.question(question_id), value)
    if can_take(db, actor, found, "begin"):
        take_step(db, actor, review_id, "begin")
    return saved


def _save(db: Database, actor: Actor, review_id: int, question: Question, value: Any, revision: int) -> Entry:
    present = entry(db, review_id, question.id)
    if question.kind == "table" and value:
        value = with_ids(value, present["value"] if present and present["value"] else [])
    if present is not None and present["value"] == value:
        return present
    content: EntryContent = {"value": value, "by": actor.id, "by_name": actor.name, "at": db.now.isoformat()}
    if question.kind == "table":
        content["dated"] = with_new_dates(question, present, value, london_day(db.now))
    if present is None:
        saved = entries.add(db, review_id, question.id, content)
    else:
        saved = entries.change(db, present, content, revision)
    audit.record(db, actor, "review.filled", review=review_id, question=question.id)
    db.announce(f"review:{review_id}/fields")
    return saved
