"""By which another process of ours opens the store that is open here; it holds the secret, and is shown nowhere."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from storage.kinds import Kind
from storage.migrations import Migration

if TYPE_CHECKING:
    from storage.database import Database
    from storage.store import Store


def _nothing(_: "Database") -> None:
    """Whoever had the store open before has brought its documents up."""


@dataclass(frozen=True)
class WayIn:
    """`opening` takes what else is kept here, and is picklable; `schema` is the version that the documents are at."""

    opening: "Callable[..., Store]" = field(repr=False)
    kinds: tuple[Kind, ...] = field(repr=False)
    secret: bytes = field(repr=False)
    keys: tuple[bytes, ...] = field(repr=False)
    schema: int
    holder: "Callable[[], int] | None" = field(default=None, repr=False)  # which of all this process is, if it is one

    def handed(self) -> "WayIn":
        """As another process is told: it writes as the holder that this one is now, and not once another came."""
        if self.holder is None:
            return self
        return replace(self, holder=None, opening=partial(self.opening, place=self.holder()))

    def open(self, clock: Callable[[], datetime]) -> "Store":
        """The same rows, found by the same secret."""
        done = [Migration("done already", _nothing)] * self.schema
        return self.opening(self.kinds, secret=self.secret, keys=self.keys, clock=clock, migrations=done)
