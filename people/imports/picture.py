"""What several files say together: everybody once, and what in them cannot be."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from people.children import age_on
from people.imports.incoming import (
    IncomingChild,
    IncomingContact,
    IncomingEvent,
    IncomingMember,
    IncomingSpell,
    IncomingTeam,
    Place,
    Wrong,
)

CHILD, MEMBER, INVOLVEMENT = "child", "member", "involvement"


def key_of(what: str, ref: str, part: str = "") -> str:
    """One child, member of staff or involvement, wherever it is named."""
    return " ".join(filter(None, (what, ref, part)))


@dataclass
class Picture:
    """All that the files say. `wrong` rows do not come in, `partly` come in without what is named."""

    teams: dict[str, IncomingTeam] = field(default_factory=dict)
    members: dict[str, IncomingMember] = field(default_factory=dict)
    children: dict[str, IncomingChild] = field(default_factory=dict)
    spells: list[IncomingSpell] = field(default_factory=list)
    contacts: list[IncomingContact] = field(default_factory=list)
    events: dict[str, IncomingEvent] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)
    partly: list[Wrong] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    tables: set[str] = field(default_factory=set)  # that have rows
    named: set[str] = field(default_factory=set)  # keys of all whom a row names, also one that is wrong
    refused: set[str] = field(default_factory=set)  # children of whom the files say two things
    _teams_of: dict[str, str] = field(default_factory=dict)

    def take_team(self, new: IncomingTeam) -> None:
        """A team; the same number with two names is one too many."""
        before = self.teams.get(new.ref)
        if before and before.name != new.name:
            self.wrong.append(Wrong(new.place, f"Team {new.ref} has another name in row {before.place.row}."))
            return
        self.teams.setdefault(new.ref, new)

    def take_member(self, new: IncomingMember) -> None:
        """A member of staff; the same number with two names is one too many."""
        before = self.members.get(new.ref)
        if before and before.name != new.name:
            why = f"Professional {new.ref} is “{before.name}” in row {before.place.row} and “{new.name}” here."
            self.wrong.append(Wrong(new.place, why))
            return
        self.members[new.ref] = _both(before, new) if before else new

    def take_child(self, new: IncomingChild) -> None:
        """A child; one with two days of birth does not come in at all, since nobody knows who is who."""
        before = self.children.get(new.ref)
        if new.ref in self.refused:
            self.wrong.append(Wrong(new.place, f"Child {new.ref} stands in these files with two days of birth."))
        elif before is None:
            self.children[new.ref] = new
        elif before.born != new.born:
            why = f"Child {new.ref} stands in these files with two days of birth: here and in {_where(before.place)}."
            self.wrong += [Wrong(before.place, _two_births(new.ref, new.place)), Wrong(new.place, why)]
            self.refused.add(new.ref)
            del self.children[new.ref]
        else:
            self.children[new.ref] = _merged(before, new)

    def team_of(self, member: str) -> str:
        """The team in which somebody works now, by the latest of their involvements; empty where none says."""
        if not self._teams_of:
            going_on = (one for one in self.spells if one.team and not one.until and not one.by_name)
            self._teams_of = {one.staff: one.team for one in sorted(going_on, key=lambda one: one.since)}
        return self._teams_of.get(member, "")

    def take_event(self, new: IncomingEvent) -> None:
        """An event, once by its key."""
        self.events.setdefault(new.key, new)

    def check_age(self, child: IncomingChild, age: str, today: date) -> None:
        """An age that does not go with the day of birth is told; the day counts."""
        try:
            said = int(float(age))
        except (ValueError, OverflowError):
            return
        if abs(said - age_on(date.fromisoformat(child.born), today)) > 1:
            self.partly.append(
                Wrong(child.place, f"The age, {age}, does not go with the day of birth. The day counts.")
            )


def _both(before: IncomingMember, new: IncomingMember) -> IncomingMember:
    """What one file leaves out of a member of staff another says; what both say, the first does."""
    given = {**new.given, **before.given}
    return replace(before, title=before.title or new.title, team=before.team or new.team, given=given)


def _two_births(ref: str, other: Place) -> str:
    return f"Child {ref} stands in these files with two days of birth: here and in {_where(other)}."


def _where(place: Place) -> str:
    return f"{place.file}, {place.sheet}, row {place.row}"


def _merged(before: IncomingChild, new: IncomingChild) -> IncomingChild:
    """What one file leaves out another says; the one with a name first."""
    first, second = (before, new) if before.name or not new.name else (new, before)
    return IncomingChild(
        first.place,
        first.ref,
        first.name or second.name,
        first.born,
        first.gender or second.gender,
        first.ethnicity or second.ethnicity,
        first.died or second.died,
        first.needs or second.needs,
    )
