"""Views of the list that a person has named are theirs alone."""

import pytest

from people.errors import NotFound, Unacceptable
from storage.documents import number_of
from storage.store import Store
from tests.cast import Cast
from tracker.saved_views import MOST, remove_view, save_view, saved_views


def test_a_view_is_its_persons_own_and_can_be_taken_away(store: Store, cast: Cast) -> None:
    store.write_now(save_view, cast.head, "Late for looked after", "?view=overdue")
    assert store.read(saved_views, cast.manager) == []
    (kept,) = store.read(saved_views, cast.head)
    with pytest.raises(NotFound):
        store.write_now(remove_view, cast.manager, number_of(kept))
    store.write_now(remove_view, cast.head, number_of(kept))
    assert store.read(saved_views, cast.head) == []


def test_the_same_name_again_takes_the_place_of_the_earlier(store: Store, cast: Cast) -> None:
    for query in ("?view=overdue", "?view=asked"):
        store.write_now(save_view, cast.head, "Mine", query)
    assert [one["query"] for one in store.read(saved_views, cast.head)] == ["?view=asked"]


@pytest.mark.parametrize(("name", "query"), [("", "?view=asked"), ("Mine", ""), ("x" * 41, "?view=asked")])
def test_a_view_has_a_name_and_shows_something(store: Store, cast: Cast, name: str, query: str) -> None:
    with pytest.raises(Unacceptable):
        store.write_now(save_view, cast.head, name, query)


def test_they_are_not_without_end(store: Store, cast: Cast) -> None:
    for at in range(MOST):
        store.write_now(save_view, cast.head, f"View {at}", "?view=asked")
    with pytest.raises(Unacceptable, match="Take one away"):
        store.write_now(save_view, cast.head, "One more", "?view=asked")
