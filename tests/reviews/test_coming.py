"""What comes next on a review's way and who takes it."""

from people.roles import Role
from reviews.coming import coming_steps
from reviews.states import CANCELLED, CLOSED, IN_PROGRESS, SAMPLED, STATES, onward
from storage.store import Store
from tests.cast import Cast
from tests.reviews.judged import Judged, joins


def coming(store: Store, cast: Cast, judged: Judged) -> list[tuple[str, str]]:
    return [(one.step, one.who) for one in store.read(coming_steps, cast.chair, judged.id)]


def test_every_state_but_the_last_ones_leads_on() -> None:
    assert [state for state in STATES if not onward(state)] == [CLOSED, SAMPLED, CANCELLED]
    assert [step.name for step in onward(IN_PROGRESS, dip_sample=True)] == ["sample"]


def test_those_who_take_the_next_step_are_named(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    assert coming(store, cast, judged) == [("begin", "Peter Lindqvist"), ("submit", "Peter Lindqvist")]
    judged.is_handed_in()
    assert coming(store, cast, judged) == [("return", "Helen Marsh"), ("pass", "Helen Marsh")]
    judged.is_passed()
    assert coming(store, cast, judged) == [("list", "whoever plans the panel"), ("finalise", "Helen Marsh")]


def test_of_the_heads_own_review_the_other_head_is_named(store: Store, cast: Cast) -> None:
    joins(store, "David Mensah", Role.HEAD_OF_SOCIAL_CARE)
    judged = Judged(store, cast, reviewer=cast.head)
    judged.is_handed_in()
    assert coming(store, cast, judged)[0] == ("return", "David Mensah")
