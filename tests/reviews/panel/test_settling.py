"""Settling differences, by agreement, by the chair, against an objection; and what is confirmed (BR-46, BR-47)."""

import pytest

from people.actor import Actor
from people.errors import NotAllowed, NotFound, Unacceptable
from people.roles import Role
from reviews.final_grades import final_of
from reviews.panel.blind_views import Opinion
from reviews.panel.confirming import add_action, confirm, take_out_action
from reviews.panel.discussed import confirmed, discussed
from reviews.panel.settling import Settlement, object_to, withdraw_objection
from storage.store import Store
from tests.cast import Cast
from tests.reviews.panel.conftest import Panel, opinions

DECIDED = Settlement(grade="good", by_chair=True, reason="The evidence carries it.")


@pytest.fixture
def divided(panel: Panel) -> Panel:
    """An open meeting in which one member sees section 7 otherwise."""
    panel.all_read(executive_director=opinions(s7="outstanding"))
    panel.opens()
    return panel


@pytest.mark.rule("BR-46")
def test_the_chair_decides_nothing_on_which_nobody_differs(divided: Panel) -> None:
    with pytest.raises(Unacceptable, match="Nobody differs"):
        divided.settles("1", DECIDED, by=Role.BOARD_CHAIR)


@pytest.mark.rule("BR-46")
def test_what_the_chair_decided_nobody_settles_again_or_objects_to(store: Store, divided: Panel) -> None:
    divided.settles("7", DECIDED, by=Role.BOARD_CHAIR)
    with pytest.raises(Unacceptable, match="Only the chair"):
        divided.settles("7", Settlement(grade="outstanding", reason="We agree after all."))
    with pytest.raises(Unacceptable, match="last word"):
        store.write_now(object_to, divided.judged.reviewer, divided.number, divided.judged.id, "7", "It is better.")
    divided.settles("7", Settlement(grade="outstanding", by_chair=True, reason="Read again."), by=Role.BOARD_CHAIR)


@pytest.mark.rule("BR-47")
def test_the_panel_changes_together_what_nobody_had_graded_otherwise_with_a_reason(
    store: Store, divided: Panel
) -> None:
    with pytest.raises(Unacceptable, match="Write the reason"):
        divided.settles("1", Settlement(grade="outstanding"))
    divided.settles("1", Settlement(grade="outstanding", reason="The talk showed more than the file."))
    divided.settles("7", DECIDED, by=Role.BOARD_CHAIR)
    divided.confirms()
    final = store.read(final_of, divided.judged.id)
    assert final is not None
    assert (final["grades"]["1"]["grade"], final["grades"]["1"]["differed"]) == ("outstanding", [])


def test_a_recommendation_that_is_not_there_cannot_be_taken_out(store: Store, panel: Panel) -> None:
    disagrees = {**opinions(), "8": Opinion(grade="", agree=False, comments="Two is too many.")}
    panel.all_read(head_of_social_care=disagrees)
    panel.opens()
    for point, row in (("8", 3), ("9", 1), ("6", 1)):
        with pytest.raises(Unacceptable, match="not in the review"):
            panel.settles(point, Settlement(removed=(row,), reason="Not needed."))


def test_a_point_that_the_template_does_not_ask_about_is_not_there(store: Store, divided: Panel) -> None:
    with pytest.raises(NotFound):
        divided.settles("standards", Settlement(reason="All good."))
    with pytest.raises(NotFound):
        store.write_now(object_to, divided.judged.reviewer, divided.number, divided.judged.id, "head", "No.")


def test_who_does_not_lead_settles_nothing(divided: Panel) -> None:
    with pytest.raises(NotAllowed):
        divided.settles("7", Settlement(grade="good"), by=Role.EXECUTIVE_DIRECTOR)


def test_a_reviewer_who_agrees_after_all_leaves_no_difference(store: Store, panel: Panel) -> None:
    panel.all_read()
    panel.opens()
    about = (panel.judged.reviewer, panel.number, panel.judged.id, "2")
    store.write_now(object_to, *about, "The date is wrong.")
    assert [one.part.id for one in store.read(discussed, *about[:3]).unsettled] == ["2"]
    store.write_now(withdraw_objection, *about)
    panel.confirms()
    assert panel.judged.state == "final"


def test_nobody_objects_to_the_moderation_of_another_reviewers_review(store: Store, cast: Cast, divided: Panel) -> None:
    for other in (cast.another_reviewer, divided.seats[Role.EXECUTIVE_DIRECTOR]):
        with pytest.raises(NotFound):
            store.write_now(object_to, other, divided.number, divided.judged.id, "1", "No.")


@pytest.mark.rule("BR-45")
def test_actions_arising_are_noted_whole_and_kept_with_the_final_grades(store: Store, cast: Cast, panel: Panel) -> None:
    panel.all_read()
    panel.opens()
    at = (cast.head, panel.number, panel.judged.id)
    with pytest.raises(Unacceptable, match="by when"):
        store.write_now(add_action, *at, "Talk with the school", "", "June")
    for action in ("Talk with the school", "Talk with the nursery"):
        store.write_now(add_action, *at, action, "Amina Yusuf", "June")
    store.write_now(take_out_action, *at, 2)
    panel.confirms()
    final = store.read(final_of, panel.judged.id)
    assert final is not None
    assert final["actions"] == [{"action": "Talk with the school", "who": "Amina Yusuf", "by": "June"}]
    with pytest.raises(Unacceptable, match="has confirmed"):
        store.write_now(take_out_action, *at, 1)


@pytest.mark.rule("BR-47")
def test_confirmed_twice_is_confirmed_once(store: Store, panel: Panel) -> None:
    panel.all_read()
    panel.opens()
    panel.confirms()
    before = store.read(final_of, panel.judged.id)
    panel.confirms(by=Role.BOARD_CHAIR)
    assert store.read(final_of, panel.judged.id) == before
    with pytest.raises(Unacceptable, match="has confirmed"):
        panel.settles("1", Settlement(grade="outstanding", reason="Later thoughts."))


def test_a_confirmed_review_has_its_record_for_who_may_read_the_review(
    store: Store, cast: Cast, panel: Panel, seats: dict[Role, Actor]
) -> None:
    panel.all_read()
    panel.opens()
    with pytest.raises(NotFound):
        store.read(confirmed, panel.judged.reviewer, panel.number, panel.judged.id)
    panel.confirms()
    assert store.read(confirmed, panel.judged.reviewer, panel.number, panel.judged.id).item["state"] == "confirmed"
    with pytest.raises(NotFound):
        store.read(confirmed, cast.another_reviewer, panel.number, panel.judged.id)


@pytest.mark.rule("BR-47")
def test_a_refused_confirm_leaves_the_review_as_it_was(store: Store, divided: Panel) -> None:
    divided.settles("7", DECIDED, by=Role.BOARD_CHAIR)
    half = [{"action": "Talk", "who": "", "by": "June"}]
    with pytest.raises(Unacceptable):
        store.write_now(confirm, divided.seats[Role.HEAD_OF_SAFEGUARDING], divided.number, divided.judged.id, half)
    assert (divided.judged.state, store.read(final_of, divided.judged.id)) == ("listed", None)
