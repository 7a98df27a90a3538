"""Texts that wait for a person: those that did not simply arrive, and those that nobody could place."""

from pages.staff.house import House


def add(house: House) -> None:
    """The screen at /staff/texts."""
