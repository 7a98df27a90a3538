"""The records of the demo: two teams, a leave, who worked with a child before, what happened, and two files."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from app.demo.timeline import Timeline
from people import contacts
from people.actor import Actor
from people.imports.files import GivenFile
from people.imports.imports import CONTACTS
from people.imports.work import batch_of, bring_now
from people.records.casework import keep_past_spell
from people.records.contact_records import correct_contact
from people.records.events import note_event
from people.records.staff_records import correct_staff, set_own_leave
from people.records.team_records import add_team
from storage.documents import number_of
from storage.store import Store

AWAY, STANDS_IN, ADMINISTRATOR = "Tom Farrow", "Grace Adeyemi", "Omar Haddad"
TEAMS = (("T-1", "Children in need", "Amina Yusuf"), ("T-2", "Looked after children", "Tom Farrow"))
WORKED_BEFORE = ("D0011", "Tom Farrow", 520, 200)  # days ago, the first and the last
HAPPENED = (("D0003", "conference", 12), ("D0025", "conference", 4), ("D0018", "looked_after_review", 5))  # days ago
COLUMNS = ("child id", "contact id", "name", "relation", "language", "phone", "email")
FIRST = (
    ("D0027", "K-270", "Mr Chen", "Uncle", "English", "07700 900801", "uncle@family.example"),
    ("D0029", "K-290", "Mrs Whitcombe", "Grandmother", "English", "07700 900802", "grandmother@family.example"),
)
CORRECTED = {"K-270": {"phone": "07700 900811"}, "K-290": {"email": "rose@family.example"}}
SECOND = (
    ("D0027", "K-270", "Mr Chen", "Uncle", "English", "07700 900821", "uncle@family.example"),
    ("D0029", "K-290", "Mrs Whitcombe", "Grandmother", "English", "07700 900802", "rosemary@family.example"),
)


class Records:
    """Plays them through the same verbs that people use."""

    def __init__(self, store: Store, timeline: Timeline, person: Callable[[str], Actor]) -> None:
        self._store = store
        self._timeline = timeline
        self._person = person

    def all(self, today: date) -> None:
        """Everything, the oldest first."""
        self._teams()
        self._worked_before(today)
        self._brought_in(19, FIRST)
        self._corrected()
        for child, touchpoint, days_ago in HAPPENED:
            self._timeline.turn(days_ago, "16:20")
            self._store.write_now(
                note_event, self._person(STANDS_IN), child, touchpoint, today - timedelta(days=days_ago)
            )
        self._away(today)
        self._brought_in(2, SECOND)

    def _teams(self) -> None:
        self._timeline.turn(115, "09:30")
        admin, manager = self._person(ADMINISTRATOR), self._person(STANDS_IN).id
        for ref, name, member in TEAMS:
            self._store.write_now(add_team, admin, ref, {"name": name, "manager": manager})
            self._store.write_now(correct_staff, admin, self._person(member).id, {"team": ref})

    def _worked_before(self, today: date) -> None:
        self._timeline.turn(110, "09:30")
        child, name, first, last = WORKED_BEFORE
        since, until = (today - timedelta(days=ago) for ago in (first, last))
        admin, before = self._person(ADMINISTRATOR), self._person(name)
        self._store.write_now(keep_past_spell, admin, child, "worker", before.id, since, until)

    def _brought_in(self, days_ago: int, rows: Sequence[Sequence[str]]) -> None:
        self._timeline.turn(days_ago, "07:10")
        text = "\r\n".join(",".join(row) for row in (COLUMNS, *rows))
        batch = batch_of(self._store, CONTACTS, [GivenFile("contacts.csv", text.encode())])
        bring_now(self._store, replace(batch, by=self._person(ADMINISTRATOR)))

    def _corrected(self) -> None:
        """A worker learns more than the file knows."""
        self._timeline.turn(9, "11:05")
        for child, number, *_ in FIRST:
            found = self._store.read(contacts.by_reference, child, number)
            assert found is not None
            self._store.write_now(correct_contact, self._person("Amina Yusuf"), number_of(found), CORRECTED[number])

    def _away(self, today: date) -> None:
        self._timeline.turn(6, "13:40")
        since, until = today - timedelta(days=1), today + timedelta(days=6)
        self._store.write_now(set_own_leave, self._person(AWAY), since, until, self._person(STANDS_IN).id)
