"""Training needs go to the Workforce Development Lead, by theme and without the child (BR-11)."""

import pytest

from people.actor import Actor
from people.contacts import add_contact
from people.errors import NotAllowed, NotFound, Unacceptable
from people.roles import Role
from storage.store import Store
from tests.cast import CHILD, Cast
from tests.reviews.judged import joins
from tests.tracker.tracked import Tracked, new_item
from tracker.access import item_for
from tracker.adding import feed, send_out
from tracker.finishing import move
from tracker.index import TrackerIndex
from tracker.lines import PLANNED, TRAINING_OFF, TRAINING_ON
from tracker.training.looks import note_training_look
from tracker.training.needs import TrainingNeed, TrainingTheme, new_training_needs, training_themes
from tracker.training.planning import item_number, mark_training, plan_training

pytestmark = pytest.mark.rule("BR-11")


@pytest.fixture
def lead(store: Store) -> Actor:
    return joins(store, "Ravi Menon", Role.WORKFORCE_LEAD)


def fed(store: Store, cast: Cast, key: str = "review 1 8 a", **said: object) -> int:
    """A need that a review has left."""
    held = bool(said.pop("held", False))
    new = new_item(store, cast.worker, **{"source": "review", "action": "Learn to plan with families", **said})
    given = {"key": key, "source_of": "review 1", "training": True, "held": held}
    return store.write_now(feed, None, new, **given)


def themes(store: Store, actor: Actor) -> list[TrainingTheme]:
    return store.read(training_themes, actor, TrackerIndex())


def the_need(store: Store, actor: Actor) -> TrainingNeed:
    ((need,),) = [one.needs for one in themes(store, actor)]
    return need


def test_a_need_of_a_review_reaches_the_lead_without_its_child(store: Store, cast: Cast, lead: Actor) -> None:
    number = fed(store, cast)
    need = the_need(store, lead)
    assert (need.number, need.action, need.opens) == (number, "Learn to plan with families", False)
    said = str(themes(store, lead))
    for word in (CHILD, "Selam", "Tesfamariam"):
        assert word not in said
    with pytest.raises(NotFound):
        store.read(item_for, lead, number)  # the item itself is the child's


@pytest.mark.parametrize(
    "action", ["Learn to hear Selam’s wishes", f"Training about {CHILD}", "Learn to speak with Ms Haile’s carers"]
)
def test_words_that_name_somebody_around_the_child_are_left_out(
    store: Store, cast: Cast, lead: Actor, action: str
) -> None:
    about = {"name": "Ms Haile", "relation": "Mother", "audience": "parent_carer", "language": "en"}
    store.write_now(add_contact, CHILD, about)
    fed(store, cast, action=action)
    assert the_need(store, lead).action == ""


def test_a_colleague_may_be_named(store: Store, cast: Cast, lead: Actor) -> None:
    fed(store, cast, action="Grace Adeyemi goes to the course on genograms")
    assert the_need(store, lead).action.startswith("Grace")


def test_what_is_held_waits_until_its_review_is_sent(store: Store, cast: Cast, lead: Actor) -> None:
    fed(store, cast, held=True)
    assert themes(store, lead) == []
    store.write_now(send_out, cast.head, "review 1")
    assert len(themes(store, lead)) == 1


def test_needs_stand_by_theme_with_their_sources_and_teams(store: Store, cast: Cast, lead: Actor) -> None:
    fed(store, cast, "a", theme="Chronologies", team="Children in need")
    fed(store, cast, "b", theme=" chronologies", team="Children in need", source="panel")
    fed(store, cast, "c", theme="Supervision", team="")
    fed(store, cast, "d", theme="")
    first, second, last = themes(store, lead)
    assert (first.title, len(first.needs), second.title, last.title) == ("Chronologies", 2, "Supervision", "")
    assert first.sources == {"Practice and Impact Review": 1, "Moderation Panel": 1}
    assert (first.teams, second.teams) == ({"Children in need": 2}, {})


