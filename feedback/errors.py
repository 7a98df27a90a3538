"""What can go wrong between a family and a conversation."""


class NoSuchLink(Exception):
    """The link was altered, cut, expired, revoked or used up: one error, so that no answer tells which."""


class NotAnswerable(Exception):
    """The question is not part of this conversation now, or another browser has answered it in other words."""


class CannotAsk(Exception):
    """A request cannot be made; the message tells the worker in plain words why and what to do."""
