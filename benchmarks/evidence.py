"""A review's evidence, with few voices in store and with many."""

import statistics
import time

from benchmarks.authority import FEW, MANY, authority, opened
from benchmarks.row import Row, at_most
from people.actor import Actor
from people.staff import as_actor, by_email
from reviews.evidence import Evidence, evidence
from reviews.reviews import reviews
from storage.store import Database, Store

MOST = 1.3  # times
CHILD = "D0001"


def rows(voices: int = MANY, few: int = FEW, reads: int = 600) -> list[Row]:
    """How many times as long it takes, read by turns from both stores."""
    stores = (opened(authority(few)), opened(authority(voices)))
    asked = [(store, *store.read(reviewed, CHILD)) for store in stores]
    small, large = zip(*([_seconds(*one) for one in asked] for _ in range(reads)), strict=True)
    pieces = len(asked[1][0].read(evidence, *asked[1][1:]).pieces)
    for store in stores:
        store.close()
    one, other = statistics.median(large), statistics.median(small)
    detail = (
        f"the {pieces} answers about the child of one review, read {reads} times by turns: {one * 1000:.2f} ms with "
        f"{voices:,} voices in store, {other * 1000:.2f} ms with {few:,} (medians)."
    )
    return [at_most("a review's evidence, 100,000 voices against 1,000", one / other, MOST, "x", detail)]


def reviewed(db: Database, child: str) -> tuple[Actor, int]:
    """The reviewer of the demo authority and their review of this child."""
    found = by_email(db, "peter.lindqvist@heard.example")
    assert found is not None
    reviewer = as_actor(found)
    return reviewer, next(one.doc_id for one in reviews(db, reviewer) if one["child"] == child)


def _seconds(store: Store, reviewer: Actor, review: int) -> float:
    begun = time.perf_counter()
    found: Evidence = store.read(evidence, reviewer, review)
    spent = time.perf_counter() - begun
    assert found.pieces
    return spent
