"""Compares each step with what is here: what is new, what differs, and what cannot be."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from language.folding import fold
from people import children, contacts, staff, teams
from people.children import CHILDREN, NOBODY, Child, age_on
from people.contacts import CONTACTS, Contact
from people.imports.cells import Unclear
from people.imports.compared import CHANGED, COMING, NEW, Change, Compared, calling, in_fields, settled, worker_in_words
from people.imports.contact_reading import SELF
from people.imports.incoming import (
    IncomingChild,
    IncomingContact,
    IncomingEvent,
    IncomingMember,
    IncomingSpell,
    IncomingTeam,
    Wrong,
)
from people.imports.picture import Picture
from people.imports.steps import Casework, Step
from people.records.casework import MANAGER, WORKER, Part, hand_over, keep_past_spell, spells_of
from people.records.child_records import add_child_record, correct_child
from people.records.contact_records import add_contact_record, correct_contact
from people.records.endings import DIED, note_ending
from people.records.events import events_of, note_event
from people.records.staff_records import add_staff_record, correct_staff
from people.records.team_records import add_team, correct_team
from people.staff import STAFF
from people.teams import TEAMS
from storage.documents import number_of
from storage.store import Database

_HELPING = ("teacher", "school", "health visitor", "advocate", "doctor", "nurse", "mentor", "professional", "therapist")


@dataclass
class Comparing:
    """Compares with one database; `picture` says who else is coming."""

    db: Database
    picture: Picture
    today: date
    _by_name: dict[str, list[int]] = field(default_factory=dict)

    def compare(self, step: Step) -> Compared:
        """What one step comes to, now."""
        found = Compared()
        try:
            match step:
                case IncomingTeam():
                    self._team(step, found)
                case IncomingMember():
                    self._member(step, found)
                case IncomingChild():
                    self._child(step, found)
                case Casework():
                    self._casework(step, found)
                case IncomingContact():
                    self._contact(step, found)
                case IncomingEvent():
                    self._event(step, found)
        except Unclear as why:
            place = step.spells[-1].place if isinstance(step, Casework) else step.place
            found.wrong.append(Wrong(place, str(why)))
        return found

    def _team(self, new: IncomingTeam, found: Compared) -> None:
        parent = new.parent if new.parent in self.picture.teams or teams.by_ref(self.db, new.parent) else ""
        fields = {"name": new.name, "parent": parent}
        here = teams.by_ref(self.db, new.ref)
        if here is None:
            words = f"Team {new.ref}, {new.name}"
            found.changes.append(Change(new.place, NEW, words, calling(add_team, new.ref, fields)))
            return
        changes, found.differences = settled(here, fields, new.place, f"Team {new.ref}", TEAMS)
        if changes:
            words = f"Team {new.ref}: {in_fields(here, changes)}"
            found.changes.append(Change(new.place, CHANGED, words, calling(correct_team, new.ref, changes)))

    def _member(self, new: IncomingMember, found: Compared) -> None:
        fields: dict[str, Any] = {"name": new.name, **({"title": new.title} if new.title else {}), **new.given}
        if team := self._team_of(new):
            fields["team"] = team
        here = staff.by_reference(self.db, new.ref)
        about = f"{new.name} ({new.ref})"
        if here is None:
            verb = calling(add_staff_record, {"ref": new.ref, **fields})
            found.changes.append(Change(new.place, NEW, f"Member of staff {about}", verb))
            return
        if not here["active"]:
            raise Unclear(
                f"{here['name']} ({new.ref}) has left here, and the file still has them. Nothing was changed."
            )
        changes, found.differences = settled(here, fields, new.place, about, STAFF)
        if changes:
            verb = calling(correct_staff, number_of(here), changes)
            found.changes.append(Change(new.place, CHANGED, f"{about}: {in_fields(here, changes)}", verb))

    def _team_of(self, new: IncomingMember) -> str:
        """The number of the team that somebody works in, as their own row or their involvements say it, where known."""
        said = new.team or self.picture.team_of(new.ref)
        if said in self.picture.teams or teams.by_ref(self.db, said):
            return said
        named = [one.ref for one in self.picture.teams.values() if fold(one.name) == fold(said)]
        named += [one["ref"] for one in teams.all_teams(self.db) if fold(one["name"]) == fold(said)]
        return named[0] if said and named else ""

    def _child(self, new: IncomingChild, found: Compared) -> None:
        said = {
            "name": new.name, "born": new.born, "gender": new.gender, "ethnicity": new.ethnicity,
            "additional_needs": new.needs,
        }  # fmt: skip
        fields = {name: value for name, value in said.items() if value}
        here = children.by_ref(self.db, new.ref)
        if here is None:
            fields = {"name": f"Child {new.ref}", **fields, "ref": new.ref}  # Annex A has no names
            verb = calling(add_child_record, fields)
            found.changes.append(Change(new.place, NEW, f"Child {new.ref}, {fields['name']}", verb))
        else:
            changes, found.differences = settled(here, fields, new.place, f"Child {new.ref}", CHILDREN)
            if changes:
                words = f"Child {new.ref}: {in_fields(here, changes)}"
                found.changes.append(Change(new.place, CHANGED, words, calling(correct_child, new.ref, changes)))
        if new.died and not (here and here.get("died")):
            verb = calling(note_ending, new.ref, DIED, date.fromisoformat(new.died))
            found.changes.append(Change(new.place, CHANGED, f"Child {new.ref} has died", verb))

    def _casework(self, step: Casework, found: Compared) -> None:
        here = children.by_ref(self.db, step.child)
        if here is None and step.child not in self.picture.children:
            raise Unclear(f"Child {step.child} is not here and not in these files.")
        part: Part = MANAGER if step.part == MANAGER else WORKER
        *before, last = step.spells
        past = [*before, *([last] if last.until else [])]
        current = here[part] if here else NOBODY
        who = NOBODY if last.until else self._staff(last)
        if last.until and current != NOBODY and current == self._staff_or_nobody(last):
            self._hand_over(step, last, part, here, NOBODY, found)
        elif who != NOBODY and who != current:
            self._hand_over(step, last, part, here, who, found)
        for one in past:
            self._past(one, part, found)

    def _hand_over(
        self, step: Casework, spell: IncomingSpell, part: Part, here: Child | None, who: int, found: Compared
    ) -> None:
        name = self._name(spell) if who != NOBODY else "nobody"
        on = date.fromisoformat(spell.until or spell.since) if spell.until or spell.since else self.today
        if here is not None:
            changes, differing = settled(here, {part: who}, spell.place, f"Child {step.child}", CHILDREN)
            ours = worker_in_words(self.db, here[part])
            found.differences += [one._replace(ours=ours, theirs=name, on=on.isoformat()) for one in differing]
            if not changes:
                return
        verb = calling(hand_over, step.child, part, who, on)
        words = f"Child {step.child}: {part} is {name}"
        found.changes.append(Change(spell.place, CHANGED, words, verb))

    def _past(self, spell: IncomingSpell, part: Part, found: Compared) -> None:
        who = self._staff_or_nobody(spell)
        if who == NOBODY or not spell.until:
            return
        known = spells_of(self.db, spell.child)
        if any((one["staff"], one["part"], one["since"]) == (who, part, spell.since or None) for one in known):
            return
        since = date.fromisoformat(spell.since) if spell.since else None
        words = f"Child {spell.child}: {self._name(spell)} was {part} until {spell.until}"
        until = date.fromisoformat(spell.until)
        verb = calling(keep_past_spell, spell.child, part, who, since, until)
        found.changes.append(Change(spell.place, NEW, words, verb))

    def _contact(self, new: IncomingContact, found: Compared) -> None:
        child = children.by_ref(self.db, new.child)
        coming = self.picture.children.get(new.child)
        if child is None and coming is None:
            raise Unclear(f"There is no child {new.child} here. Bring the children in first.")
        born = child["born"] if child else coming.born if coming else ""
        here = self._known_contact(new)
        fields: dict[str, Any] = {"name": new.name, "relation": new.relation, **new.given}
        if new.ref:
            fields["ref"] = new.ref
        about = f"{new.name}, {new.relation} of child {new.child}"
        if here is None:
            if "language" not in fields:
                raise Unclear("The language is missing. Write the language in which they can be asked.")
            fields["audience"] = audience_of(new.relation, born, self.today)
            found.changes.append(Change(new.place, NEW, about, calling(add_contact_record, new.child, fields)))
            return
        changes, found.differences = settled(here, fields, new.place, about, CONTACTS)
        if changes:
            verb = calling(correct_contact, number_of(here), changes)
            found.changes.append(Change(new.place, CHANGED, f"{about}: {in_fields(here, changes)}", verb))

    def _known_contact(self, new: IncomingContact) -> Contact | None:
        """By its number in the file; else by name and relation, where it has no other number."""
        if new.ref and (one := contacts.by_reference(self.db, new.child, new.ref)):
            return one
        wanted = (fold(new.name), fold(new.relation))
        theirs = contacts.of_child(self.db, new.child)
        same = [one for one in theirs if (fold(one["name"]), fold(one["relation"])) == wanted]
        return next((one for one in same if not new.ref or not one.get("ref")), None)

    def _event(self, new: IncomingEvent, found: Compared) -> None:
        if children.by_ref(self.db, new.child) is None and new.child not in self.picture.children:
            raise Unclear(f"Child {new.child} is not here and not in these files.")
        key = f"{new.child} {new.touchpoint} {new.key}"
        if any(one["key"] == key for one in events_of(self.db, new.child)):
            return
        words = f"Child {new.child}: {new.touchpoint.replace('_', ' ')} on {new.on}"
        verb = calling(note_event, new.child, new.touchpoint, date.fromisoformat(new.on), key=new.key)
        found.changes.append(Change(new.place, NEW, words, verb))

    def _staff(self, spell: IncomingSpell) -> int:
        """Who is meant; `COMING` for whom these files bring. `Unclear` for nobody, for two, and for who has left."""
        if spell.by_name:
            return self._named(spell.staff)
        here = staff.by_reference(self.db, spell.staff)
        if here is None:
            if spell.staff in self.picture.members:
                return COMING
            raise Unclear(f"Professional {spell.staff} is unknown. Bring ssd_professionals in with it.")
        if not here["active"]:
            raise Unclear(f"{here['name']} ({spell.staff}) has left here and cannot work with child {spell.child}.")
        return number_of(here)

    def _staff_or_nobody(self, spell: IncomingSpell) -> int:
        here = None if spell.by_name else staff.by_reference(self.db, spell.staff)
        if here:
            return number_of(here)
        return COMING if spell.staff in self.picture.members else NOBODY

    def _named(self, name: str) -> int:
        if not self._by_name:
            for one in staff.everyone(self.db):
                self._by_name.setdefault(fold(one["name"]), []).append(number_of(one))
        found = self._by_name.get(fold(name), [])
        if len(found) != 1:
            raise Unclear(f"{'Nobody' if not found else 'More than one person'} here is called “{name}”.")
        return found[0]

    def _name(self, spell: IncomingSpell) -> str:
        known = self.picture.members.get(spell.staff)
        here = None if spell.by_name else staff.by_reference(self.db, spell.staff)
        return known.name if known else here["name"] if here else spell.staff


def audience_of(relation: str, born: str, today: date) -> str:
    """Who somebody is to be asked as: the child by its age, those who help by their work, anybody else as a carer."""
    if relation != SELF:
        return "helper" if any(one in fold(relation) for one in _HELPING) else "parent_carer"
    age = age_on(date.fromisoformat(born), today)
    return "child_4_7" if age < 8 else "child_8_11" if age < 12 else "young_person" if age < 18 else "care_leaver"
