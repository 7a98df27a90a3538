"""The list of reviews: what each filter leaves, how it is sorted, and who is named when one is planned."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pages.staff.reviews.page import listed
from pages.staff.shell.listing import Listing
from pages.staff.shell.offers import children_offered, chosen_child
from people.errors import Unacceptable
from reviews.reviews import REVIEWS, plan_review
from reviews.states import SUBMITTED
from storage.store import Store
from tests.browsing import faults
from tests.cast import CHILD, LIBRARY, OTHER_CHILD, Cast
from tests.pages.staff.conftest import Office

Tab = Callable[..., Page]


def shown(store: Store, cast: Cast, listing: Listing) -> list[int]:
    return [one.review.doc_id for one in store.read(listed, cast.head, listing).part.rows]


@pytest.fixture
def three(store: Store, cast: Cast) -> tuple[int, int, int]:
    """One that is late, one that has time, and one that is handed in."""

    def plan(child: str, deadline: str, theme: str) -> int:
        given = {"child": child, "reviewer": cast.reviewer.id, "theme": theme, "deadline": deadline}
        return store.write_now(plan_review, cast.head, **given, form=LIBRARY.review)

    done, later = plan(CHILD, "2026-04-01", "Identity"), plan(OTHER_CHILD, "2026-06-01", "Voice")
    store.write_now(lambda db: db.table(REVIEWS).replace(done, {"state": SUBMITTED, "submitted": "2026-03-30"}))
    return plan(CHILD, "2026-05-01", "Drift"), later, done


def test_what_is_to_be_handed_in_stands_first_by_its_deadline(store: Store, cast: Cast, three: tuple[int, ...]) -> None:
    assert shown(store, cast, Listing()) == list(three)


def test_a_filter_says_how_many_it_leaves(store: Store, cast: Cast, three: tuple[int, ...]) -> None:
    found = store.read(listed, cast.head, Listing(only="late"))
    assert [one.review.doc_id for one in found.part.rows] == [three[0]]
    numbers = {code: number for code, _, number in found.filters}
    assert numbers == {
        "": 3,
        "mine": 0,
        "late": 1,
        "writing": 2,
        "moderation": 1,
        "after": 0,
        "ended": 0,
        "dips": 0,
        "calibrations": 0,
    }
    assert found.states == []


def test_within_a_group_its_states_can_be_chosen(store: Store, cast: Cast, three: tuple[int, ...]) -> None:
    for only in ("writing", "allocated"):
        found = store.read(listed, cast.head, Listing(only=only))
        assert [one.review.doc_id for one in found.part.rows] == [three[0], three[1]]
        assert [(code, number) for code, _, number in found.states if number] == [("allocated", 2)]


def test_mine_is_for_those_who_see_all(store: Store, cast: Cast, three: tuple[int, ...]) -> None:
    given = {"child": CHILD, "reviewer": cast.head.id, "theme": "Drift", "deadline": "2026-06-09"}
    own = store.write_now(plan_review, cast.head, **given, form=LIBRARY.review)
    assert shown(store, cast, Listing(only="mine")) == [own]
    assert "mine" not in {code for code, _, _ in store.read(listed, cast.reviewer, Listing()).filters}


@pytest.mark.parametrize("wanted", ["yousef", OTHER_CHILD, "voice"])
def test_a_review_is_found_by_child_and_theme(store: Store, cast: Cast, three: tuple[int, ...], wanted: str) -> None:
    assert shown(store, cast, Listing(q=wanted)) == [three[1]]
    assert len(shown(store, cast, Listing(q="lindqvist"))) == 3


def test_the_chair_reads_every_review_and_no_childs_name(store: Store, cast: Cast, three: tuple[int, ...]) -> None:
    rows = store.read(listed, cast.chair, Listing()).part.rows
    assert [(one.review["child"], one.name) for one in rows] == [(CHILD, ""), (OTHER_CHILD, ""), (CHILD, "")]
    assert store.read(listed, cast.chair, Listing(q="yousef")).part.total == 0
    assert store.read(listed, cast.another_reviewer, Listing()).part.total == 0


@pytest.mark.parametrize("typed", ["Selam Tesfamariam, D0001", "d0001", "selam", "Tesfamariam Selam"])
def test_a_child_is_named_as_it_was_offered_or_by_words_that_fit_it_alone(store: Store, cast: Cast, typed: str) -> None:
    assert store.read(chosen_child, cast.head, typed) == CHILD


@pytest.mark.parametrize("typed", ["a", "nobody", "Salem"])
def test_words_that_fit_several_or_none_name_nobody(store: Store, cast: Cast, typed: str) -> None:
    with pytest.raises(Unacceptable, match="fits what you typed"):
        store.read(chosen_child, cast.head, typed)


def test_nobody_is_offered_a_child_that_is_not_theirs(store: Store, cast: Cast) -> None:
    assert store.read(children_offered, cast.worker_of_another_team, "") == ["Yousef Al-Amiri, D0002"]
    with pytest.raises(Unacceptable):
        store.read(chosen_child, cast.worker_of_another_team, CHILD)


@pytest.mark.browser
def test_a_filter_stands_in_the_address_and_back_takes_it_off(office: Office, tab: Tab) -> None:
    office.plans_a_review()
    page = tab(office.cast.head, "/staff/reviews")
    page.locator("#only-late").click()
    page.wait_for_url("**/staff/reviews?only=late")
    expect(page.locator("#only-late")).to_have_attribute("aria-current", "true")
    assert faults(page) == []
    page.go_back()
    expect(page.locator("#only-all")).to_have_attribute("aria-current", "true")


@pytest.mark.browser
def test_those_who_fit_are_offered_as_one_types(office: Office, tab: Tab) -> None:
    page = tab(office.cast.head, "/staff/reviews/plan")
    page.get_by_label("Which child?").press_sequentially("yous")
    expect(page.locator("#plan-child-offered option")).to_have_count(1)
    expect(page.locator("#plan-child-offered option")).to_have_attribute("value", f"Yousef Al-Amiri, {OTHER_CHILD}")
    page.get_by_label("Which child?").fill("nobody of this name")
    page.get_by_role("button", name="Plan this review").click()
    expect(page.locator("#plan-child-trouble")).to_contain_text("No child fits what you typed.")
    assert faults(page) == []
