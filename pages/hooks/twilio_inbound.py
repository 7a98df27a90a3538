"""The webhook for texts that people send us: signed, kept, and only then answered."""

from collections.abc import Mapping

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from feedback.sms.receiving import receive
from pages.form_body import BadBody
from pages.hooks.signature import SignatureCheck, signed_fields
from people.contact_points import ContactPoints
from storage.errors import StorageError
from storage.store import Store

INBOUND = "/hooks/twilio/inbound"
_NOTHING_TO_SAY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
_LONGEST_ID = 64
_MOST_DIGITS = 4
_log = structlog.get_logger("heard.hooks")


def inbound_route(store: Store, check: SignatureCheck, contact_points: ContactPoints) -> Route:
    """`POST /hooks/twilio/inbound`. Made only where there are credentials; without them the address answers 404."""

    async def inbound(request: Request) -> Response:
        try:
            fields = await signed_fields(request, check)
            await _receive(store, contact_points, fields)
        except BadBody as why:
            _log.warning("inbound text refused", status=why.status)
            return Response(status_code=why.status)
        except StorageError as fault:  # nothing was kept: the provider tries again
            _log.error("inbound text not kept", fault=type(fault).__name__)
            return Response(status_code=503)
        return Response(_NOTHING_TO_SAY, media_type="text/xml")

    return Route(INBOUND, inbound, methods=["POST"])


async def _receive(store: Store, contact_points: ContactPoints, fields: Mapping[str, str]) -> None:
    """Durable when it returns. Our answer goes through the outbox, so that nothing slow happens here."""
    provider_id, sender = fields.get("MessageSid", ""), fields.get("From", "")
    if not provider_id or len(provider_id) > _LONGEST_ID or not sender:
        raise BadBody(400)
    await store.write(
        receive,
        provider_id=provider_id,
        sender=sender[:_LONGEST_ID],
        body=fields.get("Body", ""),
        pictures=_pictures(fields.get("NumMedia", "")),
        contact_points=contact_points,
    )


def _pictures(said: str) -> int:
    """How many pictures or recordings came with the text; none where the number makes no sense."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < _MOST_DIGITS else 0
