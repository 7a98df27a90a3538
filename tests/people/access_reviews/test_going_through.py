"""An access review: who is asked about whom, what is said and of what, and when it may be closed."""

from datetime import timedelta

import pytest

from people import need_to_know, staff
from people.access_reviews.going_through import (
    LEFT,
    NOBODY_ELSE,
    NOT_RIGHT,
    RIGHT,
    begin_access_review,
    close_access_review,
    say_of_access,
)
from people.access_reviews.rules import due_since
from people.access_reviews.views import ReviewView, access_review, access_reviews, waiting_for_my_word
from people.actor import Actor
from people.audit import entries_of
from people.errors import NotAllowed, NotFound, Unacceptable
from people.leaving import disable
from people.records.staff_records import correct_staff
from people.records.team_records import add_team
from people.working_days import london_day
from storage.store import Store
from tests.cast import CHILD, Cast, Clock

NAMES = "Amina Yusuf", "Tom Farrow"


@pytest.fixture
def team(store: Store, cast: Cast) -> str:
    """Amina, Tom and their manager Grace are of one team; the team above it is Helen's."""
    store.write_now(add_team, cast.administrator, "A", {"name": "Above", "manager": cast.head.id})
    store.write_now(add_team, cast.administrator, "T", {"name": "Team", "manager": cast.manager.id, "parent": "A"})
    for person in (cast.worker, cast.worker_of_another_team, cast.manager):
        store.write_now(correct_staff, cast.administrator, person.id, {"team": "T"})
    return "T"


@pytest.fixture
def begun(store: Store, cast: Cast, team: str) -> int:
    return store.write_now(begin_access_review, cast.administrator)


def seen(store: Store, who: Actor, review: int) -> ReviewView:
    return store.read(access_review, who, review)


def say(store: Store, who: Actor, review: int, name: str, answer: str = RIGHT, why: str = "It is their work.") -> None:
    (line,) = [one for one in store.read(access_review, who, review).lines if one.line["name"] == name]
    store.write_now(say_of_access, who, line.number, answer, why, line.facts)


def test_a_manager_is_asked_about_their_team_and_of_themselves_the_one_above(
    store: Store, cast: Cast, begun: int
) -> None:
    assert [one.line["name"] for one in seen(store, cast.manager, begun).lines] == [*NAMES]
    asked = {one.line["name"]: one.line["asked_name"] for one in seen(store, cast.administrator, begun).lines}
    assert (asked["Grace Adeyemi"], asked["Sam Whitlow"]) == ("Helen Marsh", "")
    assert store.read(waiting_for_my_word, cast.manager) == (begun, 2)
    for outside in (cast.worker, cast.reviewer):
        with pytest.raises(NotFound):
            store.read(access_review, outside, begun)
        with pytest.raises(NotAllowed):
            store.write_now(begin_access_review, outside)


def test_which_children_it_is_about_is_told_by_number_to_their_manager_and_to_heads(
    store: Store, cast: Cast, begun: int
) -> None:
    def told(who: Actor) -> list[tuple[str, bool]]:
        (line,) = [one for one in seen(store, who, begun).lines if one.line["name"] == "Amina Yusuf"]
        return [(one.ref, one.can_hand_over) for one in line.children]

    assert told(cast.manager) == told(cast.head) == [(CHILD, True)]
    assert told(cast.administrator) == []


def test_what_is_said_stands_with_what_it_was_said_of(store: Store, cast: Cast, begun: int) -> None:
    store.write_now(need_to_know.give, cast.worker.id, CHILD, f"{need_to_know.REVIEWER} 7")
    say(store, cast.manager, begun, "Amina Yusuf", NOT_RIGHT, " She no longer reviews. ")
    store.write_now(need_to_know.take, cast.worker.id, CHILD, f"{need_to_know.REVIEWER} 7")
    (line,) = [one.line for one in seen(store, cast.administrator, begun).wrong]
    assert (line["why"], line["by_name"], line["roles"]) == ("She no longer reviews.", "Grace Adeyemi", "Social worker")
    assert line["seen"] == [{"because": "allocated worker", "children": 1}, {"because": "reviewer", "children": 1}]
    (entry,) = store.read(lambda db: [*entries_of(db, "access_review.said")])
    assert entry["about"] == {"access_review": begun, "staff": cast.worker.id, "right": False}
    assert store.read(need_to_know.reasons, cast.worker.id, CHILD) == {"allocated worker"}


