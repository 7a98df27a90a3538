from collections.abc import Callable

import pytest

from feedback.voices.voice_access import voices_for
from people import need_to_know
from people.errors import NotFound
from storage.store import Store
from tests.cast import CHILD, Cast
from tests.family import Family


def _tell(family: Family, share: str) -> None:
    family.answers("yes")
    while (question := family.sees().question) is not None:
        if question.purpose == "share_words":
            family.answers(share)
        else:
            family.skips()
    family.finishes()


def test_the_worker_reads_the_words_only_where_the_speaker_agreed(
    store: Store, cast: Cast, a_family: Callable[..., Family]
) -> None:
    _tell(a_family(), "no")
    _tell(a_family(), "yes")
    told = store.read(voices_for, cast.worker, CHILD)
    assert sorted(bool(voice["answers"]) for voice in told) == [False, True]


def test_the_line_manager_is_bound_by_it_too(store: Store, cast: Cast, a_family: Callable[..., Family]) -> None:
    _tell(a_family(), "no")
    assert store.read(voices_for, cast.manager, CHILD)[0]["answers"] == {}


def test_a_head_and_the_reviewer_of_the_child_read_the_words(
    store: Store, cast: Cast, a_family: Callable[..., Family]
) -> None:
    store.write_now(need_to_know.give, cast.reviewer.id, CHILD, "reviewer 1")
    _tell(a_family(), "no")
    for person in (cast.head, cast.reviewer):
        assert store.read(voices_for, person, CHILD)[0]["answers"]


def test_another_worker_does_not_even_learn_that_somebody_spoke(
    store: Store, cast: Cast, a_family: Callable[..., Family]
) -> None:
    _tell(a_family(), "yes")
    with pytest.raises(NotFound):
        store.read(voices_for, cast.worker_of_another_team, CHILD)
