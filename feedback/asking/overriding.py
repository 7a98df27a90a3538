"""Asking all the same: what is in the way is overridden by a reason, wherever somebody is asked (BR-66)."""

from collections.abc import Iterable

from feedback.asking.obstacles import Obstacle
from feedback.voices.errors import CannotAsk

LONGEST_REASON = 500  # letters; what is kept of it


def overridden_by(reason: str, found: Iterable[Obstacle]) -> list[str]:
    """The codes of the obstacles that the reason overrides; `CannotAsk` where it is not enough or there is none."""
    in_the_way = list(found)
    if any(not one.can_override for one in in_the_way) or (in_the_way and not reason.strip()):
        raise CannotAsk(" ".join(one.words for one in in_the_way))
    return [one.code for one in in_the_way]


def kept_reason(reason: str) -> str:
    """The reason as it goes to the audit trail."""
    return reason.strip()[:LONGEST_REASON]
