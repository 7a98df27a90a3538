"""What the panel asks of one person next: reading before it, joining it, listing for it, following one's own review."""

from collections.abc import Iterator
from datetime import date

from language import dates
from pages.staff.home.next_things import NextThing
from pages.staff.shell import words
from pages.staff.shell.addresses import PANEL, panel_meeting, panel_reading, review_page
from people.actor import Actor
from people.permissions import needs
from people.roles import Permission
from people.working_days import london_day
from reviews.moderation.rules import ModerationRules
from reviews.panel.discussed import discussed
from reviews.panel.meeting_views import ListedReview, MeetingView, meetings_ahead
from reviews.panel.meetings import OPEN
from reviews.panel.waiting import waiting_reviews
from storage.store import Database


@needs(Permission.SEE_REVIEWS)
def panel_things(db: Database, actor: Actor, rules: ModerationRules) -> Iterator[NextThing]:
    """The meetings first, the next one first; then what waits to be listed."""
    today = london_day(db.now)
    for one in meetings_ahead(db, actor):
        if one.sits:
            yield from _of_member(db, actor, one, rules)
        yield from (
            discussed_on(one, each, today)
            for each in one.listed
            if each.review["reviewer"] == actor.id and not each.confirmed
        )
    if actor.may(Permission.COMPLETE_HEAD_BOX) and (number := sum(bool(one.why) for one in waiting_reviews(db, actor))):
        yield to_list(number)


def _of_member(db: Database, actor: Actor, one: MeetingView, rules: ModerationRules) -> Iterator[NextThing]:
    today = london_day(db.now)
    if one.to_read and one.meeting["state"] != OPEN:
        yield to_read_for_panel(one, today)
    if one.meeting["state"] == OPEN or one.meeting["on"] == today.isoformat():
        yield to_meet(one, today, _to_decide(db, actor, one, rules))


def _to_decide(db: Database, actor: Actor, one: MeetingView, rules: ModerationRules) -> int:
    """How many differences of an open meeting are for this person to decide."""
    if one.meeting["state"] != OPEN:
        return 0
    seen = (discussed(db, actor, one.number, each.number, rules) for each in one.listed if not each.confirmed)
    return sum(point.differs for each in seen if each.chair == actor.id for point in each.unsettled)


def to_read_for_panel(one: MeetingView, today: date) -> NextThing:
    """Reviews that a member reads before the meeting."""
    first, day = one.to_read[0], _meeting_day(one, today)
    return NextThing(
        id=f"panel-read-{one.number}",
        title=f"Read {words.plural(len(one.to_read), 'review', 'reviews')} before the panel {day}",
        why=" · ".join(each.name for each in one.to_read),
        act="Read the first",
        address=panel_reading(one.number, first.number),
    )


def to_meet(one: MeetingView, today: date, differences: int) -> NextThing:
    """A meeting that goes on or is today; for its chair with what is left to decide."""
    going_on = one.meeting["state"] == OPEN
    open_points = words.plural(differences, "difference", "differences")
    return NextThing(
        id=f"panel-meet-{one.number}",
        title="The panel is meeting" if going_on else f"The panel meets {_meeting_day(one, today)}",
        why=f"{open_points} to decide where the panel does not agree" if differences else _list_in_words(one),
        act="Join the meeting" if going_on else "See the list",
        address=panel_meeting(one.number),
    )


def to_list(number: int) -> NextThing:
    """Reviews that passed stage 1 and that the rule puts before the panel."""
    return NextThing(
        id="panel-list",
        title=f"{words.plural(number, 'review waits', 'reviews wait')} to be listed for the panel",
        why="Passed at stage 1, and listed by the rule",
        act="See what waits",
        address=PANEL,
    )


def discussed_on(one: MeetingView, review: ListedReview, today: date) -> NextThing:
    """A review of one's own that the panel discusses: its reviewer is invited (BR-44)."""
    going_on = one.meeting["state"] == OPEN
    when = "now" if going_on else _meeting_day(one, today)
    return NextThing(
        id=f"panel-own-{review.number}",
        title=f"The panel discusses your review of {review.name} {when}",
        why="You are invited, and may object to a point",
        act="Follow the meeting" if going_on else "Open the review",
        address=panel_meeting(one.number) if going_on else review_page(review.number),
    )


def _list_in_words(one: MeetingView) -> str:
    return f"{words.plural(len(one.listed), 'review', 'reviews')} on the list, {one.minutes} minutes planned"


def _meeting_day(one: MeetingView, today: date) -> str:
    """ "today", else "on 3 May"."""
    on = date.fromisoformat(one.meeting["on"])
    return "today" if on == today else f"on {dates.day(on, 'en', today)}"
