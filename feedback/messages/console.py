"""The provider that needs no account: it takes every text, and the outbox itself is the phone that shows it."""

from collections.abc import Sequence
from datetime import datetime

from feedback.messages.providers import OutgoingText, ProviderAnswer


class Console:
    """Accepts and delivers at once. Only where a screen plays the phone do links stay readable (`keeps_links`)."""

    name = "console"

    def __init__(self, *, keeps_links: bool) -> None:
        self.keeps_links = keeps_links

    def send(self, parcel: OutgoingText) -> ProviderAnswer:
        """Delivered, since it lies in the outbox."""
        return ProviderAnswer(f"console-{parcel.opaque}", "delivered")

    def find(self, parcel: OutgoingText, since: datetime) -> Sequence[ProviderAnswer]:
        """Nothing: what was not kept as delivered never left."""
        return ()
