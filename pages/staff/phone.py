"""A phone on the screen: plays any family's phone in demo mode, so that texts can be tried with no account."""

from pages.staff.house import House


def add(house: House) -> None:
    """The screen at /staff/phone; in demo mode only."""
