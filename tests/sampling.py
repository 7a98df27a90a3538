"""What is many is sampled in `make test` and whole in `make soak`: the same cases, of which some are marked."""

from collections.abc import Container, Iterable, Sequence
from itertools import product
from typing import Any

import pytest

Cases = list[Any]  # pytest's own sets of parameters


def sampled(cases: Iterable[Any], sample: Container[Any]) -> Cases:
    """All cases; those outside of the sample are left to `make soak`."""
    return [pytest.param(case, marks=() if case in sample else pytest.mark.soak) for case in cases]


def turning(*dimensions: Iterable[Any]) -> Cases:
    """All combinations; the sample goes along all dimensions at once, so that each value of each stands in it."""
    values: list[Sequence[Any]] = [list(one) for one in dimensions]
    places = product(*(range(len(one)) for one in values))
    longest = max(len(one) for one in values)
    sample = {tuple(n % len(one) for one in values) for n in range(longest)}
    return [
        pytest.param(
            *(one[place] for one, place in zip(values, at, strict=True)), marks=() if at in sample else pytest.mark.soak
        )
        for at in places
    ]
