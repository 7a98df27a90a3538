"""Reads a workbook in a process of its own: what takes too long or too much memory is ended, and nobody else waits."""

import json
import resource
import subprocess
import sys
from typing import Final, cast

import orjson

from documents.workbook_in import Sheet, read_workbook
from documents.workbook_package import NOT_A_WORKBOOK, USUAL, Bounds, NotReadable, kind_of

PATIENCE: Final = 30.0  # seconds; one of 10,000 rows takes two
MEMORY: Final = 2_000_000_000  # bytes of addresses
TOO_SLOW = "Reading it takes too long. Copy the table alone into a new workbook and choose that one."


def read_apart(name: str, content: bytes, patience: float = PATIENCE, bounds: Bounds = USUAL) -> list[Sheet]:
    """As `read_workbook`, which holds Python's lock while it works. Not on the event loop."""
    kind_of(name, content, bounds)
    try:
        done = subprocess.run(  # our own interpreter and this file
            [sys.executable, "-m", "documents.workbook_reading"],
            input=orjson.dumps([name, *bounds]) + b"\n" + content,
            capture_output=True,
            timeout=patience,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise NotReadable(TOO_SLOW) from None
    except subprocess.CalledProcessError as error:  # it did not survive the reading
        raise NotReadable(NOT_A_WORKBOOK) from error
    found = orjson.loads(done.stdout)
    if isinstance(found, str):
        raise NotReadable(found)
    return cast("list[Sheet]", found)


def _read() -> list[Sheet] | str:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        name, *bounds = json.loads(sys.stdin.buffer.readline())
        return read_workbook(name, sys.stdin.buffer.read(), Bounds(*bounds))
    except NotReadable as trouble:
        return str(trouble)


if __name__ == "__main__":
    sys.stdout.buffer.write(json.dumps(_read()).encode())
