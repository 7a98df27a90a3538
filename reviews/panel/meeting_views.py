"""A meeting as a person sees it: who sits, what is on its list, who has read it, and never what anybody thinks."""

from dataclasses import dataclass

from people import children
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from people.staff import name_of
from reviews.panel import agenda, meetings
from reviews.panel.agenda import CONFIRMED, AgendaItem
from reviews.panel.meetings import PanelMeeting
from reviews.panel.ordering import planned_minutes
from reviews.panel.read_by import readers
from reviews.panel.seats import Member, is_exempt, members, sits
from reviews.reviews import Review, by_id
from storage.documents import number_of
from storage.store import Database


@dataclass(frozen=True)
class ListedReview:
    """One review on the list of a meeting."""

    item: AgendaItem
    review: Review
    number: int
    name: str  # of the child
    reviewer: str
    read: list[str]  # the members who have read it
    unread: list[str]
    exempt: list[str]  # the members who have no say on it (BR-42)
    mine: str  # "read", "unread" or "exempt" of whoever looks; empty where they do not sit

    @property
    def confirmed(self) -> bool:
        """Whether the panel has made it final."""
        return self.item["state"] == CONFIRMED


@dataclass(frozen=True)
class MeetingView:
    """One meeting, for one person."""

    meeting: PanelMeeting
    number: int
    members: list[Member]
    listed: list[ListedReview]  # for the reviewer of one of them: theirs alone
    sits: bool
    plans: bool

    @property
    def minutes(self) -> int:
        """How long the list is planned to take (BR-44)."""
        return planned_minutes(self.meeting, len(self.listed))

    @property
    def too_long(self) -> bool:
        """Whether that is more than the meeting has."""
        return self.minutes > self.meeting["minutes"]

    @property
    def unread(self) -> bool:
        """Whether a member has left something unread (BR-43)."""
        return any(one.unread for one in self.listed)

    @property
    def to_read(self) -> list[ListedReview]:
        """What whoever looks has still to read."""
        return [one for one in self.listed if one.mine == "unread"]


@needs(Permission.SEE_REVIEWS)
def meeting_view(db: Database, actor: Actor, number: int) -> MeetingView:
    """For who sits or plans, the whole; for the reviewer of a listed review, this review; `NotFound` for others."""
    meeting = meetings.meeting(db, number)
    inside = sits(meeting, actor.id) or actor.may(Permission.PLAN_PANEL)
    there = members(db, meeting)
    found = [(item, known) for item in agenda.agenda(db, number) if (known := by_id(db, item["review"]))]
    theirs = [(item, known) for item, known in found if inside or known["reviewer"] == actor.id]
    if not inside and not theirs:
        raise NotFound
    return MeetingView(
        meeting=meeting,
        number=number,
        members=there,
        listed=[_listed(db, actor, there, item, known) for item, known in theirs],
        sits=sits(meeting, actor.id),
        plans=actor.may(Permission.PLAN_PANEL),
    )


@needs(Permission.SEE_REVIEWS)
def meetings_ahead(db: Database, actor: Actor) -> list[MeetingView]:
    """What is planned or going on and concerns this person, the next first."""
    views = []
    for one in meetings.coming(db):
        try:
            views.append(meeting_view(db, actor, number_of(one)))
        except NotFound:
            continue
    return views


def _listed(db: Database, actor: Actor, there: list[Member], item: AgendaItem, found: Review) -> ListedReview:
    number = number_of(found)
    read = readers(db, number)
    exempt = [one for one in there if is_exempt(one.staff, found)]
    reading = [one for one in there if one not in exempt]
    mine = {one.staff: "read" if one.staff in read else "unread" for one in reading} | {
        one.staff: "exempt" for one in exempt
    }
    return ListedReview(
        item=item,
        review=found,
        number=number,
        name=children.name_of(db, found["child"]) or found["child"],
        reviewer=name_of(db, found["reviewer"]),
        read=[one.name for one in reading if one.staff in read],
        unread=[one.name for one in reading if one.staff not in read],
        exempt=[one.name for one in exempt],
        mine=mine.get(actor.id, ""),
    )
