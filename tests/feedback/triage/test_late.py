"""Late is what was not done by its day, and no longer once it is done."""

from collections.abc import Callable

from feedback.triage.deciding import say_read
from feedback.triage.item_to_read import ItemToRead
from feedback.triage.triage_list import triage_list
from storage.store import Store
from tests.cast import Cast, Clock
from tests.family import Family

MakeFamily = Callable[..., Family]


def _waiting(store: Store, cast: Cast) -> list[ItemToRead]:
    return store.read(triage_list, cast.head)


def test_a_text_that_was_read_is_not_late_though_it_waits_to_be_decided(
    store: Store, cast: Cast, clock: Clock, a_family: MakeFamily
) -> None:
    a_family().writes("The report came the night before.")
    clock.forward(days=2)
    (one,) = _waiting(store, cast)
    assert one.overdue
    store.write_now(say_read, cast.head, one.item)
    (one,) = _waiting(store, cast)
    assert (one.overdue, len(one.read_by)) == (False, 1)


def test_words_that_were_changed_since_have_to_be_read_again(
    store: Store, cast: Cast, clock: Clock, a_family: MakeFamily
) -> None:
    family = a_family()
    family.writes("The report came the night before.")
    store.write_now(say_read, cast.head, _waiting(store, cast)[0].item)
    clock.forward(days=2)
    family.goes_back()
    family.writes("The report never came.")
    assert _waiting(store, cast)[0].overdue


def test_reading_does_not_see_to_somebody_who_does_not_feel_safe(
    store: Store, cast: Cast, clock: Clock, a_family: MakeFamily
) -> None:
    family = a_family()
    while (question := family.sees().question) and question.purpose != "safe_now":
        family.skips()
    family.answers("no")
    clock.forward(days=3)
    (one,) = _waiting(store, cast)
    store.write_now(say_read, cast.head, one.item)
    assert _waiting(store, cast)[0].overdue
