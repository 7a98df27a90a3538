"""The order of a meeting: what was not reached last time, then by who answers for it, overdue first; pure."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import groupby

from language.folding import by_name
from tracker.due_dates import is_overdue
from tracker.index import ItemEntry
from tracker.items import NOBODY
from tracker.listing import NO_DAY


def in_order(
    found: Iterable[ItemEntry], carried: Collection[int], names: Mapping[int, str], today: date
) -> list[ItemEntry]:
    """`names` are those of the managers; who has none comes last."""

    def place(one: ItemEntry) -> tuple[object, ...]:
        late = is_overdue(one.state, one.due, today)
        who = (one.manager == NOBODY, by_name(names.get(one.manager, "")), one.manager)
        return (one.number not in carried, *who, not late, one.due or NO_DAY, one.number)

    return sorted(found, key=place)


def grouped(found: Iterable[ItemEntry], carried: Collection[int]) -> list[tuple[bool, int, list[ItemEntry]]]:
    """Whether it was carried on, who answers for it, and the items: each group as it follows on the one before."""
    keys = groupby(found, key=lambda one: (one.number in carried, one.manager))
    return [(was, manager, list(ones)) for (was, manager), ones in keys]


def not_reached(order: Iterable[int], reached: Collection[int]) -> list[int]:
    """What a meeting did not come to."""
    return [number for number in order if number not in reached]
