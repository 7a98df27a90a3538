"""The list of the tracker: what it finds, counts and sorts, and that it never lags behind the store."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from people.leaving import disable
from storage.store import Database, Store
from tests.cast import OTHER_CHILD, Cast
from tests.tracker.tracked import Tracked, another_manager, day
from tracker import lines
from tracker.finishing import judge
from tracker.index import TrackerIndex
from tracker.listing import Listed, Wanted, own_overdue, tracked
from tracker.states import EFFECTIVE
from tracker.updating import update


class List:
    def __init__(self, store: Store) -> None:
        self.store, self.index = store, TrackerIndex()

    def of(self, person: object, **wanted: object) -> Listed:
        return self.store.read(tracked, person, self.index, Wanted(**wanted))  # type: ignore[arg-type]

    def numbers(self, person: object, **wanted: object) -> list[int]:
        return self.of(person, **wanted).numbers


@pytest.fixture
def listing(store: Store) -> List:
    return List(store)


def test_each_sees_what_is_theirs(store: Store, cast: Cast, listing: List) -> None:
    mine, others = (
        Tracked(store, cast).number,
        Tracked(store, cast, child=OTHER_CHILD, owner=cast.worker_of_another_team),
    )
    service = Tracked(store, cast, child=None, owner=cast.manager).number
    assert listing.numbers(cast.head) == [mine, others.number, service]
    assert listing.numbers(cast.worker) == [mine, service]
    assert listing.numbers(cast.manager, mine=True) == [mine, others.number, service]
    assert listing.numbers(another_manager(store)) == [service]


def test_it_knows_at_once_what_was_written(store: Store, cast: Cast, listing: List) -> None:
    one = Tracked(store, cast)
    assert listing.of(cast.head).views["to_judge"] == 0
    one.is_done()
    assert listing.of(cast.head).views["to_judge"] == 1
    store.write_now(judge, cast.head, one.number, EFFECTIVE, "It helped.", "Records.")
    assert listing.numbers(cast.head) == []
    assert listing.numbers(cast.head, view="closed") == [one.number]
    assert List(store).numbers(cast.head, view="closed") == [one.number]


@pytest.mark.rule("BR-51")
def test_no_update_this_month_is_told_by_the_calendar(store: Store, cast: Cast, listing: List, clock: object) -> None:
    one = Tracked(store, cast)
    assert listing.numbers(cast.head, view="no_update") == [one.number]
    store.write_now(update, cast.worker, one.number, "Asked.")
    assert listing.numbers(cast.head, view="no_update") == []
    clock.forward(days=20)  # type: ignore[attr-defined]
    assert listing.numbers(cast.head, view="no_update") == [one.number]


@pytest.mark.rule("BR-52")
def test_overdue_is_after_the_day(store: Store, cast: Cast, listing: List, clock: object) -> None:
    one = Tracked(store, cast, due=day(store, 3))
    clock.forward(days=3)  # type: ignore[attr-defined]
    assert listing.numbers(cast.head, view="overdue") == []
    clock.forward(days=1)  # type: ignore[attr-defined]
    assert listing.numbers(cast.head, view="overdue") == [one.number]


@pytest.mark.rule("BR-52")
def test_what_is_late_of_ones_own_is_counted_beside_the_way_there(store: Store, cast: Cast, clock: object) -> None:
    index = TrackerIndex()
    one = Tracked(store, cast, due=day(store, 1))
    Tracked(store, cast, owner=cast.manager, due=day(store, 1))
    assert store.read(own_overdue, cast.worker, index) == 0
    clock.forward(days=2)  # type: ignore[attr-defined]
    assert store.read(own_overdue, cast.worker, index) == 1
    one.is_done()
    assert store.read(own_overdue, cast.worker, index) == 0


def test_what_a_view_works_out_is_kept_until_something_is_written(store: Store, cast: Cast) -> None:
    index, worked_out = TrackerIndex(), []
    one = Tracked(store, cast)

    def asks(what: str) -> object:
        return store.read(lambda db: index.once(db, what, lambda: worked_out.append(what) or what))

    assert [asks("a view"), asks("a view"), asks("another")] == ["a view", "a view", "another"]
    assert worked_out == ["a view", "another"]
    one.is_done()
    assert asks("a view") == "a view"
    assert worked_out == ["a view", "another", "a view"]


def test_an_older_reading_takes_nothing_out_of_it(store: Store, cast: Cast, listing: List) -> None:
    one = Tracked(store, cast)

    def meanwhile(db: Database) -> list[int]:
        lines.last_number(db)  # from here on this reading sees one moment
        later = Tracked(store, cast).number
        with ThreadPoolExecutor() as another:
            assert another.submit(listing.numbers, cast.head).result() == [one.number, later]
        known = {found.number for found in listing.index.open_items(db)}
        assert known == {one.number, later}
        return sorted(known)

    assert len(store.read(meanwhile)) == 2


def test_it_is_searched_narrowed_and_sorted(store: Store, cast: Cast, listing: List) -> None:
    early = Tracked(store, cast, due=day(store, 5), theme="Faith", action="Ask about Tigrinya").number
    late = Tracked(store, cast, due=day(store, 9), theme="Reports", owner=cast.manager, team="Duty").number
    assert listing.numbers(cast.head, search="tigrinya ask") == [early]
    assert listing.numbers(cast.head, only={"owner": str(cast.manager.id)}) == [late]
    assert listing.numbers(cast.head, only={"theme": "Faith", "team": "Children in need"}) == [early]
    assert listing.numbers(cast.head, backwards=True) == [late, early]
    assert listing.numbers(cast.head, due_to=day(store, 6)) == [early]
    assert listing.numbers(cast.head, sort="no such", view="no such") == [early, late]
    assert listing.of(cast.head).choices["theme"] == {"Faith": 1, "Reports": 1}


def test_who_has_left_is_a_view_of_its_own(store: Store, cast: Cast, listing: List) -> None:
    one = Tracked(store, cast)
    assert listing.numbers(cast.head, view="lacking") == []
    store.write_now(disable, cast.administrator, cast.worker.id)
    assert listing.numbers(cast.head, view="lacking") == [one.number]
