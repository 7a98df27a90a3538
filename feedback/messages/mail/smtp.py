"""A mail server, spoken to over TLS alone; what it answers, in our three ways of failing."""

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import format_datetime
from pathlib import Path

from feedback.messages.mail.carriers import OutgoingMail
from feedback.messages.providers import RefusedByProvider, TryLater, Unsure

STARTTLS, IMPLICIT, NONE = "starttls", "implicit", "none"
TIME_OUT = 20.0  # seconds for each thing that the server is asked
GO_ON = 354  # the server's word for: send the mail itself now


@dataclass(frozen=True)
class MailServer:
    """Where mails are handed in, and as whom. `tls` is NONE only for a relay on this machine, without a password."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: str = STARTTLS
    authorities: Path | None = None  # a file of certificates to trust instead of the machine's


class Smtp:
    """Mails through one server, each over a connection of its own."""

    name = "smtp"

    def __init__(self, server: MailServer, time_out: float = TIME_OUT) -> None:
        self._server = server
        self._time_out = time_out

    def send(self, mail: OutgoingMail) -> None:
        """Hand a mail over once. Until the server says "go on" nothing has gone; after it, only its answer tells."""
        content = self._written(mail)
        with self._connected() as client:
            try:
                self._open(client, mail.to)
            except (OSError, smtplib.SMTPException) as trouble:
                raise TryLater(_why(trouble)) from None
            _hand_over(client, content)

    @contextlib.contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        try:
            client = self._connect()
        except (OSError, smtplib.SMTPException) as trouble:
            raise TryLater(_why(trouble)) from None
        try:
            yield client
        finally:
            client.close()  # without QUIT: whatever it answered would change nothing

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.tls == IMPLICIT:
            return smtplib.SMTP_SSL(server.host, server.port, timeout=self._time_out, context=self._trust())
        return smtplib.SMTP(server.host, server.port, timeout=self._time_out)

    def _open(self, client: smtplib.SMTP, to: str) -> None:
        """As far as the server's "go on"; `RefusedByProvider` where it does not take mail for this address."""
        server = self._server
        if server.tls == STARTTLS:
            client.starttls(context=self._trust())
        if server.user:
            client.login(server.user, server.password)
        client.ehlo_or_helo_if_needed()
        _check(client.mail(server.sender), "the sender is refused")
        _check_recipient(client.rcpt(to))
        code, words = client.docmd("DATA")
        if code != GO_ON:
            _check_recipient((code, words))
            raise TryLater(f"the server says {code}")

    def _trust(self) -> ssl.SSLContext:
        """Certificate and name are checked, as the machine trusts."""
        return ssl.create_default_context(cafile=str(self._server.authorities) if self._server.authorities else None)

    def _written(self, mail: OutgoingMail) -> bytes:
        """The mail as it goes over the wire; an address that cannot be written is no address."""
        message = EmailMessage(policy=WIRE)
        try:
            mail.to.encode("ascii")
            message["From"] = self._server.sender
            message["To"] = mail.to
        except ValueError:
            raise RefusedByProvider("this is not an address that mail can go to") from None
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(datetime.now(UTC))
        message["Message-ID"] = f"<{mail.opaque}@{self._server.sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"  # no machine answers it (RFC 3834)
        message["X-Auto-Response-Suppress"] = "All"
        message.set_content(mail.body, cte="quoted-printable")
        return message.as_bytes()


def _hand_over(client: smtplib.SMTP, content: bytes) -> None:
    """The mail itself, and the answer that says whether the server has it."""
    try:
        client.send(_stuffed(content) + b".\r\n")
        code, words = client.getreply()
    except (OSError, smtplib.SMTPException):
        raise Unsure("The mail server’s answer never came.") from None
    _check_recipient((code, words))


def _stuffed(content: bytes) -> bytes:
    """A line that begins with a dot gets a second one (RFC 5321, 4.5.2)."""
    lines = content.split(b"\r\n")
    text = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines)
    return text if text.endswith(b"\r\n") else text + b"\r\n"


def _check(answer: tuple[int, bytes], why: str) -> None:
    if answer[0] >= 400:
        raise TryLater(f"{why} ({answer[0]})")


def _check_recipient(answer: tuple[int, bytes]) -> None:
    """A 4xx is for later, a 5xx for good. The server's words may hold the address, so only its code is kept."""
    if answer[0] >= 500:
        raise RefusedByProvider(f"the mail server refuses it ({answer[0]})")
    _check(answer, "the mail server wants it later")


def _why(trouble: Exception) -> str:
    """What stood in the way before anything went."""
    if isinstance(trouble, ssl.SSLCertVerificationError):
        return "the mail server’s certificate is not trusted"
    if isinstance(trouble, smtplib.SMTPAuthenticationError):
        return "the mail server does not accept our password"
    if isinstance(trouble, smtplib.SMTPNotSupportedError):
        return "the mail server does not offer what the settings ask for"
    return "the mail server was not reached"
