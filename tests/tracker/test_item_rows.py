"""The rows of the list: what each person may read of them."""

import pytest

from people.actor import Actor
from people.leaving import disable
from storage.store import Store
from tests.cast import Cast
from tests.tracker.tracked import Tracked, another_manager, words_said
from tracker.item_rows import ItemRow, rows_of
from tracker.items import item
from tracker.updating import update

SAID = "The report came the night before."


def row(store: Store, person: Actor, number: int) -> ItemRow:
    return store.read(lambda db: rows_of(db, person, [item(db, number)]))[0]


def test_a_familys_words_stand_in_the_list_only_for_who_may_read_them(store: Store, cast: Cast) -> None:
    answering = Tracked(store, cast, (words_said(store, cast, SAID),))
    seen = row(store, cast.head, answering.number).words
    assert seen is not None
    assert (seen.words, seen.kept, seen.own_words) == (SAID, "own", True)
    assert row(store, cast.worker, answering.number).words is None


def test_a_childs_name_is_for_those_who_may_know_of_the_child(store: Store, cast: Cast) -> None:
    owner = another_manager(store)
    one = Tracked(store, cast, owner=owner)
    assert row(store, cast.worker, one.number).child_name == "Selam Tesfamariam"
    assert row(store, owner, one.number).child_name == ""


@pytest.mark.rule("BR-51")
def test_the_last_progress_stands_there_and_whether_it_is_of_this_month(
    store: Store, cast: Cast, clock: object
) -> None:
    one = Tracked(store, cast)
    assert row(store, cast.head, one.number).progress is None
    store.write_now(update, cast.worker, one.number, "Asked the school.")
    seen = row(store, cast.head, one.number)
    assert seen.progress is not None
    assert (seen.progress["words"], seen.progress_this_month) == ("Asked the school.", True)
    clock.forward(days=25)  # type: ignore[attr-defined]
    assert row(store, cast.head, one.number).progress_this_month is False


def test_an_owner_who_has_left_is_marked(store: Store, cast: Cast) -> None:
    one = Tracked(store, cast)
    assert row(store, cast.head, one.number).owner_left is False
    store.write_now(disable, cast.administrator, cast.worker.id)
    assert row(store, cast.head, one.number).owner_left is True


def test_nobody_is_offered_what_would_be_refused(store: Store, cast: Cast) -> None:
    one = Tracked(store, cast, child=None, owner=cast.manager)
    assert row(store, cast.worker, one.number).can_update is False
    assert row(store, cast.manager, one.number).can_update is True
    one.is_done()
    seen = row(store, cast.manager, one.number)
    assert (seen.can_update, seen.can_say_done) == (True, False)
