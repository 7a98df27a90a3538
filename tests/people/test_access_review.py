"""Who can see which child, as it is told to those who go through it: all of it, and nothing that is not so."""

from collections.abc import Callable

import pytest

from people import need_to_know
from people.access_review import access_of_all, everywhere, who_can_see
from people.actor import Actor
from people.children import child
from people.errors import NotAllowed, NotFound
from people.leaving import disable
from people.records.staff_records import set_leave
from storage.store import Store
from tests.cast import CHILD, NOON, OTHER_CHILD, Cast

TODAY = NOON.date()
Told = set[tuple[str, str, str]]


def told(lines: list) -> Told:  # type: ignore[type-arg]
    return {(one.person, one.child, one.because) for one in lines}


def test_those_who_see_every_child_are_told_with_the_role_that_lets_them(store: Store, cast: Cast) -> None:
    assert told(store.read(everywhere, cast.head)) == {("Helen Marsh", "", "the role Head of Safeguarding & QA")}


def test_a_child_is_told_with_everybody_who_knows_it_and_why(store: Store, cast: Cast) -> None:
    store.write_now(need_to_know.give, cast.reviewer.id, CHILD, f"{need_to_know.REVIEWER} 7")
    assert told(store.read(who_can_see, cast.head, CHILD).lines) == {
        ("Amina Yusuf", CHILD, "allocated worker"),
        ("Grace Adeyemi", CHILD, "line manager"),
        ("Peter Lindqvist", CHILD, "reviewer 7"),
    }


def test_a_person_is_told_with_their_children_and_those_of_whom_they_stand_in_for(store: Store, cast: Cast) -> None:
    deputy = cast.worker_of_another_team
    store.write_now(set_leave, cast.administrator, cast.worker.id, TODAY, TODAY, deputy.id)
    assert told(store.read(who_can_see, cast.head, "Tom Farrow").lines) == {
        ("Tom Farrow", OTHER_CHILD, "allocated worker"),
        ("Tom Farrow", CHILD, "stands in for Amina Yusuf, allocated worker"),
    }


def test_who_has_left_sees_nothing_and_stands_nowhere(store: Store, cast: Cast) -> None:
    store.write_now(disable, cast.administrator, cast.worker.id)
    assert "Amina Yusuf" not in {one.person for one in store.read(access_of_all, cast.head)}


def test_the_whole_list_is_what_the_screens_let_people_see(store: Store, cast: Cast) -> None:
    """Each person and child on the list can be opened, and each that is not on it cannot."""
    lines = store.read(access_of_all, cast.head)
    everyone: dict[str, Actor] = {one.name: one for one in vars(cast).values() if isinstance(one, Actor)}
    for name, person in everyone.items():
        for ref in (CHILD, OTHER_CHILD):
            listed = any(one.person == name and one.child in {ref, ""} for one in lines)
            assert listed == opens(store, child, person, ref), (name, ref)


def opens(store: Store, verb: Callable[..., object], person: Actor, ref: str) -> bool:
    try:
        store.read(verb, person, ref)
    except (NotFound, NotAllowed):
        return False
    return True


def test_it_is_for_heads_alone(store: Store, cast: Cast) -> None:
    for person in (cast.worker, cast.manager, cast.administrator, cast.caller):
        with pytest.raises(NotAllowed):
            store.read(everywhere, person)
