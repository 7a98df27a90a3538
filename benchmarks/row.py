"""One figure: what was measured, what it has to hold to, and whether it does."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table. `measured` and `bound` are in words with their unit; `detail` says how it was measured."""

    name: str
    measured: str
    bound: str
    holds: bool
    detail: str
