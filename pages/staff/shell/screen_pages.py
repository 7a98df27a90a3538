"""Pages of screens: built while the event loop goes on, and answered by a page of their own where that fails."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import ParamSpec

from fastapi import Response
from nicegui import ui

from pages.staff.shell.context import StaffContext
from pages.staff.shell.refusals import answer

P = ParamSpec("P")
PATIENCE = 60.0  # seconds in which a page is built; on a busy machine a slow page is better than none


def screen_page(
    context: StaffContext, path: str
) -> Callable[[Callable[P, Awaitable[None]]], Callable[P, Awaitable[Response | None]]]:
    """Put a screen at this path below /staff; a refusal while it is built becomes its page."""

    def put(build: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[Response | None]]:
        @wraps(build)
        async def page(*args: P.args, **kwargs: P.kwargs) -> Response | None:
            client = ui.context.client
            try:
                await build(*args, **kwargs)
            except Exception as trouble:  # whatever it is, it has its page
                client.delete()
                return answer(context, trouble, str(client.request.scope["path"]))
            return None

        return ui.page(path, response_timeout=PATIENCE)(page)

    return put