def test_what_has_changed_since_it_was_shown_is_looked_at_again(store: Store, cast: Cast, begun: int) -> None:
    line = seen(store, cast.manager, begun).lines[0]
    store.write_now(need_to_know.give, cast.worker.id, CHILD, f"{need_to_know.REVIEWER} 7")
    with pytest.raises(Unacceptable, match="has changed since"):
        store.write_now(say_of_access, cast.manager, line.number, RIGHT, "It is her work.", line.facts)
    for answer, why in (("", "It is her work."), (RIGHT, "  "), (LEFT, "Gone.")):
        with pytest.raises(Unacceptable):
            store.write_now(say_of_access, cast.manager, line.number, answer, why, line.facts)


def test_nobody_speaks_of_themselves_and_nobody_of_another_team(store: Store, cast: Cast, begun: int) -> None:
    lines = {one.line["name"]: one for one in seen(store, cast.administrator, begun).lines}
    for who, name in (
        (cast.administrator, "Omar Haddad"),
        (cast.manager, "Grace Adeyemi"),
        (cast.worker, "Tom Farrow"),
        (cast.manager, "Sam Whitlow"),
    ):
        with pytest.raises(NotFound):
            store.write_now(say_of_access, who, lines[name].number, RIGHT, "It is right.", lines[name].facts)


def test_it_is_closed_when_all_is_said_and_stands_as_it_was(store: Store, cast: Cast, begun: int) -> None:
    with pytest.raises(Unacceptable, match="Nothing is said yet of"):
        store.write_now(close_access_review, cast.administrator, begun)
    with pytest.raises(Unacceptable, match="goes on already"):
        store.write_now(begin_access_review, cast.head)
    store.write_now(disable, cast.administrator, cast.reviewer.id)
    for one in seen(store, cast.head, begun).waiting:
        who = cast.administrator if one.line["person"] == cast.head.id else cast.head
        store.write_now(say_of_access, who, one.number, RIGHT, "Their work needs it.", one.facts)
    store.write_now(close_access_review, cast.administrator, begun)
    store.write_now(correct_staff, cast.administrator, cast.worker.id, {"roles": []})
    view = seen(store, cast.head, begun)
    lines = {one.line["name"]: one for one in view.lines}
    assert lines["Peter Lindqvist"].line["answer"] == LEFT
    assert lines["Amina Yusuf"].roles == "Social worker"
    assert not any(one.may_say for one in view.lines)
    with pytest.raises(Unacceptable, match="closed"):
        store.write_now(close_access_review, cast.administrator, begun)
    with pytest.raises(Unacceptable, match="closed"):
        store.write_now(say_of_access, cast.manager, lines["Amina Yusuf"].number, RIGHT, "Late.", "")


def test_where_one_person_alone_runs_the_reviews_their_own_line_hinders_nothing(
    store: Store, cast: Cast, begun: int
) -> None:
    store.write_now(disable, cast.administrator, cast.head.id)
    for one in seen(store, cast.administrator, begun).waiting:
        store.write_now(say_of_access, cast.administrator, one.number, RIGHT, "Their work needs it.", one.facts)
    store.write_now(close_access_review, cast.administrator, begun)
    lines = {one.line["name"]: one.line["answer"] for one in seen(store, cast.administrator, begun).lines}
    assert (lines["Omar Haddad"], lines["Helen Marsh"]) == (NOBODY_ELSE, LEFT)


def test_one_is_due_a_quarter_after_the_last_began(store: Store, cast: Cast, clock: Clock) -> None:
    assert store.read(due_since, 3) is None
    clock.forward(days=93)
    assert store.read(due_since, 3) is not None
    begun = store.write_now(begin_access_review, cast.head)
    assert store.read(access_reviews, cast.administrator, 3).going_on == begun
    assert store.read(due_since, 3) is None
    for one in seen(store, cast.head, begun).waiting:
        who = cast.administrator if one.line["person"] == cast.head.id else cast.head
        store.write_now(say_of_access, who, one.number, RIGHT, "Their work needs it.", one.facts)
    store.write_now(close_access_review, cast.head, begun)
    assert store.read(due_since, 3) is None
    clock.forward(days=93)
    due = store.read(due_since, 3)
    assert due is not None
    assert london_day(store.now) - due < timedelta(days=4)


def test_a_team_whose_manager_has_left_asks_the_one_above(store: Store, cast: Cast, team: str) -> None:
    store.write_now(disable, cast.administrator, cast.manager.id)
    begun = store.write_now(begin_access_review, cast.administrator)
    assert {one.line["name"] for one in seen(store, cast.head, begun).lines if one.line["asked"] == cast.head.id} == {
        *NAMES
    }
    assert store.read(staff.name_of, cast.manager.id) not in {
        one.line["name"] for one in seen(store, cast.head, begun).lines
    }
