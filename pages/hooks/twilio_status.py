"""The webhook for what the network says became of a text: signed, kept, safe when told twice and in any order."""

from collections.abc import Mapping
from urllib.parse import parse_qs

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from feedback.messages.delivery_status import record_status
from feedback.messages.twilio import CALLBACK, STATES
from pages.form_body import BadBody
from pages.hooks.signature import SignatureCheck, signed_fields
from storage.errors import StorageError
from storage.store import Store

_LONGEST_ID, _LONGEST_CODE = 64, 10
_log = structlog.get_logger("heard.hooks")


def status_route(store: Store, check: SignatureCheck) -> Route:
    """`POST /hooks/twilio/status`. Made only where there are credentials; without them the address answers 404."""

    async def status(request: Request) -> Response:
        try:
            fields = await signed_fields(request, check)
            await _keep(store, _ours(request), fields.get("MessageSid", ""), fields)
        except BadBody as why:
            _log.warning("status callback refused", status=why.status)
            return Response(status_code=why.status)
        except StorageError as fault:  # nothing was kept: the provider tries again
            _log.error("status callback not kept", fault=type(fault).__name__)
            return Response(status_code=503)
        return Response(status_code=204)

    return Route(CALLBACK, status, methods=["POST"])


async def _keep(store: Store, opaque: str, provider_id: str, fields: Mapping[str, str]) -> None:
    """Durable when it returns. A state or a text that is not known here is passed over."""
    state = STATES.get(fields.get("MessageStatus", ""))
    if state is None or not opaque or not provider_id or len(provider_id) > _LONGEST_ID:
        return
    await store.write(record_status, opaque, provider_id, state, fields.get("ErrorCode", "")[:_LONGEST_CODE] or None)


def _ours(request: Request) -> str:
    """Our id of the text, from the query that the signature covers."""
    query: bytes = request.scope["query_string"]
    return parse_qs(query[:500].decode("latin-1")).get("id", [""])[0]
