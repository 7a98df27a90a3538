"""Who sits on a panel, who is exempt for a review, who chairs, what makes a quorum (BR-41, 42; gaps G3, G4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from people import staff
from people.errors import Unacceptable
from people.roles import ROLE_TITLES, Role
from reviews.moderation.rules import ModerationRules
from reviews.panel.meetings import SEATS, PanelMeeting
from reviews.reviews import Review
from storage.documents import number_of
from storage.store import Database


@dataclass(frozen=True)
class Member:
    """Somebody in a seat."""

    role: Role
    staff: int
    name: str

    @property
    def seat(self) -> str:
        """The seat in words."""
        return ROLE_TITLES[self.role]


def members(db: Database, meeting: PanelMeeting) -> list[Member]:
    """Those who sit, in the order of the framework."""
    seats = meeting["seats"]
    return [Member(role, seats[role], staff.name_of(db, seats[role])) for role in SEATS if role in seats]


def sits(meeting: PanelMeeting, staff_id: int) -> bool:
    """Whether this person has a seat at this meeting."""
    return staff_id in meeting["seats"].values()


def is_exempt(member_id: int, review: Review) -> bool:
    """Whether a member has no say on a review: it is their own (BR-42). Asked anew each time, never kept."""
    return review["reviewer"] == member_id


def having_say(db: Database, meeting: PanelMeeting, review: Review) -> list[Member]:
    """The members whose view of this review counts."""
    return [one for one in members(db, meeting) if not is_exempt(one.staff, review)]


def chair_of(meeting: PanelMeeting, review: Review, rules: ModerationRules) -> int | None:
    """Who decides on this review: the chair, or the deputy where the chair is exempt or not there (G3); else nobody."""
    seats = meeting["seats"]
    there = meeting["present"] if "opened_at" in meeting else seats.values()
    in_order = (seats[role] for role in (Role.BOARD_CHAIR, rules.deputy) if role in seats)
    return next((one for one in in_order if one in there and not is_exempt(one, review)), None)


def is_quorate(meeting: PanelMeeting, present: Iterable[int], rules: ModerationRules) -> bool:
    """Whether enough are there, the chair or the deputy among them (G4)."""
    there = set(present) & set(meeting["seats"].values())
    leads = {meeting["seats"].get(Role.BOARD_CHAIR), meeting["seats"].get(rules.deputy)}
    return len(there) >= rules.quorum and bool(there & leads)


def proposed_seats(db: Database) -> dict[str, int]:
    """Each seat with the first who holds its role, nobody twice; a seat that nobody can take is left out."""
    seats: dict[str, int] = {}
    for role in SEATS:
        free = [number_of(one) for one in staff.with_role(db, role) if number_of(one) not in seats.values()]
        if free:
            seats[role.value] = free[0]
    return seats


def checked_seats(db: Database, given: Mapping[str, int]) -> dict[str, int]:
    """Five seats, each with one who holds its role; `Unacceptable` names what is wrong (BR-41)."""
    for role in SEATS:
        person = staff.member(db, given.get(role, 0))
        if person is None or not person["active"] or role not in person["roles"]:
            raise Unacceptable(f"Nobody sits as {ROLE_TITLES[role]}. Choose somebody who holds this role.")
    if len(set(given.values())) < len(SEATS):
        raise Unacceptable("One person can take one seat only.")
    return {role.value: given[role] for role in SEATS}
