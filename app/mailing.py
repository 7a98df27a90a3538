"""From the settings: who carries our mails to staff, and how the monthly message is made."""

from app.settings import Settings
from feedback.messages.mail.carriers import MailCarrier
from feedback.messages.mail.mail_console import MailConsole
from feedback.messages.mail.smtp import MailServer, Smtp
from pages.staff.shell.addresses import TRACKER
from tracker.monthly.rules import MonthlyRules


def mail_carrier_of(settings: Settings) -> MailCarrier | None:
    """Who carries our mails; None where mail is off."""
    if settings.mail_carrier == "off":
        return None
    return MailConsole() if settings.mail_carrier == "console" else Smtp(mail_server_of(settings))


def mail_server_of(settings: Settings) -> MailServer:
    """Where our mails are handed in."""
    return MailServer(
        host=settings.mail_host,
        port=settings.mail_port_or_usual,
        sender=settings.mail_from,
        user=settings.mail_user,
        password=settings.mail_secret,
        tls=settings.mail_tls,
        authorities=settings.mail_ca_file,
    )


def monthly_rules_of(settings: Settings) -> MonthlyRules:
    """When each owner has their message, and whether it goes by mail too."""
    return MonthlyRules(
        day=settings.monthly_day, tracker=f"{settings.address}{TRACKER}", mails=settings.mail_carrier != "off"
    )