def test_a_manager_marks_what_is_training_and_takes_it_off_again(store: Store, cast: Cast, lead: Actor) -> None:
    one = Tracked(store, cast)
    store.write_now(mark_training, cast.manager, one.number, training=True)
    store.write_now(mark_training, cast.manager, one.number, training=True)
    assert the_need(store, lead).number == one.number
    store.write_now(mark_training, cast.manager, one.number, training=False)
    assert themes(store, lead) == []
    assert one.told == ["made", TRAINING_ON, TRAINING_OFF]


def test_only_who_manages_the_tracker_marks_and_only_what_they_see(store: Store, cast: Cast, lead: Actor) -> None:
    one = Tracked(store, cast)
    for person in (cast.worker, lead, cast.chair):
        with pytest.raises(NotAllowed):
            store.write_now(mark_training, person, one.number, training=True)
    stranger = joins(store, "Nadia Okoro", Role.TEAM_MANAGER)
    with pytest.raises(NotFound):
        store.write_now(mark_training, stranger, one.number, training=True)


def test_the_lead_writes_what_is_planned_and_it_counts_as_progress(store: Store, cast: Cast, lead: Actor) -> None:
    number = fed(store, cast)
    store.write_now(plan_training, lead, number, " Two mornings in June, in turns. ")
    (plan,) = the_need(store, lead).plans
    assert (plan.words, plan.by_name) == ("Two mornings in June, in turns.", "Ravi Menon")
    item = store.read(item_for, cast.worker, number)
    assert item["updated"] == "2026-05-12"
    with pytest.raises(Unacceptable):
        store.write_now(plan_training, lead, number, "  ")


def test_nothing_but_training_needs_is_planned_so(store: Store, cast: Cast, lead: Actor) -> None:
    other, held = Tracked(store, cast).number, fed(store, cast, held=True)
    for number in (other, held, 999):
        with pytest.raises(NotFound):
            store.write_now(plan_training, lead, number, "A course.")
    with pytest.raises(NotAllowed):
        store.write_now(plan_training, cast.worker, other, "A course.")
    assert PLANNED not in Tracked(store, cast).told


def test_who_manages_moves_a_need_of_the_service_into_the_plan(store: Store, cast: Cast, lead: Actor) -> None:
    number = fed(store, cast, child=None)
    assert the_need(store, cast.head).can_move
    assert not the_need(store, lead).can_move
    store.write_now(move, cast.head, number, "workforce_development", "Ravi Menon", "2026-09-01")
    need = the_need(store, lead)
    assert (need.state, need.due) == ("Workforce Development Plan, Ravi Menon", "2026-09-01")
    assert not the_need(store, cast.head).can_move


def test_what_is_new_since_the_last_look_is_counted(store: Store, cast: Cast, lead: Actor) -> None:
    first = fed(store, cast, "a")
    assert store.read(new_training_needs, lead, TrackerIndex()) == 1
    store.write_now(note_training_look, lead, first)
    assert store.read(new_training_needs, lead, TrackerIndex()) == 0
    second = fed(store, cast, "b")
    assert store.read(new_training_needs, lead, TrackerIndex()) == 1
    assert [one.is_new for theme in themes(store, lead) for one in theme.needs] == [False, True]
    store.write_now(note_training_look, lead, second)
    store.write_now(note_training_look, lead, first)  # a page that was open since before
    assert store.read(new_training_needs, lead, TrackerIndex()) == 0


@pytest.mark.parametrize("text", ["14", "Item 14", " item 14 ", "#14"])
def test_an_item_is_called_by_its_number(text: str) -> None:
    assert item_number(text) == 14


@pytest.mark.parametrize("text", ["", "fourteen", "1.4", "-1", "١٤", "9" * 12])
def test_what_is_no_number_is_said_so(text: str) -> None:
    with pytest.raises(Unacceptable):
        item_number(text)
