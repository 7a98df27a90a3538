"""The webhook for texts that people send to our number at GOV.UK Notify: kept, and only then answered."""

from collections.abc import Mapping

from starlette.routing import Route

from feedback.messages.notify_texts import from_callback
from feedback.sms.collecting import take
from pages.hooks.notify_callback import callback_route
from people.contact_points import ContactPoints
from storage.store import Store

INBOUND = "/hooks/notify/inbound"


def inbound_route(store: Store, token: str, contact_points: ContactPoints) -> Route:
    """`POST /hooks/notify/inbound`. Made only where there are credentials; without them the address answers 404."""

    async def keep(said: Mapping[str, object]) -> None:
        await take(store, from_callback(said), contact_points)

    return callback_route(INBOUND, token, keep)
