"""What carries mails: a server, or the screen that shows what would have gone. It fails as texts' providers do."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class OutgoingMail:
    """One mail as it is handed over; `opaque` is our own id, which says nothing about anybody."""

    opaque: str
    to: str
    subject: str
    body: str


class MailCarrier(Protocol):
    """Takes mails. `send` blocks, is called from a thread, and returns within its time-outs."""

    name: str

    def send(self, mail: OutgoingMail) -> None:
        """Hand a mail over, once; raises `RefusedByProvider`, `TryLater` or `Unsure` of `messages/providers.py`."""
        ...
