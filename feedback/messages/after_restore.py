"""What waited to go when a backup was made may have gone since: after a restore none of it goes by itself."""

from feedback.messages import outbox
from feedback.messages.mail import mails
from feedback.messages.outbox import UNKNOWN
from feedback.messages.state_transitions import move
from people.permissions import open_to
from storage.store import Database

_NOTE = "This was restored from a backup: it may have gone after the backup was made."


@open_to("a restore")
def hold_texts(db: Database) -> int:
    """Every text that waited is not known to have gone; it is looked up with the provider, then a person decides."""
    held = outbox.not_gone(db)
    for text in held:
        first = text["first_tried"] or text["made"]  # it cannot have gone before it was made
        move(db, text, UNKNOWN, note=_NOTE, due=db.now.isoformat(), looks=0, not_found=False, first_tried=first)
    return len(held)


@open_to("a restore")
def hold_mails(db: Database) -> int:
    """Every mail that waited is for a person to decide."""
    held = mails.not_gone(db)
    for mail in held:
        mails.move(db, mail, mails.UNKNOWN, _NOTE, waits=True)
    return len(held)
