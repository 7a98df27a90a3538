"""A concern raised from a review: at once, to those who are not its author, and shown on its banner."""

import pytest

from feedback.concerns.concern_views import concerns_for
from feedback.concerns.responding import acknowledge
from people.actor import Actor
from people.errors import NotFound
from people.roles import Role
from people.staff import add_staff, as_actor, member
from reviews.escalations import concerns_about, escalate
from reviews.filling import fill
from reviews.reviews import plan_review
from storage.store import Store
from tests.cast import CHILD, LIBRARY, Cast

RACISM = "not_addressed"


def _join(store: Store, name: str, role: Role) -> Actor:
    document = store.read(member, store.write_now(add_staff, name, f"{name.split()[0]}@heard.example", [role]))
    assert document is not None
    return as_actor(document)


@pytest.fixture
def deputy(store: Store, cast: Cast) -> Actor:
    return _join(store, "David Mensah", Role.HEAD_OF_SOCIAL_CARE)


@pytest.fixture
def director(store: Store, cast: Cast) -> Actor:
    return _join(store, "Priya Raman", Role.ASSISTANT_DIRECTOR)


def _review(store: Store, by: Actor, reviewer: Actor) -> int:
    due = {"theme": "Identity", "deadline": "2026-05-30", "form": LIBRARY.review}
    return store.write_now(plan_review, by, child=CHILD, reviewer=reviewer.id, **due)


@pytest.fixture
def review_id(store: Store, cast: Cast, deputy: Actor, director: Actor) -> int:
    return _review(store, cast.head, cast.reviewer)


@pytest.mark.rule("BR-25")
def test_a_reviewer_raises_it_in_the_middle_of_the_review_and_its_banner_shows_it(
    store: Store, cast: Cast, review_id: int
) -> None:
    concern = store.write_now(escalate, cast.reviewer, review_id, RACISM, "Slurs at school, nobody spoke up.")
    (banner,) = store.read(concerns_about, cast.reviewer, review_id)
    assert (banner.concern, banner.child, banner.state_words) == (concern, CHILD, "Nobody has acknowledged it yet")
    assert set(banner.called_on) == {"Helen Marsh", "David Mensah"}
    store.write_now(acknowledge, cast.head, concern)
    assert store.read(concerns_about, cast.reviewer, review_id)[0].acknowledged is not None


@pytest.mark.rule("BR-25")
def test_where_the_head_wrote_the_review_the_assistant_director_answers(
    store: Store, cast: Cast, deputy: Actor, director: Actor
) -> None:
    own = _review(store, deputy, cast.head)
    store.write_now(escalate, deputy, own, RACISM, "Nobody spoke up.")
    (seen,) = store.read(concerns_for, director)
    assert seen.called_on == ("Priya Raman",)
    assert store.read(concerns_for, cast.head) == []
    assert store.read(concerns_about, cast.head, own) == []


@pytest.mark.rule("BR-23", "BR-25")
def test_an_issue_that_was_not_challenged_is_raised_when_the_reviewer_says_so_and_once(
    store: Store, cast: Cast, review_id: int
) -> None:
    first = store.write_now(fill, cast.reviewer, review_id, "section_4_challenge", "not_challenged", 0)
    again = store.write_now(fill, cast.reviewer, review_id, "section_4_challenge", "yes", first.revision)
    store.write_now(fill, cast.reviewer, review_id, "section_4_challenge", "not_challenged", again.revision)
    (seen,) = store.read(concerns_for, cast.head)
    assert (seen.review, seen.title) == (review_id, "Racism or discrimination not addressed")


def test_an_issue_that_was_challenged_raises_nothing(store: Store, cast: Cast, review_id: int) -> None:
    store.write_now(fill, cast.reviewer, review_id, "section_4_challenge", "yes", 0)
    assert store.read(concerns_for, cast.head) == []


def test_nobody_raises_it_from_a_review_that_is_not_theirs_to_see(store: Store, cast: Cast, review_id: int) -> None:
    with pytest.raises(NotFound):
        store.write_now(escalate, cast.another_reviewer, review_id, RACISM)
    with pytest.raises(NotFound):
        store.read(concerns_about, cast.another_reviewer, review_id)
    with pytest.raises(NotFound):
        store.write_now(escalate, cast.worker, review_id, RACISM)


@pytest.mark.parametrize("person", ["chair", "reviewer", "head"])
def test_whoever_may_see_the_review_raises_it_about_its_child(
    store: Store, cast: Cast, review_id: int, director: Actor, person: str
) -> None:
    concern = store.write_now(escalate, getattr(cast, person), review_id, RACISM, "Nobody spoke up.")
    (seen,) = store.read(concerns_about, cast.reviewer, review_id)
    assert (seen.concern, seen.child) == (concern, CHILD)
