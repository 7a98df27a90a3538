"""What can go wrong between a family and a conversation."""

from people.errors import Unacceptable


class NoSuchLink(Exception):
    """The link was altered, cut, expired, revoked or used up: one error, so that no answer tells which."""


class NotAnswerable(Exception):
    """The question is not part of this conversation now, or another browser has answered it in other words."""


class NotPrintable(Unacceptable):
    """Paper cannot be made of what was given; `sign` is what no font of ours has, "" where it is something else."""

    def __init__(self, sign: str = "") -> None:
        self.sign = sign
        super().__init__(
            f"“{sign}” cannot be printed. No font here has it: write it in Latin letters."
            if sign
            else "The paper could not be made, and nothing was noted. Try again, or tell an administrator."
        )


class CannotAsk(Exception):
    """A request cannot be made; the message tells the worker in plain words why and what to do."""
