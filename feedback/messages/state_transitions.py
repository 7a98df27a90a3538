"""How a text moves from state to state: forward only, each change on record, and what has to follow from it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Unpack, cast

from feedback.messages import outbox
from feedback.messages.outbox import (
    ACCEPTED,
    CLAIMED,
    DELIVERED,
    FAILED,
    LOST,
    QUEUED,
    SENT,
    UNASKED,
    UNDELIVERED,
    UNKNOWN,
    OutboxText,
    StateEntry,
    TextChange,
    TryChange,
)
from feedback.messages.provider_codes import CodeAction, meaning
from feedback.messages.text_attempts import record_attempt
from feedback.messages.wording import without_link
from people.permissions import open_to
from storage.store import Database

_RANK: Mapping[str, int] = {
    QUEUED: 0,
    CLAIMED: 1,
    UNKNOWN: 2,
    ACCEPTED: 3,
    SENT: 4,
    UNDELIVERED: 5,
    FAILED: 5,
    DELIVERED: 6,  # a late word that it arrived after all is the truth
}
STATES = tuple(_RANK)
WORDS: Mapping[str, str] = {
    QUEUED: "waiting to go",
    CLAIMED: "going now",
    UNKNOWN: "not known whether it went",
    ACCEPTED: "on its way",
    SENT: "on its way to the phone",
    DELIVERED: "delivered",
    UNDELIVERED: "not delivered",
    FAILED: "not sent",
}


def move(
    db: Database,
    text: OutboxText,
    state: str,
    *,
    code: str | None = None,
    note: str = "",
    **fields: Unpack[TextChange],
) -> OutboxText | None:
    """Move a text forward and keep the change; None where it has come as far already: never from delivered to sent."""
    if _RANK[state] <= _RANK[text["state"]]:
        return None
    if outbox.is_anothers(db, text, fields.get("provider_id")):
        del fields["provider_id"]
    return _change(db, text, state, code, note, fields)


def put_back(db: Database, text: OutboxText, due: datetime, *, note: str, **tried: Unpack[TryChange]) -> OutboxText:
    """Let a text wait again: the provider did not take it."""
    return _change(db, text, QUEUED, None, note, cast("TextChange", {**tried, "due": due.isoformat()}))


@open_to("the demo's phone on the screen")
def let_the_night_pass(db: Database, phone: str) -> None:
    """Let what waits for the morning go now, where the family and its phone are invented."""
    for text in outbox.by_phone(db, phone):
        if text["state"] == QUEUED:
            outbox.change(db, text, due=db.now.isoformat(), any_hour=True)
            outbox.announce(db, text["child"])


def _change(db: Database, text: OutboxText, state: str, code: str | None, note: str, fields: TextChange) -> OutboxText:
    """The secret of the link goes once the text has; the attempt that section 6 tells changes in the same step."""
    after = cast("OutboxText", {**text, **fields})
    after["state"], after["code"] = state, code or text["code"]
    after["history"] = [*text["history"], _entry(db, state, code, note)]
    after["needs"] = _needs(state, after["code"])
    if _RANK[state] >= _RANK[ACCEPTED] and not after["keep_link"]:
        after["body"] = without_link(text["body"])
    if text["purpose"] in UNASKED:
        after["attempt"] = record_attempt(db, after)
    outbox.announce(db, text["child"])
    return outbox.put(db, text, after)


def _needs(state: str, code: str | None) -> str | None:
    """Who has to see to it: a `person` decides, or an administrator mends the `set_up`."""
    if state == UNKNOWN:
        return CodeAction.PERSON
    if state not in LOST:
        return None
    do = meaning(code).do
    return None if do == CodeAction.SETTLED else do if do == CodeAction.SET_UP else CodeAction.PERSON


def _entry(db: Database, state: str, code: str | None, note: str) -> StateEntry:
    entry: StateEntry = {"state": state, "at": db.now.isoformat()}
    if code:
        entry["code"] = code
    if note:
        entry["note"] = note
    return entry
