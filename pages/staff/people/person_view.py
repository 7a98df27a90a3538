"""One member of staff as an administrator sees them: the record, leaves, sessions; of the children only how many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pages.staff.people.staff_fields import kept_fields
from pages.staff.shell.history_words import HistoryLine, history_lines
from pages.staff.shell.leaves import LeaveShown, leaves_shown
from people import staff, teams
from people.actor import Actor
from people.errors import NotFound
from people.need_to_know import CASEWORK, known_because
from people.permissions import needs
from people.records.history import about, history_of
from people.records.staff_records import is_last_administrator
from people.roles import GIVEN, Permission, Role, roles_in_words
from people.second_factors import second_factor
from people.sessions import Session, live_sessions_of
from people.sign_on import signs_on_since
from people.staff import STAFF, StaffMember
from storage.documents import number_of
from storage.store import Database


@dataclass(frozen=True)
class PersonShown:
    """Everything on the screen of one person at one moment."""

    person: StaffMember
    kept: dict[str, Any]  # the fields as they stand in the form
    team: str
    leaves: list[LeaveShown]
    sessions: Sequence[Session]
    factor_since: str  # empty where there is none
    signs_on_since: str  # empty where they do not
    children: int
    history: list[HistoryLine]
    is_oneself: bool
    is_last_administrator: bool

    @property
    def number(self) -> int:
        """The staff id."""
        return number_of(self.person)

    @property
    def all_roles(self) -> Mapping[Role, str]:
        """Those that can be given, with their titles."""
        return GIVEN

    @property
    def roles(self) -> str:
        """The roles in words; empty for none."""
        return roles_in_words(self.person["roles"])

    @property
    def has_password(self) -> bool:
        """Whether they can sign in by a password."""
        return self.person["password"] is not None

    @property
    def password_changed(self) -> str:
        """When it was changed; empty where it is the first, or nobody knows."""
        return self.person.get("password_changed", "")


@needs(Permission.MANAGE_STAFF)
def person_shown(db: Database, actor: Actor, staff_id: int) -> PersonShown:
    """Everything about one member of staff; `NotFound` where there is none of this number."""
    person = staff.member(db, staff_id)
    if person is None:
        raise NotFound
    factor = second_factor(db, staff_id)
    return PersonShown(
        person=person,
        kept=kept_fields(db, person),
        team=teams.name_of(db, person.get("team", "")),
        leaves=leaves_shown(db, staff_id),
        sessions=live_sessions_of(db, staff_id),
        factor_since=factor["since"] if factor else "",
        signs_on_since=signs_on_since(db, staff_id),
        children=len(known_because(db, staff_id, CASEWORK)),
        history=history_lines(db, reversed(history_of(db, about(STAFF, staff_id)))),
        is_oneself=actor.id == staff_id,
        is_last_administrator=is_last_administrator(db, person),
    )
