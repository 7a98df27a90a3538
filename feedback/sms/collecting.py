"""Fetches the texts that came in and that nobody told us of, beside the provider's calls: each is taken once."""

from collections.abc import Sequence

from feedback.messages import inbox
from feedback.messages.providers import IncomingText, Mailbox, in_a_thread
from feedback.sms.receiving import receive
from people.contact_points import ContactPoints
from storage.store import Database, Store


async def collect(store: Store, mailbox: Mailbox, contact_points: ContactPoints) -> int:
    """One round; returns how many were new. `TryLater` and `StorageError` are the caller's.

    Nothing is taken until all could be fetched: a gap would be answered out of its order.
    """
    new = await store.fetch(_not_kept, await in_a_thread(mailbox.received))
    for text in new:
        await take(store, text, contact_points, fetched=True)
    return len(new)


async def take(store: Store, text: IncomingText, contact_points: ContactPoints, *, fetched: bool = False) -> None:
    """Keep one text, durable when this returns, and queue our answer."""
    await store.write(
        receive,
        provider_id=text.provider_id,
        sender=text.sender,
        body=text.body,
        written=text.written,
        fetched=fetched,
        contact_points=contact_points,
    )


def _not_kept(db: Database, texts: Sequence[IncomingText]) -> list[IncomingText]:
    return [one for one in texts if not inbox.is_kept(db, one.provider_id, one.sender)]
