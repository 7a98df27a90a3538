"""A program of its own that sends what is due, to be killed: `DATA BASE [taken|handed]` says when it kills itself.

With `PORT CERTIFICATE` of a mail server behind it, it sends mails too.
"""

import asyncio
import os
import signal
import sys
from functools import partial
from pathlib import Path

from app.opening import KINDS, utc_now
from feedback.asking.withdrawal import why_unwanted
from feedback.messages.mail.mail_sending import send_mails
from feedback.messages.mail.smtp import STARTTLS, MailServer, Smtp
from feedback.messages.providers import OutgoingText, ProviderAnswer
from feedback.messages.quiet_hours import QuietHours
from feedback.messages.sending import send_due
from feedback.messages.twilio import Account, Twilio
from storage.databases import open_database
from storage.store import Store
from tests.conftest import SECRET
from tests.mail_server import PASSWORD, PATIENT, SENDER, USER
from tests.stand_in import ACCOUNT, TOKEN


class Dying(Twilio):
    """Kills the program just before a text is handed over, or just after it was taken."""

    dies_at = ""

    def send(self, parcel: OutgoingText) -> ProviderAnswer:
        if self.dies_at == "handing over":
            os.kill(os.getpid(), signal.SIGKILL)
        receipt = super().send(parcel)
        if self.dies_at == "taken":
            os.kill(os.getpid(), signal.SIGKILL)
        return receipt


async def main(data: str, base: str, dies_at: str, *mail: str) -> None:
    opening = partial(open_database, data) if data.startswith("postgresql:") else partial(Store.open, Path(data))
    store = opening(KINDS, secret=SECRET, clock=utc_now)
    provider = Dying(Account(ACCOUNT, TOKEN, "https://views.example.gov.uk", "+447700900999", base=base), 5.0)
    provider.dies_at = dies_at
    awake = QuietHours(start=QuietHours().end, end=QuietHours().end)
    server = MailServer("localhost", int(mail[0]), SENDER, USER, PASSWORD, STARTTLS, Path(mail[1])) if mail else None
    print("ready", flush=True)
    while True:
        await send_due(store, provider, why_unwanted, awake)
        if server is not None:
            await send_mails(store, Smtp(server, PATIENT))
        await asyncio.sleep(0.01)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
