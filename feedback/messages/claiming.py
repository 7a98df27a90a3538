"""Takes one text out of the queue for sending: on record as claimed before it goes, so that it cannot go twice."""

from collections.abc import Callable
from datetime import timedelta

from tinydb import where

from feedback.messages.outbox import CLAIMED, FAILED, OUTBOX, QUEUED, UNASKED, UNKNOWN, move
from feedback.messages.quiet_hours import QuietHours
from people.permissions import open_to
from storage.store import Database
from storage.table import Document

WhyUnwanted = Callable[[Database, Document], str]
STALE = timedelta(minutes=2)  # longer than any provider's time-out: whoever claimed it is gone
_LOOKED_THROUGH = 100  # texts that are due; more are looked through in the next round


def is_work(db: Database) -> bool:
    """Whether a text is due, or a claim was left behind."""
    due = (where("state") == QUEUED) & (where("due") <= db.now.isoformat())
    return bool(db.table(OUTBOX).page(due, by="due", limit=1)) or bool(_left_behind(db))


@open_to("the worker that sends texts")
def claim(db: Database, hours: QuietHours, provider: str, why_unwanted: WhyUnwanted) -> Document | None:
    """The next text to send, claimed; None when none may go now. One phone's texts go one after another.

    `why_unwanted` is asked of each text that nobody waits for; what it answers with words is withdrawn.
    """
    due = (where("state") == QUEUED) & (where("due") <= db.now.isoformat())
    for text in db.table(OUTBOX).page(due, by="due", limit=_LOOKED_THROUGH):
        if _may_go(db, text, hours, why_unwanted):
            first_tried = text["first_tried"] or db.now.isoformat()
            fields = {"provider": provider, "tries": text["tries"] + 1, "first_tried": first_tried}
            return move(db, text, CLAIMED, claimed=db.now.isoformat(), **fields)
    return None


@open_to("the worker that sends texts")
def sweep(db: Database) -> int:
    """Mark what a stopped program had claimed as unknown: it may have gone, so it is not sent again by itself."""
    left = _left_behind(db)
    for text in left:
        move(
            db,
            text,
            UNKNOWN,
            note="Heard stopped while it was going.",
            due=db.now.isoformat(),
            looks=0,
            not_found=False,
        )
    return len(left)


def _left_behind(db: Database) -> list[Document]:
    before = (db.now - STALE).isoformat()
    return [one for one in db.table(OUTBOX).search(where("state") == CLAIMED) if one["claimed"] < before]


def _may_go(db: Database, text: Document, hours: QuietHours, why_unwanted: WhyUnwanted) -> bool:
    """Whether it may go this minute; what must wait for the morning is put off, what nobody wants is withdrawn."""
    if _is_behind_another(db, text):
        return False
    if not text["any_hour"] and hours.are_on(db.now):
        db.table(OUTBOX).replace(text.doc_id, {"due": hours.opens(db.now).isoformat()})
        return False
    if text["purpose"] in UNASKED and (why := why_unwanted(db, text)):
        move(db, text, FAILED, code="withdrawn", note=why)
        return False
    return True


def _is_behind_another(db: Database, text: Document) -> bool:
    """Whether another text to the same phone is going, or was tried and waits: a conversation keeps its order."""
    others = [one for one in db.table(OUTBOX).search(where("to") == text["to"]) if one.doc_id != text.doc_id]
    return any(
        one["state"] == CLAIMED or (one["state"] == QUEUED and one["tries"] and one.doc_id < text.doc_id)
        for one in others
    )
