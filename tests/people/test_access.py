import pytest

from people.actor import Actor
from people.children import child, children
from people.errors import NotAllowed, NotFound
from storage.store import Store
from tests.cast import CHILD, OTHER_CHILD, Cast


def test_a_worker_sees_the_children_they_work_with_and_no_others(store: Store, cast: Cast) -> None:
    assert [one["ref"] for one in store.read(children, cast.worker)] == [CHILD]


def test_the_line_manager_sees_both_workers_children(store: Store, cast: Cast) -> None:
    assert {one["ref"] for one in store.read(children, cast.manager)} == {CHILD, OTHER_CHILD}


def test_a_head_sees_every_child(store: Store, cast: Cast) -> None:
    assert {one["ref"] for one in store.read(children, cast.head)} == {CHILD, OTHER_CHILD}


@pytest.mark.parametrize("who", ["worker_of_another_team", "former_worker", "reviewer", "caller"])
def test_a_child_that_one_need_not_know_of_is_as_missing_as_one_that_does_not_exist(
    store: Store, cast: Cast, who: str
) -> None:
    person: Actor = getattr(cast, who)
    with pytest.raises(NotFound) as hidden:
        store.read(child, person, CHILD)
    with pytest.raises(NotFound) as missing:
        store.read(child, person, "D9999")
    assert str(hidden.value) == str(missing.value)


def test_an_administrator_runs_the_program_and_sees_no_child(store: Store, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        store.read(children, cast.administrator)
