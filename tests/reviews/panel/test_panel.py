"""The panel: five seats, blind views, differences settled by agreement or by the chair, final grades (BR-41 to 47)."""

import pytest

from people.actor import Actor
from people.errors import NotAllowed, NotFound, Unacceptable
from people.roles import Role
from reviews.final_grades import final_of
from reviews.panel import meetings
from reviews.panel.blind_views import Opinion, views_of
from reviews.panel.discussed import discussed
from reviews.panel.judging import reading, say
from reviews.panel.planning import cancel_meeting, list_review, plan_meeting, unlist_review
from reviews.panel.settling import Settlement, object_to
from reviews.panel.sitting import close_meeting, lead, open_meeting, show, take_the_chair
from storage.store import Store
from tests.cast import Cast
from tests.reviews.judged import Judged
from tests.reviews.panel.conftest import Panel, opinions, planned


@pytest.mark.rule("BR-41")
def test_a_meeting_has_five_seats_each_with_who_holds_the_role(
    store: Store, cast: Cast, seats: dict[Role, Actor]
) -> None:
    four = {role: one.id for role, one in seats.items() if role != Role.EXECUTIVE_DIRECTOR}
    with pytest.raises(Unacceptable, match="Nobody sits as Executive Director"):
        store.write_now(plan_meeting, cast.head, on="2026-05-20", seats=four)
    with pytest.raises(Unacceptable, match="Nobody sits as Executive Director"):
        store.write_now(plan_meeting, cast.head, on="2026-05-20", seats={**four, Role.EXECUTIVE_DIRECTOR: cast.head.id})
    with pytest.raises(Unacceptable, match="This day is past"):
        store.write_now(plan_meeting, cast.head, on="2026-05-11", seats={role: one.id for role, one in seats.items()})


@pytest.mark.rule("BR-43")
def test_views_are_blind_until_the_meeting_opens(store: Store, panel: Panel) -> None:
    panel.all_read(board_chair=opinions(s4="inadequate"))
    for member in panel.seats.values():
        seen = store.read(reading, member, panel.number, panel.judged.id)
        assert seen.view is not None
        assert seen.view["staff"] == member.id
        with pytest.raises(NotFound):
            store.read(discussed, member, panel.number, panel.judged.id)
    panel.opens()
    seen = store.read(discussed, panel.judged.reviewer, panel.number, panel.judged.id)
    assert [one.part.id for one in seen.unsettled] == ["4"]


@pytest.mark.rule("BR-43", "BR-47")
def test_what_each_thought_is_never_changed_after_it_opened(store: Store, panel: Panel) -> None:
    panel.all_read()
    panel.opens()
    with pytest.raises(Unacceptable, match="stays as it is"):
        store.write_now(say, panel.seats[Role.BOARD_CHAIR], panel.number, panel.judged.id, opinions("good"), read=True)


@pytest.mark.rule("BR-43", "BR-45")
def test_reading_means_every_section(store: Store, panel: Panel) -> None:
    half = {point: one for point, one in opinions().items() if point != "6"}
    with pytest.raises(Unacceptable, match="Missing: 6"):
        store.write_now(say, panel.seats[Role.BOARD_CHAIR], panel.number, panel.judged.id, half, read=True)
    store.write_now(say, panel.seats[Role.BOARD_CHAIR], panel.number, panel.judged.id, half, read=False)
    (kept,) = store.read(views_of, panel.judged.id, 1)
    assert (set(kept["opinions"]), kept["read_at"]) == (set(half), "")


@pytest.mark.rule("BR-43")
def test_with_unread_reviews_only_the_chair_opens_and_says_why(store: Store, panel: Panel) -> None:
    present = [one.id for one in panel.seats.values()]
    with pytest.raises(Unacceptable, match="Only the chair"):
        store.write_now(open_meeting, panel.seats[Role.HEAD_OF_SAFEGUARDING], panel.number, present)
    chair = panel.seats[Role.BOARD_CHAIR]
    with pytest.raises(Unacceptable, match="Write why"):
        store.write_now(open_meeting, chair, panel.number, present)
    store.write_now(open_meeting, chair, panel.number, present, "We read it together now.")
    assert store.read(meetings.meeting, panel.number)["unread_reason"] == "We read it together now."


def test_a_meeting_needs_its_quorum(store: Store, panel: Panel) -> None:
    panel.all_read()
    two = [panel.seats[Role.BOARD_CHAIR].id, panel.seats[Role.HEAD_OF_SOCIAL_CARE].id]
    with pytest.raises(Unacceptable, match="needs 3 members"):
        store.write_now(open_meeting, panel.seats[Role.BOARD_CHAIR], panel.number, two)


@pytest.mark.rule("BR-44")
def test_what_all_see_alike_is_confirmed_as_the_reviewer_graded_it(store: Store, panel: Panel) -> None:
    panel.all_read()
    panel.opens()
    panel.confirms()
    final = store.read(final_of, panel.judged.id)
    assert final is not None
    assert {one["source"] for one in final["grades"].values()} == {"reviewer"}
    assert (panel.judged.state, final["meeting"]) == ("final", panel.number)


@pytest.mark.rule("BR-46")
def test_no_review_is_confirmed_while_a_difference_stands_even_where_the_overall_agrees(
    store: Store, panel: Panel
) -> None:
    panel.all_read(assistant_director=opinions(s2="inadequate"))
    panel.opens()
    with pytest.raises(Unacceptable, match="section 2"):
        panel.confirms()
    with pytest.raises(Unacceptable, match="Write the reason"):
        panel.settles("2", Settlement(grade="requires_improvement"))
    panel.settles("2", Settlement(grade="requires_improvement", reason="The plan came late."))
    panel.confirms()
    final = store.read(final_of, panel.judged.id)
    assert final is not None
    assert final["grades"]["2"] == {
        "grade": "requires_improvement",
        "source": "agreed",
        "reason": "The plan came late.",
        "differed": ["Priya Raman: Inadequate"],
    }
    assert final["grades"]["7"]["source"] == "reviewer"


