"""A sample: drawn at random, and drawn again by anybody from what the batch keeps."""

from hashlib import sha256

import pytest

from people.children import CHILDREN
from people.errors import Unacceptable
from reviews.planning.batches import batch
from reviews.planning.sampling import SampleFilters, drawn, new_seed, population
from reviews.reviews import REVIEWS
from storage.store import Store
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.reviews.planning.plans import Plans


def found(store: Store, cast: Cast, **filters: object) -> list[str]:
    return store.read(population, cast.head, SampleFilters(**filters))  # type: ignore[arg-type]


def test_what_a_batch_keeps_is_enough_to_draw_the_same_children_again(store: Store, cast: Cast, plans: Plans) -> None:
    refs = plans.more_children(60)
    sample = store.read(batch, cast.head, plans.draws(5, "20481632"))["sample"]
    assert sample is not None
    assert sample["population"] == sorted([CHILD, OTHER_CHILD, *refs])
    by_hand = sorted((sha256(f"20481632 {ref}".encode()).hexdigest(), ref) for ref in sample["population"])[:5]
    assert sample["drawn"] == sorted(ref for _, ref in by_hand)
    assert drawn(sample["population"], sample["seed"], sample["wanted"]) == sample["drawn"]


def test_each_child_is_drawn_about_as_often_as_any_other() -> None:
    refs = [f"D{one:04}" for one in range(20)]
    times = dict.fromkeys(refs, 0)
    for seed in range(2_000):
        for ref in drawn(refs, str(seed), 5):
            times[ref] += 1
    assert all(400 < number < 600 for number in times.values())  # 500 expected, and 19.4 is one deviation


def test_seeds_are_not_chosen_by_anybody() -> None:
    assert len({new_seed() for _ in range(50)}) > 45


def test_who_has_died_is_never_drawn(store: Store, cast: Cast) -> None:
    store.write_now(lambda db: db.table(CHILDREN).update({"died": True}, doc_ids=[1]))
    assert found(store, cast) == [OTHER_CHILD]


def test_a_sample_is_of_one_workers_or_managers_children(store: Store, cast: Cast) -> None:
    assert found(store, cast, worker=cast.worker.id) == [CHILD]
    assert found(store, cast, manager=cast.manager.id) == [CHILD, OTHER_CHILD]
    assert found(store, cast, manager=cast.worker.id) == []


def test_a_sample_is_of_those_who_were_asked_after_a_touchpoint(store: Store, cast: Cast) -> None:
    cast.ask(touchpoint="conference")
    assert found(store, cast, touchpoint="conference") == [CHILD]
    assert found(store, cast, touchpoint="closure") == []


def test_who_has_a_review_open_or_had_one_lately_can_be_left_out(store: Store, cast: Cast, plans: Plans) -> None:
    plans.one(cast.reviewer.id)
    done = plans.one(cast.reviewer.id, child=OTHER_CHILD)
    changed = {"state": "closed", "submitted": "2026-03-01"}
    store.write_now(lambda db: db.table(REVIEWS).replace(done, changed))
    assert found(store, cast) == [OTHER_CHILD]
    assert found(store, cast, without_open=False) == [CHILD, OTHER_CHILD]
    assert found(store, cast, not_reviewed_months=6) == []
    assert found(store, cast, not_reviewed_months=2) == [OTHER_CHILD]


@pytest.mark.parametrize("wanted", [0, -3, 101])
def test_how_many_is_a_number_that_makes_sense(plans: Plans, wanted: int) -> None:
    with pytest.raises(Unacceptable, match="1 to 100"):
        plans.draws(wanted)


def test_more_than_there_are_cannot_be_drawn(store: Store, cast: Cast, plans: Plans) -> None:
    with pytest.raises(Unacceptable, match="Only 2 children fit these filters, so 3 cannot be drawn"):
        plans.draws(3)
    with pytest.raises(Unacceptable, match="No child fits"):
        plans.draws(1, manager=cast.worker.id)
