"""Reviews that are planned, for the tests of planning."""

from typing import Any

from people.actor import Actor
from people.children import add_child, by_ref
from people.roles import Role
from reviews.planning.batch_planning import plan_batch
from reviews.planning.batches import BatchRow, batch
from reviews.planning.planning import plan_one
from reviews.planning.proposing import Draw, WantedBatch, propose
from reviews.planning.sampling import SampleFilters
from reviews.reviews import Review, review
from storage.store import Store
from tests.cast import CHILD, LIBRARY, OTHER_CHILD, Cast
from tests.reviews.judged import joins

DUE = "2026-05-29"


class Plans:
    """What the Head plans; each step is a sentence."""

    def __init__(self, store: Store, cast: Cast) -> None:
        self.store, self.cast = store, cast

    def one(self, reviewer: int, child: str = CHILD, **other: Any) -> int:
        given = {"child": child, "reviewer": reviewer, "theme": "Identity", "deadline": DUE, "form": LIBRARY.review}
        return self.store.write_now(plan_one, self.cast.head, **{**given, **other})

    def proposes(self, *reviewers: Actor, children: tuple[str, ...] = (CHILD, OTHER_CHILD), **other: Any) -> int:
        given = {"theme": "Identity", "deadline": DUE, "form": "review", "children": children}
        numbers = tuple(one.id for one in reviewers)
        return self.store.write_now(propose, self.cast.head, WantedBatch(**{**given, **other}, reviewers=numbers))

    def draws(self, wanted: int, seed: str = "17", **filters: Any) -> int:
        draw = Draw(wanted, seed, SampleFilters(**filters), "all children")
        return self.proposes(children=(), draw=draw)

    def plans(self, number: int, rows: list[BatchRow] | None = None, form: str = "review") -> list[int]:
        asked = self.rows(number) if rows is None else rows
        return self.store.write_now(plan_batch, self.cast.head, number, asked, LIBRARY.get(form))

    def calibrates(self, *reviewers: Actor) -> list[int]:
        return self.plans(self.proposes(*reviewers, children=(CHILD,), calibration=True))

    def rows(self, number: int) -> list[BatchRow]:
        return self.store.read(batch, self.cast.head, number)["rows"]

    def review(self, review_id: int) -> Review:
        return self.store.read(review, self.cast.chair, review_id)

    def another_reviewer(self, name: str) -> Actor:
        return joins(self.store, name, Role.REVIEWER)

    def more_children(self, number: int) -> list[str]:
        """So many more children of the worker."""
        known = self.store.read(by_ref, CHILD)
        assert known is not None
        refs = [f"D1{one:03}" for one in range(number)]
        self.store.write_now(
            lambda db: [add_child(db, {**known, "ref": ref, "name": f"Child {ref}"}) for ref in refs]  # type: ignore[typeddict-item]
        )
        return refs
