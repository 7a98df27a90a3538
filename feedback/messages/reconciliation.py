"""Finds out what became of a text whose answer never came: by looking it up, never by sending it again."""

from collections.abc import Sequence
from datetime import timedelta

from feedback.messages import outbox
from feedback.messages.outbox import ACCEPTED, QUEUED, UNKNOWN, OutboxText
from feedback.messages.providers import OutgoingText, Provider, ProviderAnswer, ProviderError, in_a_thread
from feedback.messages.state_transitions import STATES, move
from people.permissions import open_to
from storage.documents import number_of
from storage.store import Database, Store

# When to look again. After the last look the text waits for a status callback, or for a person.
LOOKS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))
_EARLIER = timedelta(days=1)  # the provider's clock is not ours


async def reconcile(store: Store, provider: Provider) -> int:
    """Look up each unknown text whose time has come; returns how many were found."""
    found = 0
    for text in store.read(_to_look_up):
        try:
            receipt, answered = await look_up(store, provider, text), True
        except ProviderError:
            receipt, answered = None, False
        found += await store.write(looked_up, number_of(text), receipt, answered=answered)
    return found


async def look_up(store: Store, provider: Provider, text: OutboxText) -> ProviderAnswer | None:
    """What the provider knows of a text that was tried; None when it knows nothing. Raises `TryLater`."""
    since = outbox.first_tried(text) - _EARLIER
    receipts = await in_a_thread(provider.find, parcel_of(text), since)
    return store.read(_the_one, text, receipts)


def parcel_of(text: OutboxText) -> OutgoingText:
    """A text as providers know it."""
    return OutgoingText(text["opaque"], text["to"], text["body"])


@open_to("the worker that sends texts")
def looked_up(db: Database, number: int, receipt: ProviderAnswer | None, *, answered: bool = True) -> bool:
    """Keep what a look-up found, or when to look again; `answered` is whether the provider could be asked at all.

    What was found is kept even where somebody has just chosen to send it again: then it does not go twice.
    """
    text = outbox.by_id(db, number)
    if text is None or text["state"] not in ((UNKNOWN, QUEUED) if receipt else (UNKNOWN,)):
        return False
    if receipt is None:
        wait = LOOKS[min(text["looks"], len(LOOKS) - 1)]
        outbox.change(
            db,
            text,
            looks=text["looks"] + 1,
            not_found=answered or bool(text.get("not_found")),
            due=(db.now + wait).isoformat(),
        )
        return False
    state = receipt.state if receipt.state in STATES else ACCEPTED
    move(db, text, state, code=receipt.code, note="Found by looking it up.", provider_id=receipt.provider_id)
    return True


def was_looked_up(text: OutboxText) -> bool:
    """Whether the provider was asked about an unknown text and knew nothing, or could not be asked to the last look."""
    return bool(text.get("not_found")) or text.get("looks", 0) > len(LOOKS)


def _to_look_up(db: Database) -> list[OutboxText]:
    return [text for text in outbox.due(db, UNKNOWN, 20) if text["looks"] <= len(LOOKS)]


def _the_one(db: Database, text: OutboxText, receipts: Sequence[ProviderAnswer]) -> ProviderAnswer | None:
    """The receipt of this text that belongs to no other text of ours."""
    same = (one for one in receipts if _is_of(one, text))
    return next((one for one in same if not outbox.is_anothers(db, text, one.provider_id)), None)


def _is_of(receipt: ProviderAnswer, text: OutboxText) -> bool:
    """By our own id where the provider keeps it, else by the words, which it may not change then."""
    if receipt.opaque:
        return receipt.opaque == text["opaque"]
    return receipt.body.strip() == text["body"].strip()
