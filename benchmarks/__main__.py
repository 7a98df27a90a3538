"""Measures the figures to hold: `python -m benchmarks` all of them, `python -m benchmarks NAME…` only some."""

import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import import_module

from benchmarks.results import RESULTS, line, write
from benchmarks.row import Row

NAMES = (
    "page_bytes",
    "first_paint",
    "family_get",
    "beside_staff",
    "answer_post",
    "whole_answer",
    "postgres",
    "two_processes",
    "inbound_text",
    "storage",
    "evidence",
    "arrival",
    "opening",
    "staff_memory",
    "staff_screens",
    "judging",
    "tracker",
    "tracker_meeting",
    "papers",
    "workbooks",
    "bringing_in",
)


def main(names: Sequence[str]) -> int:
    """Measure and print; all of them also write the table. A missed bound is told, and is no error."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"There is no figure {', '.join(unknown)}. Choose from: {', '.join(NAMES)}.")
        return 2
    found = [row for name in names or NAMES for row in _measured(name)]
    if not names:
        write(found, datetime.now(UTC).date())
        print(f"Written to {RESULTS.name}.")
    return 0


def _measured(name: str) -> list[Row]:
    begun = time.monotonic()
    measure: Callable[[], list[Row]] = import_module(f"benchmarks.{name}").rows
    rows = measure()
    for row in rows:
        print(line(row), flush=True)
    print(f"       ({name}: {time.monotonic() - begun:.0f} s)", flush=True)
    return rows


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers it started end with it
    sys.exit(main(sys.argv[1:]))
