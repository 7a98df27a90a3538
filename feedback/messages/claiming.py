"""Takes one text out of the queue for sending: on record as claimed before it goes, so that it cannot go twice."""

from collections.abc import Callable
from datetime import timedelta

from feedback.messages import outbox
from feedback.messages.outbox import CLAIMED, FAILED, QUEUED, UNASKED, UNKNOWN, OutboxText
from feedback.messages.quiet_hours import QuietHours
from feedback.messages.state_transitions import move
from people.permissions import open_to
from storage.documents import number_of
from storage.store import Database

WhyUnwanted = Callable[[Database, OutboxText], str]
STALE = timedelta(minutes=2)  # longer than any provider's time-out: whoever claimed it is gone
_LOOKED_THROUGH = 100  # texts that are due; more are looked through in the next round


def is_work(db: Database) -> bool:
    """Whether a text is due, or a claim was left behind."""
    return bool(outbox.due(db, QUEUED, 1)) or bool(_left_behind(db))


@open_to("the worker that sends texts")
def claim(db: Database, hours: QuietHours, provider: str, why_unwanted: WhyUnwanted) -> OutboxText | None:
    """The next text to send, claimed; None when none may go now. One phone's texts go one after another.

    `why_unwanted` is asked of each text that nobody waits for; what it answers with words is withdrawn.
    """
    for text in outbox.due(db, QUEUED, _LOOKED_THROUGH):
        if _may_go(db, text, hours, why_unwanted):
            now, tries = db.now.isoformat(), text["tries"] + 1
            first = text["first_tried"] or now
            return move(db, text, CLAIMED, claimed=now, provider=provider, tries=tries, first_tried=first)
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


def _left_behind(db: Database) -> list[OutboxText]:
    before = (db.now - STALE).isoformat()
    return [one for one in outbox.claimed(db) if one["claimed"] < before]


def _may_go(db: Database, text: OutboxText, hours: QuietHours, why_unwanted: WhyUnwanted) -> bool:
    """Whether it may go this minute; what must wait for the morning is put off, what nobody wants is withdrawn."""
    if _is_behind_another(db, text):
        return False
    if not text["any_hour"] and hours.are_on(db.now):
        outbox.change(db, text, due=hours.opens(db.now).isoformat())
        return False
    if text["purpose"] in UNASKED and (why := why_unwanted(db, text)):
        move(db, text, FAILED, code="withdrawn", note=why)
        return False
    return True


def _is_behind_another(db: Database, text: OutboxText) -> bool:
    """Whether another text to the same phone is going, or was tried and waits: a conversation keeps its order."""
    others = [one for one in outbox.by_phone(db, text["to"]) if number_of(one) != number_of(text)]
    return any(
        one["state"] == CLAIMED or (one["state"] == QUEUED and one["tries"] and number_of(one) < number_of(text))
        for one in others
    )
