"""How long a staff screen takes to open, in one program and in another by turns."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from benchmarks.programs import Program


def times(small: Program, large: Program, path: str, person: int, looks: int) -> tuple[float, float]:
    """The medians in milliseconds; the first look at each is not counted."""
    with _signed_in(small, person) as here, _signed_in(large, person) as there:
        spans = [(_milliseconds(here, path), _milliseconds(there, path)) for _ in range(looks + 1)][1:]
    first, second = zip(*spans, strict=True)
    return statistics.median(first), statistics.median(second)


@contextmanager
def _signed_in(program: Program, person: int) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=program.url, headers={"Origin": program.url}, timeout=60) as client:
        client.post("/staff/sign-in/as", data={"person": str(person)})
        yield client


def _milliseconds(client: httpx.Client, path: str) -> float:
    begun = time.perf_counter()
    reply = client.get(f"/staff/{path}")
    spent = time.perf_counter() - begun
    assert reply.status_code == httpx.codes.OK, f"{path}: {reply.status_code}"
    return spent * 1000
