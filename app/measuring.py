"""How this process does: which part it serves, since when, and when each job beside the pages came round last."""

import time
from collections.abc import Callable, Iterator

from starlette.routing import Route

from app.background import Rounds
from app.parts import Part
from app.settings import Settings
from pages.hooks.exposition import Metric, figure
from pages.hooks.metrics import metrics_route
from storage.store import Store

WHOLE = "whole"  # the part of a process that serves everything


def metrics_routes(settings: Settings, store: Store, part: Part | None, rounds: Rounds | None = None) -> list[Route]:
    """`/metrics` where a token is set. With `rounds` this process does the work, and tells of the store."""
    if not (token := settings.metrics_bearer):
        return []
    return [metrics_route(store, token, _of_process(part, rounds), of_store=rounds is not None)]


def _of_process(part: Part | None, rounds: Rounds | None) -> Callable[[], Iterator[Metric]]:
    started = time.time()

    def of_process() -> Iterator[Metric]:
        yield Metric("heard_process", "1, by the part that this process serves.", {part or WHOLE: 1}, "part")
        yield figure("heard_start_time_seconds", "When this process started.", started)
        if rounds is not None:
            yield from _of_rounds(rounds)

    return of_process


def _of_rounds(rounds: Rounds) -> Iterator[Metric]:
    """The work is what `job` would be called, had Prometheus not a label of that name already."""
    every = {job.name: job.every for job in rounds.jobs}
    last = {name: rounds.ended.get(name, 0.0) for name in every}
    failed = {name: float(rounds.failed.get(name, 0)) for name in every}
    yield Metric("heard_work_every_seconds", "How often this work comes round.", every, "work")
    yield Metric("heard_work_last_round_timestamp_seconds", "When a round last ended well; 0: none yet.", last, "work")
    yield Metric("heard_work_failed_total", "Rounds that failed since the start.", failed, "work", "counter")
