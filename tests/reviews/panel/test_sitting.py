"""Who is there, who chairs, what stays when a meeting ends early or a member turns out to be the author (G3, G4)."""

import pytest

from people.actor import Actor
from people.errors import NotAllowed, NotFound, Unacceptable
from people.roles import Role
from reviews.panel import meetings
from reviews.panel.blind_views import views_of
from reviews.panel.discussed import discussed
from reviews.panel.judging import reading, say
from reviews.panel.planning import cancel_meeting, list_review
from reviews.panel.seating import change_seats
from reviews.panel.settling import Settlement
from reviews.panel.sitting import note_present, open_meeting, show, take_the_chair
from reviews.reviews import REVIEWS
from storage.store import Store
from tests.cast import Cast
from tests.reviews.judged import Judged, joins
from tests.reviews.panel.conftest import Panel, opinions, planned

DIVIDED = {"assistant_director": opinions(s7="outstanding")}
RULING = Settlement(grade="good", by_chair=True, reason="As it was graded.")


def opened_by(panel: Panel, *roles: Role) -> None:
    """Open it with these present, by the first of them."""
    there = [panel.seats[role] for role in roles]
    panel.store.write_now(open_meeting, there[0], panel.number, [one.id for one in there])


def test_a_meeting_without_a_list_is_not_opened(store: Store, cast: Cast, seats: dict[Role, Actor]) -> None:
    number = planned(store, cast, seats)
    with pytest.raises(Unacceptable, match="No review is on the list"):
        store.write_now(open_meeting, cast.chair, number, [one.id for one in seats.values()])


@pytest.mark.rule("BR-46")
def test_where_the_chair_is_not_there_the_deputy_decides_and_the_chair_does_not(panel: Panel) -> None:
    panel.all_read(**DIVIDED)
    opened_by(panel, Role.EXECUTIVE_DIRECTOR, Role.HEAD_OF_SAFEGUARDING, Role.ASSISTANT_DIRECTOR)
    with pytest.raises(NotAllowed):
        panel.settles("7", RULING, by=Role.BOARD_CHAIR)
    panel.settles("7", RULING, by=Role.EXECUTIVE_DIRECTOR)


def test_who_opens_leads_the_screen_where_the_head_is_not_there(panel: Panel) -> None:
    panel.all_read()
    opened_by(panel, Role.BOARD_CHAIR, Role.EXECUTIVE_DIRECTOR, Role.ASSISTANT_DIRECTOR)
    assert panel.store.read(meetings.meeting, panel.number)["driver"] == panel.seats[Role.BOARD_CHAIR].id


def test_a_chair_who_left_decides_again_once_they_are_back(store: Store, panel: Panel) -> None:
    panel.all_read(**DIVIDED)
    panel.opens()
    store.write_now(take_the_chair, panel.seats[Role.EXECUTIVE_DIRECTOR], panel.number, "The line is down.")
    with pytest.raises(NotAllowed):
        panel.settles("7", RULING, by=Role.BOARD_CHAIR)
    everybody = [one.id for one in panel.seats.values()]
    store.write_now(note_present, panel.seats[Role.HEAD_OF_SAFEGUARDING], panel.number, everybody)
    panel.settles("7", RULING, by=Role.BOARD_CHAIR)


def test_the_chair_is_not_sent_out_without_the_deputy_saying_why(store: Store, panel: Panel) -> None:
    panel.all_read()
    panel.opens()
    without = [one.id for role, one in panel.seats.items() if role != Role.BOARD_CHAIR]
    with pytest.raises(Unacceptable, match="the deputy takes the chair"):
        store.write_now(note_present, panel.seats[Role.HEAD_OF_SAFEGUARDING], panel.number, without)


@pytest.mark.rule("BR-42", "BR-46")
def test_where_the_chair_has_left_and_the_deputy_is_the_author_nobody_decides(
    store: Store, cast: Cast, seats: dict[Role, Actor]
) -> None:
    own = Judged(store, cast, reviewer=seats[Role.EXECUTIVE_DIRECTOR])
    own.is_passed()
    number = planned(store, cast, seats)
    store.write_now(list_review, cast.head, number, own.id)
    panel = Panel(store, number, own, seats)
    panel.all_read(**DIVIDED)
    panel.opens()
    store.write_now(take_the_chair, seats[Role.EXECUTIVE_DIRECTOR], number, "The line is down.")
    assert store.read(discussed, cast.head, number, own.id).chair is None
    for role in seats:
        with pytest.raises(NotAllowed):
            panel.settles("7", RULING, by=role)


