"""One figure: what was measured, what it has to hold to, and whether it does."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table. `bound` is written as "≤ 1.3 x": a sign, a number and the unit of `measured`."""

    name: str
    measured: float
    bound: str
    holds: bool
    detail: str  # how it was measured, with the figures that the ratio is made of


def at_most(name: str, measured: float, most: float, unit: str, detail: str) -> Row:
    """A figure that must not grow past its bound."""
    return Row(name, measured, f"≤ {most:,g} {unit}", measured <= most, detail)


def at_least(name: str, measured: float, least: float, unit: str, detail: str) -> Row:
    """A figure that must not fall under its bound."""
    return Row(name, measured, f"≥ {least:,g} {unit}", measured >= least, detail)
