"""A real mail server to send to: with TLS, with a password, in a bad mood, or not there at all."""

import asyncio
import contextlib
import email
import socket
import ssl
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from feedback.messages.mail.smtp import IMPLICIT, STARTTLS, MailServer, Smtp
from tests.server import free_port

SENDER, USER, PASSWORD = "heard@heard.example", "heard", "only the tests know"
IMPATIENT = 1.0  # seconds; for a server that never answers
PATIENT = 20.0


@dataclass
class Mailbox:
    """What the server has taken, and what it is to do instead."""

    taken: list[EmailMessage] = field(default_factory=list)
    signed_in: int = 0
    refuses: dict[str, str] = field(default_factory=dict)  # an address -> what is answered to it
    answers: str = "250 OK"  # to a mail that has come
    drops: bool = False  # the connection, after the mail has come and before the answer
    hangs: threading.Event | None = None

    async def handle_RCPT(  # the library's own name
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # as above
        if self.answers.startswith("250"):
            content = cast("bytes", envelope.content)
            self.taken.append(cast("EmailMessage", email.message_from_bytes(content, policy=default)))
        if self.drops:
            server.transport.abort()
        return self.answers

    def sign_in(self, _: SMTP, __: Session, ___: Envelope, ____: str, given: Any) -> AuthResult:
        right = isinstance(given, LoginPassword) and given.password == PASSWORD.encode()
        self.signed_in += right
        return AuthResult(success=right, handled=False)

    @property
    def ids(self) -> Counter[str]:
        """How often each Message-ID has come."""
        return Counter(str(one["Message-ID"]) for one in self.taken)


@dataclass
class Certificates:
    """A certificate for this machine, and the file by which it is trusted."""

    file: Path
    key: Path

    @property
    def context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.file, self.key)
        return context


def certificates(folder: Path, name: str = "localhost") -> Certificates:
    """A certificate that signs itself, for the host of this name."""
    made = Certificates(folder / "mail.pem", folder / "mail.key")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}"]
    command += ["-addext", f"subjectAltName=DNS:{name}", "-keyout", str(made.key), "-out", str(made.file)]
    subprocess.run(command, check=True, capture_output=True)
    return made


class ImplicitTls(Controller):
    """TLS from the first byte. The library's own knocks as a server would, and so is never let in."""

    def _trigger_server(self) -> None:
        knocks = ssl.create_default_context()
        knocks.check_hostname, knocks.verify_mode = False, ssl.CERT_NONE
        with socket.create_connection((self.hostname, self.port), 5) as door, knocks.wrap_socket(door) as line:
            line.recv(100)


@contextlib.contextmanager
def mail_server(
    mailbox: Mailbox, made: Certificates, *, tls: str = STARTTLS, port: int | None = None
) -> Iterator[MailServer]:
    """A server that is up, and how Heard is told of it."""
    port = port or free_port()
    kept: dict[str, Any] = {"auth_required": True, "authenticator": mailbox.sign_in}
    if tls == IMPLICIT:
        kept |= {"ssl_context": made.context, "auth_require_tls": False}
    else:
        kept |= {"tls_context": made.context, "require_starttls": True}
    controller = (ImplicitTls if tls == IMPLICIT else Controller)(mailbox, hostname="127.0.0.1", port=port, **kept)
    controller.start()
    try:
        yield MailServer("localhost", port, SENDER, USER, PASSWORD, tls, made.file)
    finally:
        controller.stop()


def through(server: MailServer, time_out: float = PATIENT) -> Smtp:
    return Smtp(server, time_out)


def round_of(call: Any, *given: Any) -> Any:
    """One round of the work beside the pages."""
    return asyncio.run(call(*given))
