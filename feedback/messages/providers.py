"""What a provider of text messages is to us, and the three ways in which sending can fail."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

# Threads of its own: a provider that hangs takes none from the rest of the program.
_THREADS = ThreadPoolExecutor(8, thread_name_prefix="texts")


async def in_a_thread(call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Make a provider's call in a thread, while everything else goes on."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, lambda: call(*args, **kwargs))


@dataclass(frozen=True)
class OutgoingText:
    """One text as it is handed to a provider; `opaque` is our own id, which says nothing about anybody."""

    opaque: str
    to: str
    body: str


@dataclass(frozen=True)
class ProviderAnswer:
    """What a provider says of a text: its own id for it, and how far it has come (a state of the outbox).

    `opaque` is our own id, where the provider keeps it; where it does not, `body` has to tell which text it is.
    """

    provider_id: str
    state: str
    body: str = ""
    code: str | None = None
    opaque: str = ""


@dataclass(frozen=True)
class IncomingText:
    """One text that somebody sent us; `written` is when the provider had it, where it says so."""

    provider_id: str
    sender: str
    body: str
    written: datetime | None


class Provider(Protocol):
    """A network that carries texts. All calls block, are made from a thread, and return within their time-out."""

    name: str
    keeps_links: bool  # whether the sent text is still to be read from our own outbox

    def send(self, parcel: OutgoingText) -> ProviderAnswer:
        """Hand a text over, once; raises `Refused`, `TryLater` or `Unsure`."""
        ...

    def find(self, parcel: OutgoingText, since: datetime) -> Sequence[ProviderAnswer]:
        """The texts since then that may be this one, the newest first; raises `TryLater`."""
        ...


class Mailbox(Protocol):
    """Where texts that came in can be fetched, beside being told of them."""

    def received(self) -> Sequence[IncomingText]:
        """All that are still there, the oldest first; raises `TryLater`. Blocks, as `Provider` does."""
        ...


class ProviderWithMailbox(Provider, Mailbox, Protocol):
    """Both."""


class ProviderError(Exception):
    """A text was not accepted, as far as is known."""


class RefusedByProvider(ProviderError):
    """The provider said no, and will say no again. `code` is its reason; the code table says what to do."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TryLater(ProviderError):
    """Not now. `maybe_taken` where the answer does not rule out that it was taken: look before trying again."""

    def __init__(self, why: str, *, maybe_taken: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.maybe_taken = maybe_taken


class Unsure(ProviderError):
    """The text was handed over and no answer came: nobody knows whether it went. Never sent again by itself."""
