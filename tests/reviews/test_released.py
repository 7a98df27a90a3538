"""A released review: read by the child's worker and line manager of today, final, without what was thought before."""

from collections.abc import Callable

import pytest

from people import need_to_know
from people.actor import Actor
from people.errors import NotFound
from reviews.citations import cite
from reviews.final_view import final_view
from reviews.moderation.stage_view import stage_view
from reviews.released import released
from reviews.review_index import review_index
from reviews.reviews import readable_review, reviews_of
from reviews.sheet import review_view
from reviews.steps import timeline
from reviews.versions import version
from storage.store import Store
from tests.cast import CHILD, Cast
from tests.family import Family
from tests.reviews.judged import Judged


@pytest.fixture
def judged(store: Store, cast: Cast) -> Judged:
    return Judged(store, cast)


def sees(store: Store, actor: Actor) -> list[int]:
    listed = [one.number for one in store.read(review_index, actor)]
    assert [one.doc_id for one in store.read(reviews_of, actor, CHILD)] == listed
    return listed


@pytest.mark.rule("BR-49")
def test_nobody_who_works_with_the_child_sees_it_before_it_is_released(
    store: Store, cast: Cast, judged: Judged
) -> None:
    judged.is_final()
    for person in (cast.worker, cast.manager):
        assert sees(store, person) == []
        with pytest.raises(NotFound):
            store.read(released, person, judged.id)


@pytest.mark.rule("BR-49")
def test_the_worker_and_the_line_manager_of_today_read_it_once_it_is(store: Store, cast: Cast, judged: Judged) -> None:
    judged.is_released()
    for person in (cast.worker, cast.manager):
        assert sees(store, person) == [judged.id]
        seen = store.read(released, person, judged.id)
        assert seen.final["grades"]["7"]["source"] == "reviewer"
        assert [row["action"] for row in seen.final["recommendations"]["8"]] == [
            "Ask about her needs",
            "Ask her school",
        ]
    for person in (cast.worker_of_another_team, cast.former_worker, cast.another_reviewer):
        assert sees(store, person) == []
        with pytest.raises(NotFound):
            store.read(readable_review, person, judged.id)
    store.write_now(need_to_know.take, cast.worker.id, CHILD, need_to_know.ALLOCATED_WORKER)
    with pytest.raises(NotFound):
        store.read(released, cast.worker, judged.id)


def test_the_list_of_a_worker_costs_the_same_however_many_reviews_there_are(
    store: Store, cast: Cast, judged: Judged
) -> None:
    judged.is_released()
    said: list[str] = []
    with store.engine.reading() as reader:
        reader.connection.set_trace_callback(said.append)  # type: ignore[attr-defined]  # SQLite's own
    assert sees(store, cast.worker) == [judged.id]
    said.clear()
    store.read(review_index, cast.worker)
    few = len(said)
    for _ in range(40):
        Judged(store, cast)
    said.clear()
    store.read(review_index, cast.worker)
    assert len(said) == few


@pytest.mark.rule("BR-43", "BR-47")
@pytest.mark.parametrize("verb", [review_view, timeline, stage_view, final_view])
def test_they_read_nothing_of_what_was_written_on_its_way(
    store: Store, cast: Cast, judged: Judged, verb: Callable[..., object]
) -> None:
    judged.is_released()
    with pytest.raises(NotFound):
        store.read(verb, cast.worker, judged.id)
    with pytest.raises(NotFound):
        store.read(version, cast.worker, judged.id, 1)


@pytest.mark.parametrize(("shares", "number"), [("no", 0), ("yes", 1)])
def test_words_that_a_family_did_not_share_with_its_worker_are_not_read_there_either(
    store: Store, cast: Cast, judged: Judged, a_family: Callable[..., Family], shares: str, number: int
) -> None:
    family = a_family()
    first = family.sees().question
    assert first is not None
    family.answers("yes")
    while (question := family.sees().question) is not None:
        if question.purpose == "share_words":
            family.answers(shares)
        else:
            family.skips()
    family.finishes()
    store.write_now(cite, cast.reviewer, judged.id, "1", 1, first.id)
    judged.is_released()
    assert len(store.read(released, cast.worker, judged.id).cited) == number
    kept = store.read(version, cast.head, judged.id, 1)
    assert kept is not None
    assert len(kept["cited"]) == 1
