"""Texts that come after a restore and may have been answered before it: they are kept and read, and not answered."""

from datetime import datetime

from feedback.messages import inbox, outbox
from feedback.messages.inbox import ReceivedText
from feedback.sms.threads import Put
from people.backups import last_restored
from storage.store import Database


def may_be_answered_already(db: Database, text: ReceivedText) -> bool:
    """Whether the data that a restore replaced, or that still serves beside it, may have answered this text.

    What was written before the restore may be among what it lost. And anybody who holds the key can fetch, a drill
    too: what was fetched is ours to answer only once the provider has told this data of a text by itself.
    """
    restored = last_restored(db)
    if restored is None:
        return False
    if inbox.written_at(text) < restored + inbox.LATE:
        return True
    return text.get("fetched", False) and not inbox.was_told_since(db, restored)


def is_from_before(db: Database, put: Put | None) -> bool:
    """Whether what we put last went before a restore: the phone may show a later question, which the restore lost."""
    restored, number = last_restored(db), put.get("text") if put else None
    asked = outbox.by_id(db, number) if restored is not None and number is not None else None
    return restored is not None and asked is not None and datetime.fromisoformat(asked["made"]) <= restored
