"""An import is taken back whole, as long as nobody has changed anything of it; its rows may come again."""

import pytest

from people.errors import Unacceptable
from storage.store import Store
from tests.cast import Cast
from tests.tracker.workbooks.sheets import Brought, workbook
from tests.tracker.workbooks.test_bringing import OURS, row
from tracker.index import TrackerIndex
from tracker.lines import lines_of
from tracker.listing import Wanted, tracked
from tracker.updating import update
from tracker.workbooks.taking_back import ChangedSince, changed_since, return_some, take_back


@pytest.fixture
def brought(store: Store, cast: Cast) -> Brought:
    return Brought(store, cast.head, workbook(OURS, row(1), row(2, "Train all staff"))).comes_in()


def goes_back(store: Store, cast: Cast, one: Brought) -> None:
    store.write_now(take_back, cast.head, one.number)
    while store.write_now(return_some, one.number):
        pass


def test_nothing_of_it_is_shown_any_more_and_each_item_says_why(store: Store, cast: Cast, brought: Brought) -> None:
    assert store.read(changed_since, cast.head, brought.number, 1) == ([], 0)
    index = TrackerIndex()
    assert store.read(tracked, cast.head, index, Wanted()).total == 2
    goes_back(store, cast, brought)
    assert store.read(tracked, cast.head, index, Wanted()).total == 0
    assert brought.now["state"] == "returned"
    for one in brought.items:
        told = store.read(lines_of, one.doc_id)  # type: ignore[attr-defined]
        assert (one["state"], [line["kind"] for line in told]) == ("withdrawn", ["made", "withdrawn"])


def test_what_was_taken_back_may_come_again(store: Store, cast: Cast, brought: Brought) -> None:
    goes_back(store, cast, brought)
    again = Brought(store, cast.head, workbook(OURS, row(1), row(2, "Train all staff"))).comes_in()
    assert again.now["brought"] == 2


def test_who_changed_what_since_is_named(store: Store, cast: Cast, brought: Brought) -> None:
    store.write_now(update, cast.worker, 2, "The first group is trained.")
    assert store.read(changed_since, cast.head, brought.number, 1) == ([ChangedSince(2, "Amina Yusuf")], 0)


def test_what_is_changed_while_it_goes_back_stays_and_is_named(store: Store, cast: Cast, brought: Brought) -> None:
    store.write_now(take_back, cast.head, brought.number)
    store.write_now(update, cast.worker, 2, "The first group is trained.")
    while store.write_now(return_some, brought.number):
        pass
    assert brought.now["left"] == [2]
    assert [one["state"] for one in brought.items] == ["withdrawn", "open"]


def test_what_was_never_brought_in_is_not_taken_back(store: Store, cast: Cast) -> None:
    one = Brought(store, cast.head, workbook(OURS, row(1)))
    with pytest.raises(Unacceptable):
        store.write_now(take_back, cast.head, one.number)
