"""Sharing children out between reviewers: evenly, and never to somebody who may not review that child."""

from collections import Counter
from collections.abc import Mapping, Sequence


def shared_out(able: Mapping[str, Sequence[int]], open_now: Mapping[int, int], nobody: int) -> dict[str, int]:
    """Whose each child is, given who is able to review it; who has the fewest of these, then the fewest open, is next.

    The child whom the fewest can review comes first, so that they are not given away to others; nobody able: nobody.
    """
    given: Counter[int] = Counter()
    whose: dict[str, int] = {}
    for child in sorted(able, key=lambda ref: len(able[ref])):
        whose[child] = min(able[child], key=lambda one: (given[one], open_now.get(one, 0)), default=nobody)
        given[whose[child]] += 1
    return {child: whose[child] for child in able}
