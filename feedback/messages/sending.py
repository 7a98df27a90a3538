"""Sends what is due, one round: claim, hand over, keep what came of it. Killed at any moment, nothing goes twice."""

import asyncio
from datetime import timedelta

import structlog

from feedback.messages import outbox
from feedback.messages.claiming import WhyUnwanted, claim, is_work, sweep
from feedback.messages.outbox import ACCEPTED, FAILED, UNKNOWN, OutboxText
from feedback.messages.provider_codes import CodeAction, is_known, meaning
from feedback.messages.providers import (
    Provider,
    ProviderAnswer,
    RefusedByProvider,
    TryLater,
    Unsure,
    in_a_thread,
)
from feedback.messages.quiet_hours import QuietHours
from feedback.messages.reconciliation import look_up, parcel_of
from feedback.messages.state_transitions import STATES, move, put_back
from people.opt_outs import stop
from people.permissions import open_to
from storage.documents import number_of
from storage.store import Database, Store

LANES = 4  # texts on their way at the same moment
PATIENCE = timedelta(hours=4)  # then a person is told
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=15), timedelta(minutes=15)

_log = structlog.get_logger("heard.texts")


async def send_due(store: Store, provider: Provider, why_unwanted: WhyUnwanted, hours: QuietHours | None = None) -> int:
    """One round: hand over every text that may go now; returns how many were tried. `StorageError` is the caller's."""
    if not store.read(is_work):
        return 0
    await store.write(sweep)
    tried = await asyncio.gather(*(_lane(store, provider, why_unwanted, hours or QuietHours()) for _ in range(LANES)))
    return sum(tried)


async def _lane(store: Store, provider: Provider, why_unwanted: WhyUnwanted, hours: QuietHours) -> int:
    """One text after another, until none is due or the provider is not well."""
    tried = 0
    while (text := await store.write(claim, hours, provider.name, why_unwanted)) is not None:
        tried += 1
        if not await _send(store, provider, text):
            break
    return tried


async def _send(store: Store, provider: Provider, text: OutboxText) -> bool:
    """Hand one text over and keep what came of it; returns whether the provider is well."""
    try:
        receipt = await _handed_over(store, provider, text)
    except RefusedByProvider as refusal:
        return await store.write(refused, number_of(text), refusal.code)
    except TryLater as trouble:
        await store.write(put_off, number_of(text), trouble.why, trouble.maybe_taken)
        return False
    except Exception as trouble:  # whatever it was, the text may have gone
        if not isinstance(trouble, Unsure):
            _log.error("a provider failed in a way of its own", provider=provider.name, error=type(trouble).__name__)
        await store.write(left_unsure, number_of(text))
        return False
    await store.write(taken, number_of(text), receipt, keep_link=provider.keeps_links)
    return True


async def _handed_over(store: Store, provider: Provider, text: OutboxText) -> ProviderAnswer:
    """Where an earlier try may have been taken, look before sending again."""
    if text["maybe_taken"] and (found := await look_up(store, provider, text)) is not None:
        return found
    return await in_a_thread(provider.send, parcel_of(text))


@open_to("the worker that sends texts")
def taken(db: Database, number: int, receipt: ProviderAnswer, *, keep_link: bool) -> None:
    """The provider has it. A callback may have been quicker than its answer, and then nothing changes."""
    if text := outbox.by_id(db, number):
        state = receipt.state if receipt.state in STATES else ACCEPTED
        move(db, text, state, code=receipt.code, provider_id=receipt.provider_id, keep_link=keep_link)


@open_to("the worker that sends texts")
def refused(db: Database, number: int, code: str) -> bool:
    """The provider said no. What it meant stands in the code table; returns whether others may be tried now."""
    text = outbox.by_id(db, number)
    if text is None:
        return True
    do = meaning(code).do
    if do == CodeAction.LATER:
        put_off(db, number, code, maybe_taken=False)
        return False
    if do == CodeAction.STOPPED:
        stop(db, text["to"], "STOP", text["language"])
    if do == CodeAction.SET_UP:
        _log.error("texts cannot go until an administrator mends the set-up", code=code, text=number)
    move(db, text, FAILED, code=code, keep_link=do == CodeAction.SET_UP)
    return do != CodeAction.SET_UP


@open_to("the worker that sends texts")
def put_off(db: Database, number: int, why: str, maybe_taken: bool) -> None:
    """Try again later, each time a little later; after four hours a person is told."""
    text = outbox.by_id(db, number)
    if text is None:
        return
    doubt = maybe_taken or text["maybe_taken"]
    if db.now - outbox.first_tried(text) < PATIENCE:
        wait = min(_FIRST_WAIT * 2 ** min(text["tries"] - 1, 10), _LONGEST_WAIT)
        put_back(db, text, db.now + wait, note=why, maybe_taken=doubt)
    elif doubt:
        move(db, text, UNKNOWN, note=why, due=db.now.isoformat(), looks=0, not_found=False)
    else:
        move(db, text, FAILED, code=why if is_known(why) else "no_answer", note=why, keep_link=True)


@open_to("the worker that sends texts")
def left_unsure(db: Database, number: int) -> None:
    """It was handed over and no answer came."""
    if text := outbox.by_id(db, number):
        move(
            db,
            text,
            UNKNOWN,
            note="The provider's answer never came.",
            due=db.now.isoformat(),
            looks=0,
            not_found=False,
        )
