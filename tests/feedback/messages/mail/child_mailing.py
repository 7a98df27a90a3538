"""A program of its own that sends mails, to be killed: `DATA PORT CERTIFICATE [handing over|taken]`."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from app.opening import KINDS, utc_now
from feedback.messages.mail.carriers import OutgoingMail
from feedback.messages.mail.mail_sending import send_mails
from feedback.messages.mail.smtp import STARTTLS, MailServer, Smtp
from storage.store import Store
from tests.conftest import SECRET
from tests.mail_server import PASSWORD, PATIENT, SENDER, USER


class Dying(Smtp):
    """Kills the program just before a mail is handed over, or just after it was taken."""

    dies_at = ""

    def send(self, mail: OutgoingMail) -> None:
        if self.dies_at == "handing over":
            os.kill(os.getpid(), signal.SIGKILL)
        super().send(mail)
        if self.dies_at == "taken":
            os.kill(os.getpid(), signal.SIGKILL)


def main(data: str, port: str, certificate: str, dies_at: str) -> None:
    store = Store.open(Path(data), KINDS, secret=SECRET, clock=utc_now)
    server = MailServer("localhost", int(port), SENDER, USER, PASSWORD, STARTTLS, Path(certificate))
    carrier = Dying(server, PATIENT)
    carrier.dies_at = dies_at
    asyncio.run(send_mails(store, carrier))


if __name__ == "__main__":
    main(*sys.argv[1:])