@pytest.mark.rule("BR-46")
def test_the_chair_decides_with_a_reason_and_nobody_else_does(store: Store, panel: Panel) -> None:
    panel.all_read(executive_director=opinions(s7="outstanding"))
    panel.opens()
    decided = Settlement(grade="good", by_chair=True, reason="The evidence carries Good.")
    with pytest.raises(NotAllowed):
        panel.settles("7", decided, by=Role.HEAD_OF_SAFEGUARDING)
    panel.settles("7", decided, by=Role.BOARD_CHAIR)
    panel.confirms()
    final = store.read(final_of, panel.judged.id)
    assert final is not None
    assert (final["grades"]["7"]["source"], final["grades"]["7"]["differed"]) == ("chair", ["Ruth Okafor: Outstanding"])


@pytest.mark.rule("BR-42")
def test_an_author_is_exempt_for_their_review_and_the_deputy_leads_where_it_is_the_chair(
    store: Store, cast: Cast, seats: dict[Role, Actor]
) -> None:
    deputy = seats[Role.EXECUTIVE_DIRECTOR]
    own = Judged(store, cast, reviewer=deputy)
    own.is_passed()
    number = planned(store, cast, seats)
    store.write_now(list_review, cast.head, number, own.id)
    with pytest.raises(NotAllowed):
        store.write_now(say, deputy, number, own.id, opinions(), read=True)
    panel = Panel(store, number, own, seats)
    panel.all_read()
    panel.opens()
    seen = store.read(discussed, cast.head, number, own.id)
    assert deputy.id not in {one.staff for one in seen.having_say}
    assert seen.chair == cast.chair.id


@pytest.mark.rule("BR-46")
def test_the_reviewer_may_object_and_then_it_has_to_be_settled(store: Store, panel: Panel) -> None:
    panel.all_read(assistant_director=opinions(s1="outstanding"))
    panel.opens()
    panel.settles("1", Settlement(grade="outstanding", reason="Direct work stands out."))
    store.write_now(object_to, panel.judged.reviewer, panel.number, panel.judged.id, "1", "It is not that strong.")
    with pytest.raises(Unacceptable, match="section 1"):
        panel.confirms()
    panel.settles("1", Settlement(grade="good", by_chair=True, reason="The reviewer was there."), by=Role.BOARD_CHAIR)
    panel.confirms()
    final = store.read(final_of, panel.judged.id)
    assert final is not None
    assert final["grades"]["1"]["differed"] == [
        "Priya Raman: Outstanding",
        "Peter Lindqvist: does not agree with the panel",
    ]


@pytest.mark.rule("BR-46")
def test_a_recommendation_that_the_panel_takes_out_does_not_stand(store: Store, panel: Panel) -> None:
    disagrees = {**opinions(), "8": Opinion(grade="", agree=False, comments="Two is too many.")}
    panel.all_read(head_of_social_care=disagrees)
    panel.opens()
    panel.settles("8", Settlement(agree=False, removed=(2,), reason="The school has been asked."))
    panel.confirms()
    final = store.read(final_of, panel.judged.id)
    assert final is not None
    assert [row["action"] for row in final["recommendations"]["8"]] == ["Ask about her needs"]


def test_a_cancelled_meeting_keeps_what_was_written_for_the_next(store: Store, cast: Cast, panel: Panel) -> None:
    panel.all_read()
    store.write_now(cancel_meeting, cast.head, panel.number, "Two are ill.")
    assert panel.judged.state == "passed"
    again = planned(store, cast, panel.seats)
    store.write_now(list_review, cast.head, again, panel.judged.id)
    seen = store.read(reading, panel.seats[Role.BOARD_CHAIR], again, panel.judged.id)
    assert seen.view is not None
    assert seen.view["read_at"]


def test_one_leads_and_another_can_take_over_and_the_deputy_the_chair(store: Store, cast: Cast, panel: Panel) -> None:
    panel.all_read(assistant_director=opinions(s7="outstanding"))
    panel.opens()
    deputy = panel.seats[Role.EXECUTIVE_DIRECTOR]
    with pytest.raises(NotAllowed):
        store.write_now(show, deputy, panel.number, panel.judged.id, "7")
    store.write_now(lead, deputy, panel.number)
    store.write_now(show, deputy, panel.number, panel.judged.id, "7")
    assert store.read(meetings.meeting, panel.number)["shown"] == {"review": str(panel.judged.id), "point": "7"}
    with pytest.raises(NotAllowed):
        store.write_now(take_the_chair, cast.head, panel.number, "The line is down.")
    store.write_now(take_the_chair, deputy, panel.number, "The line is down.")
    panel.settles("7", Settlement(grade="good", by_chair=True, reason="As graded."), by=Role.EXECUTIVE_DIRECTOR)


def test_a_meeting_ends_once_everything_on_its_list_is_confirmed_or_off(store: Store, cast: Cast, panel: Panel) -> None:
    panel.all_read()
    panel.opens()
    with pytest.raises(Unacceptable, match="Not confirmed yet: the review of D0001"):
        store.write_now(close_meeting, cast.head, panel.number)
    store.write_now(unlist_review, cast.head, panel.number, panel.judged.id, "No time left.")
    store.write_now(close_meeting, cast.head, panel.number)
    assert store.read(meetings.meeting, panel.number)["state"] == "closed"
