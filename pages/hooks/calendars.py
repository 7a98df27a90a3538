"""A calendar that a program subscribes to by a private address; it names no child."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from documents.calendars import MEDIA_TYPE, calendar_of
from people.actor import Actor
from people.calendar_addresses import subscriber
from people.errors import NotAllowed, NotFound, Throttled
from people.throttling import network_of
from reviews.own_calendar import own_calendar
from storage.errors import StorageError
from storage.store import Database, Store
from tracker.index import TrackerIndex

CALENDARS = "/calendar"
HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


def calendar_route(store: Store, index: TrackerIndex, address: str) -> Route:
    """`GET /calendar/{secret}.ics`: 404 whether it never was, was revoked, or its person has left or may see nothing.

    `address` is where staff reach Heard.
    """

    async def calendar(request: Request) -> Response:
        network = network_of(request.client.host if request.client else "")
        try:
            person = await store.write(subscriber, request.path_params["secret"], network)
            if person is None:
                raise NotFound
            content = await store.fetch(_drawn, person, index, address)
        except Throttled as wait:
            return Response(status_code=429, headers={**HEADERS, "Retry-After": str(wait.wait)})
        except (NotFound, NotAllowed):
            return Response(status_code=404, headers=HEADERS)
        except StorageError:
            return Response(status_code=503, headers=HEADERS)
        return Response(content, headers={**HEADERS, "Content-Type": MEDIA_TYPE})

    return Route(f"{CALENDARS}/{{secret}}.ics", calendar, methods=["GET"])


def _drawn(db: Database, person: Actor, index: TrackerIndex, address: str) -> bytes:
    return calendar_of("Heard", own_calendar(db, person, index, address), db.now)
