"""What is worked out of translated words: remembered until the words change, and not a moment longer."""

import threading
from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

_lock = threading.Lock()
_kept: list[Callable[[], None]] = []
_version = 0


def remembered(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """As `lru_cache`, for words. The version is part of the key: what began before a change is never met after it."""

    def decorate(work: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=most)
        def keyed(_of: int, *given: Hashable, **named: Hashable) -> Any:
            return cast("Callable[..., R]", work)(*given, **named)

        @wraps(work)
        def call(*given: P.args, **named: P.kwargs) -> R:
            return cast("R", keyed(_version, *cast("Any", given), **cast("Any", named)))

        call.cache_clear = keyed.cache_clear  # type: ignore[attr-defined]  # as `lru_cache` has them
        call.cache_info = keyed.cache_info  # type: ignore[attr-defined]
        _kept.append(keyed.cache_clear)
        return call

    return decorate


def version() -> int:
    """Which wording is said now; part of the key of whatever is remembered elsewhere."""
    return _version


def words_changed() -> None:
    """Forget everything that was worked out of the words as they were."""
    global _version
    with _lock:
        _version += 1
    for forget in _kept:
        forget()
