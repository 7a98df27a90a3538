"""What Home says of the panel to each: reading before it, joining it, deciding, listing, following one's own review."""

import pytest

from pages.staff.home.panel_things import panel_things
from people.actor import Actor
from people.roles import Role
from reviews.moderation.rules import PROPOSED
from reviews.panel.planning import list_review, unlist_review
from storage.store import Store
from tests.cast import Cast, Clock
from tests.reviews.judged import Judged, joins
from tests.reviews.panel.conftest import Panel, opinions, planned


@pytest.fixture
def panel(store: Store, cast: Cast) -> Panel:
    seats = {
        Role.BOARD_CHAIR: cast.chair,
        Role.EXECUTIVE_DIRECTOR: joins(store, "Ruth Okafor", Role.EXECUTIVE_DIRECTOR),
        Role.ASSISTANT_DIRECTOR: joins(store, "Priya Raman", Role.ASSISTANT_DIRECTOR),
        Role.HEAD_OF_SAFEGUARDING: cast.head,
        Role.HEAD_OF_SOCIAL_CARE: joins(store, "David Mensah", Role.HEAD_OF_SOCIAL_CARE),
    }
    judged = Judged(store, cast)
    judged.is_passed()
    number = planned(store, cast, seats)
    store.write_now(list_review, cast.head, number, judged.id)
    return Panel(store, number, judged, seats)


def told(store: Store, actor: Actor) -> list[tuple[str, str]]:
    """Each card's title, and what its button says."""
    return [(one.title, one.act) for one in store.read(lambda db: list(panel_things(db, actor, PROPOSED)))]


def test_a_member_reads_before_the_meeting_and_its_reviewer_is_invited(store: Store, cast: Cast, panel: Panel) -> None:
    assert told(store, cast.chair) == [("Read 1 review before the panel on 20 May", "Read the first")]
    assert told(store, cast.reviewer) == [
        ("The panel discusses your review of Selam Tesfamariam on 20 May", "Open the review")
    ]
    assert told(store, cast.another_reviewer) == []
    panel.all_read()
    assert told(store, cast.chair) == []


def test_on_the_day_members_are_told_that_it_meets(store: Store, cast: Cast, clock: Clock, panel: Panel) -> None:
    panel.all_read()
    clock.forward(days=8)
    assert told(store, cast.head) == [("The panel meets today", "See the list")]


def test_the_chair_is_told_how_much_is_to_decide_while_it_goes_on(store: Store, cast: Cast, panel: Panel) -> None:
    panel.all_read(assistant_director=opinions(s2="inadequate", s7="outstanding"))
    panel.opens()
    (to_the_chair,) = store.read(lambda db: list(panel_things(db, cast.chair, PROPOSED)))
    (to_the_head,) = store.read(lambda db: list(panel_things(db, cast.head, PROPOSED)))
    assert to_the_chair.why.startswith("2 differences to decide")
    assert to_the_head.why.startswith("1 review on the list")
    assert told(store, cast.reviewer) == [
        ("The panel discusses your review of Selam Tesfamariam now", "Follow the meeting")
    ]


def test_the_head_lists_what_the_rule_lists(store: Store, cast: Cast, panel: Panel) -> None:
    store.write_now(unlist_review, cast.head, panel.number, panel.judged.id, "Another time.")
    assert told(store, cast.head) == []  # the rule lists it not
    Judged(store, cast, grade="inadequate").is_passed()
    assert told(store, cast.head) == [("1 review waits to be listed for the panel", "See what waits")]
    assert told(store, panel.seats[Role.HEAD_OF_SOCIAL_CARE]) == []
