"""Several files read together into one picture."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from language.not_here import english_name
from language.registry import LANGUAGES
from people.imports.cells import Cells, Unclear
from people.imports.contact_reading import contact_of
from people.imports.incoming import IncomingContact, IncomingEvent, Place, Wrong
from people.imports.layouts import LaidOut, rows_of
from people.imports.picture import CHILD as A_CHILD
from people.imports.picture import INVOLVEMENT, MEMBER, Picture, key_of
from people.imports.row_reading import (
    CHILD,
    PROFESSIONAL,
    annex_child_of,
    annex_spell_of,
    event_of,
    member_of,
    part_of,
    person_of,
    spell_of,
    team_of,
)
from people.imports.staff_reading import staff_of
from people.imports.tables import CHILD_TABLES, CONTACTS, INVOLVEMENT_TABLES, MEMBER_TABLES

CONFERENCE, LOOKED_AFTER, CLOSURE = "conference", "looked_after_review", "closure"
EVENTS: Mapping[str, str] = {
    "ssd_initial_cp_conference": CONFERENCE,
    "ssd_cp_reviews": CONFERENCE,
    "ssd_cla_reviews": LOOKED_AFTER,
    "ssd_cin_episodes": CLOSURE,
}
ANNEX_EVENTS: Mapping[str, str] = {"conference": CONFERENCE, "review": LOOKED_AFTER, "closed": CLOSURE}
NOT_HERE = "Nobody can be asked in {} here yet. It is kept, and that an interpreter is needed unless the file says no."
_EPISODES = "ssd_cla_episodes"


@dataclass
class Reader:
    """Reads row by row; `episodes` says whose a looked-after review is, which has no child of its own."""

    today: date
    picture: Picture = field(default_factory=Picture)
    episodes: dict[str, str] = field(default_factory=dict)

    def take(self, table: str, place: Place, row: Cells) -> None:
        """One row; what is wrong with it is told and the next one goes on."""
        self.picture.rows += 1
        self.picture.tables.add(table)
        with suppress(Unclear):
            self.picture.named.update(_named(table, row))
        try:
            row.check()
            self._take(table, place, row)
        except Unclear as why:
            self.picture.wrong.append(Wrong(place, str(why)))

    def _take(self, table: str, place: Place, row: Cells) -> None:
        picture = self.picture
        if table == "ssd_person":
            picture.take_child(person_of(place, row, self.today))
        elif table == "ssd_professionals":
            picture.take_member(member_of(place, row))
        elif table == "staff":
            picture.take_member(staff_of(place, row, lambda why: picture.partly.append(Wrong(place, why))))
        elif table == "ssd_department":
            picture.take_team(team_of(place, row))
        elif table == "ssd_involvements":
            self._take_spell(place, row)
        elif table == _EPISODES:
            self.episodes[row.number("looked_after", "The number of the episode")] = row.number("child", CHILD)
        elif table in EVENTS:
            event = event_of(place, row, (table, EVENTS[table]), self._child_of(row), self.today)
            self._take_event(event)
        elif table == CONTACTS:
            self._take_contact(contact_of(place, row, lambda why: picture.partly.append(Wrong(place, why))))
        else:
            self._take_annex(table, place, row)

    def _take_spell(self, place: Place, row: Cells) -> None:
        spell = spell_of(place, row, self.today)
        if spell is None:
            self.picture.notes[f"“{row.words('role')}” is neither worker nor manager of a child and is left out."] += 1
        else:
            self.picture.spells.append(spell)

    def _take_contact(self, contact: IncomingContact) -> None:
        code = str(contact.given.get("language", "en"))
        if code not in LANGUAGES:
            self.picture.notes[NOT_HERE.format(english_name(code))] += 1
        self.picture.contacts.append(contact)

    def _child_of(self, row: Cells) -> str:
        if row.words("child"):
            return row.number("child", CHILD)
        episode = row.number("looked_after", "The number of the episode")
        if episode not in self.episodes:
            raise Unclear("Nothing says whose review this is. Bring ssd_cla_episodes in with it.")
        return self.episodes[episode]

    def _take_event(self, event: IncomingEvent | None) -> None:
        if event:
            self.picture.take_event(event)

    def _take_annex(self, table: str, place: Place, row: Cells) -> None:
        child = annex_child_of(place, row, self.today)
        self.picture.take_child(child)
        self.picture.check_age(child, row.words("age"), self.today)
        if spell := annex_spell_of(place, row, child.ref):
            self.picture.spells.append(spell)
        for column, touchpoint in ANNEX_EVENTS.items():
            on = row.day(column, "The day") if column in row.said else ""
            if on and on <= self.today.isoformat():
                key = f"annex_a {touchpoint} {child.ref} {on}"
                self.picture.take_event(IncomingEvent(place, child.ref, touchpoint, on, key))


def _named(table: str, row: Cells) -> Iterator[str]:
    """Whom a row is about, whatever else is wrong with it."""
    if table in CHILD_TABLES:
        yield key_of(A_CHILD, row.number("child", CHILD))
    elif table in MEMBER_TABLES:
        yield key_of(MEMBER, row.number("professional", PROFESSIONAL))
    elif table in INVOLVEMENT_TABLES and (part := part_of(row.words("role"))):
        yield key_of(INVOLVEMENT, row.number("child", CHILD), part)


def read_together(sheets: Sequence[LaidOut], today: date) -> Picture:
    """The picture of all these sheets, in whatever order they come."""
    reader = Reader(today)
    for one in sorted(sheets, key=lambda sheet: sheet.layout["table"] != _EPISODES):
        if one.layout["table"]:
            for place, row in rows_of(one):
                reader.take(one.layout["table"], place, row)
    return reader.picture
