"""What can go wrong between a person and a verb, named by what the caller can do about it."""


class NotAllowed(Exception):
    """The actor's roles do not hold the permission that the verb names."""


class NotFound(Exception):
    """There is no such thing, or this actor may not know of it: deliberately the same answer (ASVS 8.2.2)."""


class SignedOut(Exception):
    """The session has ended; the person has to sign in again."""


class Throttled(Exception):
    """Too many tries; `wait` is the number of seconds until the next one is heard."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"Too many tries. Wait {wait} seconds.")
        self.wait = wait


class Unacceptable(Exception):
    """What was given cannot be kept; the message says in plain words what to mend."""


class SignOnRefused(Exception):
    """A sign-in through a provider came to nothing; `why` is one word of a fixed list, never what somebody sent."""

    def __init__(self, why: str, *, minutes: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.minutes = minutes
