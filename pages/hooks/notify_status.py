"""The webhook for what GOV.UK Notify says became of a text: kept, safe when told twice and in any order."""

import re
from collections.abc import Mapping

from starlette.routing import Route

from feedback.messages.delivery_status import record_status
from feedback.messages.notify import STATES
from feedback.messages.outbox import LOST
from pages.hooks.notify_callback import callback_route
from storage.store import Store

STATUS = "/hooks/notify/status"
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def status_route(store: Store, token: str) -> Route:
    """`POST /hooks/notify/status`. Made only where there are credentials; without them the address answers 404."""

    async def keep(said: Mapping[str, object]) -> None:
        ours, theirs, status = (str(said.get(name)) for name in ("reference", "id", "status"))
        state = STATES.get(status)
        if state is not None and _ID.fullmatch(ours) and _ID.fullmatch(theirs):
            await store.write(record_status, ours, theirs, state, status if state in LOST else None)

    return callback_route(STATUS, token, keep)