def test_a_point_that_is_not_in_the_template_is_not_shown(store: Store, panel: Panel) -> None:
    panel.all_read()
    panel.opens()
    with pytest.raises(NotFound):
        store.write_now(show, panel.seats[Role.HEAD_OF_SAFEGUARDING], panel.number, panel.judged.id, "head")


def test_the_seats_of_a_planned_meeting_change_and_those_of_an_open_one_do_not(
    store: Store, cast: Cast, panel: Panel
) -> None:
    newcomer = joins(store, "Ada Winter", Role.ASSISTANT_DIRECTOR)
    taken = {role.value: one.id for role, one in panel.seats.items()}
    changed = {**taken, Role.ASSISTANT_DIRECTOR.value: newcomer.id}
    store.write_now(change_seats, cast.head, panel.number, changed)
    assert store.read(meetings.meeting, panel.number)["seats"] == changed
    panel.seats[Role.ASSISTANT_DIRECTOR] = newcomer
    panel.all_read()
    panel.opens()
    with pytest.raises(Unacceptable, match="going on"):
        store.write_now(change_seats, cast.head, panel.number, taken)


@pytest.mark.rule("BR-42", "BR-47")
def test_a_member_who_turns_out_to_be_the_author_has_their_view_kept_and_not_counted(
    store: Store, panel: Panel
) -> None:
    panel.all_read(executive_director=opinions(s2="inadequate"))
    deputy = panel.seats[Role.EXECUTIVE_DIRECTOR]
    store.write_now(lambda db: db.table(REVIEWS).replace(panel.judged.id, {"reviewer": deputy.id}))
    assert store.read(reading, deputy, panel.number, panel.judged.id).exempt
    panel.opens()
    seen = store.read(discussed, panel.seats[Role.BOARD_CHAIR], panel.number, panel.judged.id)
    assert seen.unsettled == []
    assert [(one.name, one.why) for one in seen.set_aside] == [("Ruth Okafor", "is the reviewer of this review now")]
    assert len(store.read(views_of, panel.judged.id, 1)) == 5


@pytest.mark.rule("BR-43", "BR-47")
def test_what_was_finished_before_a_meeting_that_was_opened_stays_in_the_next(
    store: Store, cast: Cast, panel: Panel
) -> None:
    panel.all_read()
    panel.opens()
    store.write_now(cancel_meeting, cast.head, panel.number, "The alarm went off.")
    again = planned(store, cast, panel.seats)
    store.write_now(list_review, cast.head, again, panel.judged.id)
    chair = panel.seats[Role.BOARD_CHAIR]
    assert "stays" in store.read(reading, chair, again, panel.judged.id).closed
    with pytest.raises(Unacceptable, match="stays"):
        store.write_now(say, chair, again, panel.judged.id, opinions("inadequate"), read=True)


@pytest.mark.rule("BR-43")
def test_a_view_is_kept_section_by_section(store: Store, panel: Panel) -> None:
    chair = panel.seats[Role.BOARD_CHAIR]
    whole = opinions()
    for part, one in whole.items():
        store.write_now(say, chair, panel.number, panel.judged.id, {part: one}, read=False)
    store.write_now(say, chair, panel.number, panel.judged.id, {}, read=True)
    (kept,) = store.read(views_of, panel.judged.id, 1)
    assert (kept["opinions"], bool(kept["read_at"])) == (whole, True)


@pytest.mark.rule("BR-43")
def test_where_not_everybody_has_read_it_the_overall_grade_is_agreed_in_the_meeting(store: Store, panel: Panel) -> None:
    present = [one.id for one in panel.seats.values()]
    store.write_now(open_meeting, panel.seats[Role.BOARD_CHAIR], panel.number, present, "We read it together now.")
    with pytest.raises(Unacceptable, match="section 7"):
        panel.confirms()
    panel.settles("7", Settlement(grade="good"))
    panel.confirms()
    assert panel.judged.state == "final"


def test_nothing_is_confirmed_by_fewer_than_the_quorum(store: Store, panel: Panel) -> None:
    panel.all_read()
    opened_by(panel, Role.BOARD_CHAIR, Role.EXECUTIVE_DIRECTOR, Role.HEAD_OF_SAFEGUARDING)
    store.write_now(take_the_chair, panel.seats[Role.EXECUTIVE_DIRECTOR], panel.number, "The line is down.")
    with pytest.raises(Unacceptable, match="Fewer than 3"):
        panel.confirms()
    there = (Role.EXECUTIVE_DIRECTOR, Role.HEAD_OF_SAFEGUARDING, Role.HEAD_OF_SOCIAL_CARE)
    present = [panel.seats[role].id for role in there]
    store.write_now(note_present, panel.seats[Role.HEAD_OF_SAFEGUARDING], panel.number, present)
    panel.confirms()
    assert panel.judged.state == "final"
