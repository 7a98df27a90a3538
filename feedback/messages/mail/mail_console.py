"""The carrier that needs no server: the outbox itself shows what would have gone."""

from feedback.messages.mail.carriers import OutgoingMail

CONSOLE = "console"


class MailConsole:
    """Takes every mail; none leaves."""

    name = CONSOLE

    def send(self, mail: OutgoingMail) -> None:
        """Nothing to do: it lies in the outbox."""
