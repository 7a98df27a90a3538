"""From the settings: who carries our texts, how they are worded, and the webhooks that the carrier calls."""

from starlette.routing import Route

from app.settings import Settings
from feedback.asking.text_requests import TextSettings
from feedback.messages.console import Console
from feedback.messages.providers import Mailbox, Provider, ProviderWithMailbox
from feedback.messages.quiet_hours import QuietHours
from feedback.messages.wording import Wording
from people.contact_points import ContactPoints
from storage.store import Store


def text_settings(settings: Settings) -> TextSettings:
    """How this house sends texts."""
    hours = QuietHours(settings.quiet_from, settings.quiet_to)
    return TextSettings(Wording(settings.text_place, settings.address), hours, settings.text_price_pence)


def asking_by_itself(settings: Settings) -> TextSettings | None:
    """How safe proposals go by themselves; None where no setting lets them."""
    return text_settings(settings) if settings.ask_by_itself else None


def contact_points_of(settings: Settings) -> ContactPoints:
    """Where people who text us reach a person or a page."""
    return ContactPoints(settings.address, settings.duty_day_number, settings.duty_evening_number)


def provider_of(settings: Settings) -> Provider:
    """Who carries our texts."""
    if settings.texts == "console":
        return Console(keeps_links=settings.demo)
    return _notify(settings) if settings.texts == "notify" else _twilio(settings)


def mailbox_of(settings: Settings) -> Mailbox | None:
    """Where texts that came in can be fetched, for a carrier that keeps them for us."""
    return _notify(settings) if settings.texts == "notify" else None


def webhooks(settings: Settings, store: Store) -> list[Route]:
    """The webhooks; none without credentials, so that their addresses answer 404."""
    if settings.texts == "twilio":
        return _webhooks_of_twilio(settings, store)
    return _webhooks_of_notify(settings, store) if settings.texts == "notify" else []


def _twilio(settings: Settings) -> Provider:
    from feedback.messages.twilio import Account, Twilio  # a third of a second that only its users wait for

    assert settings.public_url is not None  # the settings insist on it
    account = Account(
        account=settings.twilio_account,
        token=settings.twilio_secret,
        public_url=settings.public_url,
        sender=settings.twilio_from,
        service=settings.twilio_service,
        base=settings.twilio_base_url,
    )
    return Twilio(account)


def _webhooks_of_twilio(settings: Settings, store: Store) -> list[Route]:
    from feedback.messages.twilio import Signature  # as above
    from pages.hooks.twilio_inbound import inbound_route
    from pages.hooks.twilio_status import status_route

    assert settings.public_url is not None
    check = Signature(settings.twilio_secret, settings.public_url)
    return [status_route(store, check), inbound_route(store, check, contact_points_of(settings))]


def _notify(settings: Settings) -> ProviderWithMailbox:
    from feedback.messages.notify import Notify, NotifyService  # as above

    service = NotifyService(
        key=settings.notify_secret,
        template=settings.notify_template,
        sender=settings.notify_sender,
        base=settings.notify_base_url,
    )
    return Notify(service)


def _webhooks_of_notify(settings: Settings, store: Store) -> list[Route]:
    from pages.hooks.notify_inbound import inbound_route  # as above
    from pages.hooks.notify_status import status_route

    token = settings.notify_bearer
    return [status_route(store, token), inbound_route(store, token, contact_points_of(settings))]
