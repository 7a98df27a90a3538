"""How far a request has come: made, put to somebody, opened by them; worked out from what is on record.

What was only made is no attempt to hear anybody (BR-08) and nothing that a family has to rest from (BR-66).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tinydb import where

from feedback.messages.outbox import CLAIMED, QUEUED, texts_of_request
from feedback.voices.attempts import attempts_for, attempts_of, is_try
from feedback.voices.codes import ANSWERED, OPENED, PREPARED
from feedback.voices.links import REQUESTS
from feedback.voices.typed_codes import was_typed
from feedback.voices.voices import VOICES, voice_of
from people.actor import Actor
from people.children import child as child_for
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.store import Database
from storage.table import Document

FROM_THE_SCREEN = frozenset({"link", "qr"})
BY_HAND = FROM_THE_SCREEN | {"letter", "in_person"}  # somebody has to give these to the family
NOT_ARRIVED = "not_delivered"


@dataclass(frozen=True)
class RequestProgress:
    """How far a request has come: what facts there are, and nothing that is only meant."""

    put_on: date | None  # the day on which it was first put to them, or since when it is on its way by itself
    on_its_way: bool  # a text that waits to go, a call on the list: nobody has been reached yet
    begun: bool  # they have opened it, so it arrived
    in_hand: tuple[Document, ...]  # what was made, and nobody has said was handed over


def progress_of(db: Database, request: Document) -> RequestProgress:
    """What is known of a request by now."""
    attempts, voice = attempts_for(db, request.doc_id), voice_of(db, request.doc_id)
    reached = [one["at"] for one in attempts if is_try(one) and one["outcome"] != NOT_ARRIVED]
    reached += [voice["begun"]] if voice else []
    on_its_way = not reached and _goes_by_itself(db, request)
    since = min(reached, default=request["made"] if on_its_way else None)
    in_hand = tuple(in_hand_of(attempts)) if is_live(request, db.now) and voice is None else ()
    return RequestProgress(london_day(since) if since else None, on_its_way, voice is not None, in_hand)


def records_of(db: Database, child: str) -> list[Document]:
    """The attempts to hear a child and family with what was made for one, the oldest first; what was opened arrived."""
    voices = db.table(VOICES).search(where("child") == child)
    begun = {one["request"]: str(one["begun"]) for one in voices if one["request"] is not None}
    return with_arrivals(attempts_of(db, child), begun, {number for number in begun if was_typed(db, number)})


def with_arrivals(
    attempts: Sequence[Document], begun: Mapping[int, str], typed: Collection[int] = ()
) -> list[Document]:
    """The attempts in which what was made for a request that somebody has begun stands as opened, on that day.

    Where somebody said that they had handed it over, that is told, and not told twice. Where a code was `typed`, it is
    the letter that reached them, whatever else was made.
    """
    handed = (one for one in attempts if is_try(one) and one["outcome"] != ANSWERED)
    told = {one["request"] for one in handed if one["method"] in BY_HAND}
    found: list[Document] = []
    for one in attempts:
        if is_try(one) or one["request"] not in begun:
            found.append(one)
        elif one["request"] in typed and one["method"] != "letter" and _has_a_letter(attempts, one["request"]):
            continue
        elif one["request"] not in told:
            told.add(one["request"])
            found.append(Document({**one, "outcome": OPENED, "at": begun[one["request"]]}, one.doc_id))
    return sorted(found, key=lambda one: str(one["at"]))


def _has_a_letter(attempts: Sequence[Document], request: int) -> bool:
    return any(
        one["method"] == "letter" and one["outcome"] in PREPARED and one["request"] == request for one in attempts
    )


@needs(Permission.SEE_CHILDREN)
def progress_of_all(db: Database, actor: Actor, child: str) -> dict[int, RequestProgress]:
    """How far each request about a child has come, by its number."""
    child_for(db, actor, child)
    return {one.doc_id: progress_of(db, one) for one in db.table(REQUESTS).search(where("child") == child)}


def in_hand_of(attempts: Collection[Mapping[str, Any]]) -> list[Any]:
    """The made things that lie here still: neither handed over nor made again since."""
    lying: dict[Any, Mapping[str, Any]] = {}
    handed_over = {one.get("of") for one in attempts} - {None}
    for one in sorted(attempts, key=lambda each: str(each["at"])):
        if one["outcome"] in PREPARED:
            lying[_thing(one)] = one
    return [one for one in lying.values() if _number(one) not in handed_over]


def is_live(request: Mapping[str, Any], now: datetime) -> bool:
    """Whether a request can still be answered."""
    return bool(request["state"] == "open" and request["expires"] > now.isoformat())


def _goes_by_itself(db: Database, request: Document) -> bool:
    """Whether it is on its way to them without anybody's hand: a call on the list, a text that waits to go."""
    if not is_live(request, db.now):
        return False
    if request["channel"] == "phone":
        return True
    return any(one["state"] in {QUEUED, CLAIMED} for one in texts_of_request(db, request.doc_id))


def _thing(made: Mapping[str, Any]) -> tuple[str, Any]:
    """What a new one replaces: the one link of a request, while each letter is a paper of its own."""
    is_shown = made["method"] in FROM_THE_SCREEN
    return ("link", made.get("request")) if is_shown else ("paper", _number(made))


def _number(attempt: Mapping[str, Any]) -> int:
    return attempt.doc_id if isinstance(attempt, Document) else id(attempt)
