"""Figures for a watch, behind a token of its own: what waits, what is late, and how this process does."""

from collections.abc import Callable, Iterable, Iterator

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages.hooks.bearer import carries
from pages.hooks.exposition import MEDIA_TYPE, Metric, exposition, figure
from pages.hooks.figures import figures
from storage.errors import StorageError
from storage.store import Store

METRICS = "/metrics"
_NOT_KEPT = {"Cache-Control": "no-store"}


def metrics_route(store: Store, token: str, of_process: Callable[[], Iterable[Metric]], *, of_store: bool) -> Route:
    """`GET /metrics`: 401 without the token; where the store cannot be read that is a figure too.

    `of_store` in one process of those that share a store: else each figure would be counted once a process.
    """

    async def metrics(request: Request) -> Response:
        if not carries(request, token):
            return Response(status_code=401, headers={"WWW-Authenticate": "Bearer", **_NOT_KEPT})
        found = [*of_process(), *_of_writing(store), *(await _of_store(store) if of_store else [])]
        return Response(exposition(found), headers={"Content-Type": MEDIA_TYPE, **_NOT_KEPT})

    return Route(METRICS, metrics, methods=["GET"])


async def _of_store(store: Store) -> list[Metric]:
    try:
        found, readable = await store.fetch(figures), True
    except StorageError:
        found, readable = [], False
    return [figure("heard_store_readable", "1 where the data can be read.", readable), *found]


def _of_writing(store: Store) -> Iterator[Metric]:
    groups, units = store.commits
    yield figure("heard_writes_total", "Units of work that this process has kept since its start.", units, "counter")
    yield figure("heard_write_groups_total", "The commits in which it kept them.", groups, "counter")
    refused = store.refusals.number
    yield figure("heard_writes_refused_total", "Those that the disk or the engine refused.", refused, "counter")
    yield figure("heard_faults_found", "Faults that the last look at the whole data found.", len(store.found_faults))
