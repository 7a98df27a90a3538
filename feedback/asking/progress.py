"""How far a request has come: made, put to somebody, opened by them; worked out from what is on record.

What was only made is no attempt to hear anybody (BR-08) and nothing that a family has to rest from (BR-66).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from feedback.messages import outbox
from feedback.messages.outbox import CLAIMED, QUEUED
from feedback.voices import attempts, requests, typed_codes, voices
from feedback.voices.attempts import Attempt, as_opened, is_try
from feedback.voices.codes import ANSWERED, PREPARED
from feedback.voices.requests import Request, is_open, tells
from feedback.voices.typed_codes import was_typed
from people.actor import Actor
from people.children import child as child_for
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

FROM_THE_SCREEN = frozenset({"link", "qr"})
BY_HAND = FROM_THE_SCREEN | {"letter", "in_person"}  # somebody has to give these to the family
NOT_ARRIVED = "not_delivered"


@dataclass(frozen=True)
class RequestProgress:
    """How far a request has come: what facts there are, and nothing that is only meant."""

    put_on: date | None  # the day on which it was first put to them, or since when it is on its way by itself
    on_its_way: bool  # a text that waits to go, a call on the list: nobody has been reached yet
    begun: bool  # they have opened it, so it arrived
    in_hand: tuple[Attempt, ...]  # what was made, and nobody has said was handed over


def progress_of(db: Database, request: Request) -> RequestProgress:
    """What is known of a request by now."""
    number = number_of(request)
    tried, voice = attempts.by_request(db, number), voices.by_request(db, number)
    reached = [one["at"] for one in tried if is_try(one) and one["outcome"] != NOT_ARRIVED]
    reached += [voice["begun"]] if voice else []
    on_its_way = not reached and _goes_by_itself(db, request)
    since = min(reached, default=request["made"] if on_its_way else None)
    in_hand = tuple(in_hand_of(tried)) if is_open(request, db.now) and voice is None else ()
    return RequestProgress(london_day(since) if since else None, on_its_way, voice is not None, in_hand)


def records_of(db: Database, child: str) -> list[Attempt]:
    """The attempts to hear a child and family with what was made for one, the oldest first; what was opened arrived."""
    found = voices.by_child(db, child)
    begun = {one["request"]: one["begun"] for one in found if one["request"] is not None}
    typed_codes.prefetch_by_request(db, begun)
    return with_arrivals(attempts.by_child(db, child), begun, {number for number in begun if was_typed(db, number)})


def records_of_asking(db: Database, child: str) -> list[Attempt]:
    """The same, without what was told: who is told what came of their words is not asked for them (BR-08)."""
    telling = {number_of(one) for one in requests.by_child(db, child) if tells(one)}
    return [one for one in records_of(db, child) if one["request"] not in telling]


def with_arrivals(records: Sequence[Attempt], begun: Mapping[int, str], typed: Collection[int] = ()) -> list[Attempt]:
    """The attempts in which what was made for a request that somebody has begun stands as opened, on that day.

    Where somebody said that they had handed it over, that is told, and not told twice. Where a code was `typed`, it is
    the letter that reached them, whatever else was made.
    """
    handed = (one for one in records if is_try(one) and one["outcome"] != ANSWERED)
    told = {one["request"] for one in handed if one["method"] in BY_HAND}
    found: list[Attempt] = []
    for one in records:
        request = one["request"]
        if is_try(one) or request is None or request not in begun:
            found.append(one)
        elif request in typed and one["method"] != "letter" and _has_a_letter(records, request):
            continue
        elif request not in told:
            told.add(request)
            found.append(as_opened(one, begun[request]))
    return sorted(found, key=lambda one: one["at"])


def _has_a_letter(records: Sequence[Attempt], request: int) -> bool:
    return any(
        one["method"] == "letter" and one["outcome"] in PREPARED and one["request"] == request for one in records
    )


@needs(Permission.SEE_CHILDREN)
def progress_of_all(db: Database, actor: Actor, child: str) -> dict[int, RequestProgress]:
    """How far each request about a child has come, by its number."""
    child_for(db, actor, child)
    found = requests.by_child(db, child)
    numbers = [number_of(one) for one in found]
    attempts.prefetch(db, requests=numbers)
    voices.prefetch_by_request(db, numbers)
    return {number: progress_of(db, one) for number, one in zip(numbers, found, strict=True)}


def in_hand_of(records: Collection[Attempt]) -> list[Attempt]:
    """The made things that lie here still: neither handed over nor made again since."""
    lying: dict[tuple[str, int | None], Attempt] = {}
    handed_over = {one.get("of") for one in records} - {None}
    for one in sorted(records, key=lambda each: each["at"]):
        if one["outcome"] in PREPARED:
            lying[_thing(one)] = one
    return [one for one in lying.values() if number_of(one) not in handed_over]


def _goes_by_itself(db: Database, request: Request) -> bool:
    """Whether it is on its way to them without anybody's hand: a call on the list, a text that waits to go."""
    if not is_open(request, db.now):
        return False
    if request["channel"] == "phone":
        return True
    return any(one["state"] in {QUEUED, CLAIMED} for one in outbox.by_request(db, number_of(request)))


def _thing(made: Attempt) -> tuple[str, int | None]:
    """What a new one replaces: the one link of a request, while each letter is a paper of its own."""
    is_shown = made["method"] in FROM_THE_SCREEN
    return ("link", made["request"]) if is_shown else ("paper", number_of(made))
