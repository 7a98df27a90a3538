"""Gives the server one core and its load another, so that neither takes the other's time."""

import contextlib
import os
from collections.abc import Iterator

_ALL = sorted(os.sched_getaffinity(0))
SERVER_CORE, LOAD_CORE = _ALL[0], _ALL[-1]


def pin_to(core: int) -> None:
    """Keep this process on one core; where there is only one, that is where it is already."""
    os.sched_setaffinity(0, {core})


@contextlib.contextmanager
def started_on(core: int) -> Iterator[None]:
    """What is started within runs on this core for good; this process itself goes back to all of them."""
    pin_to(core)
    try:
        yield
    finally:
        os.sched_setaffinity(0, _ALL)
