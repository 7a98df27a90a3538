"""From starting the program to its being ready, with many voices in store."""

import statistics
import time
from pathlib import Path

from benchmarks.authority import MANY, authority, opened
from benchmarks.programs import heard
from benchmarks.row import Row, at_most

MOST = 3.0  # seconds


def rows(voices: int = MANY, tries: int = 5) -> list[Row]:
    """Seconds from the start of the process until /health says that it is ready."""
    folder = authority(voices)
    ready = [_until_ready(folder) for _ in range(tries)]
    store = statistics.median(_until_open(folder) for _ in range(tries))
    detail = (
        f"`heard serve` started {tries} times until /health answered 200, the median; from "
        f"{min(ready):.2f} to {max(ready):.2f} s. Opening the store is {store * 1000:.0f} ms of it."
    )
    return [at_most(f"ready to serve with {voices:,} voices in store", statistics.median(ready), MOST, "s", detail)]


def _until_ready(folder: Path) -> float:
    begun = time.perf_counter()
    with heard(folder, pinned=False):
        return time.perf_counter() - begun


def _until_open(folder: Path) -> float:
    begun = time.perf_counter()
    store = opened(folder)
    spent = time.perf_counter() - begun
    store.close()
    return spent
