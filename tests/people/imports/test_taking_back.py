"""A bringing-in is taken back by one press; what somebody has built on it stays and is named."""

from datetime import date

import pytest

from pages.staff.bringing_in.hanging import hangs
from people import children, contacts, need_to_know, staff, teams
from people.actor import COMMAND_LINE, Actor
from people.errors import NotAllowed, Unacceptable
from people.former_casework import worked_with
from people.imports import imports
from people.imports.imports import CHILDREN, RecordImport
from people.imports.taking_back import start_back
from people.imports.work import Returning, bring_now, take_back
from people.records.casework import hand_over, spells_of
from people.records.child_records import correct_child
from people.records.contact_records import correct_contact
from people.records.events import events_of
from people.records.history import history_of_child
from storage.store import Store
from tests.cast import Cast
from tests.people.imports.test_bringing import (
    PERSON,
    ZOE,
    batch,
    child,
    contact,
    involved,
    parent,
    people,
    persons,
    small,
    staff_number,
    table,
)


def back(store: Store, number: int, by: Actor = COMMAND_LINE) -> RecordImport:
    store.write_now(start_back, by, number)
    take_back(store, Returning(number, hangs, by))
    return store.read(imports.by_id, number)


def left(found: RecordImport) -> list[str]:
    return found.get("left", [])


def test_an_authority_that_nobody_has_built_on_is_taken_back_whole(store: Store) -> None:
    number, _ = bring_now(store, small(store))
    before = staff_number(store, "P2")
    found = back(store, number)
    assert (found["state"], left(found)) == ("returned", [])
    assert store.read(children.by_ref, "C0") is None
    assert store.read(staff.by_reference, "P1") is None
    assert store.read(teams.by_ref, "T0") is None
    assert (store.read(spells_of, "C0"), store.read(events_of, "C0")) == ([], [])
    assert not store.read(worked_with, before, "C0")
    assert store.read(history_of_child, "C0")[-1]["what"] == "record.taken_back"


def test_what_was_taken_back_can_be_brought_in_anew(store: Store) -> None:
    number, first = bring_now(store, small(store))
    back(store, number)
    _, again = bring_now(store, small(store))
    assert (again.new, again.changed) == (first.new, first.changed)
    assert store.read(worked_with, staff_number(store, "P2"), "C0")


def test_a_correction_goes_back_unless_somebody_has_changed_it_since(store: Store, cast: Cast) -> None:
    bring_now(store, persons(store, ZOE, ("8", "Ali", *ZOE[2:])))
    number, _ = bring_now(store, persons(store, ("7", "Zoey", *ZOE[2:]), ("8", "Alia", *ZOE[2:])))
    store.write_now(correct_child, cast.administrator, "7", {"name": "Zoé Sample"})
    found = back(store, number)
    assert (child(store, "7")["name"], child(store, "8")["name"]) == ("Zoé Sample", "Ali Sample")
    assert left(found) == ["Child 7, Zoé Sample: name changed here since."]


def test_a_child_on_whom_somebody_has_built_stays_and_is_named(store: Store, cast: Cast) -> None:
    number, _ = bring_now(store, persons(store, ZOE, ("8", "Ali", *ZOE[2:]), ("9", "Eve", *ZOE[2:])))
    store.write_now(correct_child, cast.administrator, "7", {"name": "Zoé Sample"})
    store.write_now(hand_over, cast.administrator, "8", "worker", cast.worker.id, date(2026, 5, 1))
    found = back(store, number)
    assert sorted(left(found)) == [
        "Child 7, Zoé Sample: it was changed here since.",
        "Child 8, Ali Sample: it was changed here since.",
    ]
    assert child(store, "7")
    assert store.read(children.by_ref, "9") is None


def test_a_hand_over_goes_back_with_its_spell_and_what_the_workers_see(store: Store) -> None:
    given = {"persons": table(PERSON, [ZOE]), "staff": people("Ada Example", "Ben Example")}
    bring_now(store, batch(store, CHILDREN, **given, i=involved(("P0", "01/01/2025", ""))))
    spells = store.read(spells_of, "7")
    ada, ben = staff_number(store, "P0"), staff_number(store, "P1")
    number, _ = bring_now(store, batch(store, CHILDREN, **given, i=involved(("P1", "01/02/2026", ""))))
    assert child(store, "7")["worker"] == ben
    found = back(store, number)
    assert (child(store, "7")["worker"], left(found)) == (ada, [])
    assert store.read(spells_of, "7") == spells
    assert store.read(need_to_know.reasons, ada, "7")
    assert not store.read(need_to_know.reasons, ben, "7")
    assert not store.read(worked_with, ada, "7")
    assert not store.read(worked_with, ben, "7")


def test_a_hand_over_after_it_stays(store: Store, cast: Cast) -> None:
    given = {"persons": table(PERSON, [ZOE]), "staff": people("Ada Example")}
    bring_now(store, persons(store, ZOE))
    number, _ = bring_now(store, batch(store, CHILDREN, **given, i=involved(("P0", "01/01/2025", ""))))
    store.write_now(hand_over, cast.administrator, "7", "worker", cast.worker.id, date(2026, 5, 1))
    found = back(store, number)
    assert child(store, "7")["worker"] == cast.worker.id
    assert left(found) == [
        "Child 7: another worker was chosen since.",
        "Ada Example (P0): they work with a child, or have.",
    ]


def test_a_contact_goes_back_to_its_phone_and_is_taken_away_unless_corrected(store: Store, cast: Cast) -> None:
    bring_now(store, persons(store, ZOE))
    first, _ = bring_now(store, parent(store))
    second, _ = bring_now(store, parent(store, phone="07700 900102"))
    back(store, second)
    assert contact(store)["phone"] == "+447700900101"
    number = int(getattr(contact(store), "doc_id"))  # noqa: B009
    store.write_now(correct_contact, cast.administrator, number, {"dialect": "Levantine"})
    assert left(back(store, first)) == ["Sam Sample, Father of child 7: it was changed here since."]
    third, _ = bring_now(store, parent(store, **{"contact id": "K2", "contact name": "Eve Sample"}))
    assert left(back(store, third)) == []
    assert [one["name"] for one in store.read(contacts.of_child, "7")] == ["Sam Sample"]


def test_a_death_and_an_event_are_taken_back(store: Store) -> None:
    bring_now(store, persons(store, ZOE))
    reviews = table(("cppr_cp_review_id", "cppr_person_id", "cppr_cp_review_date"), [("R1", "7", "03/02/2026")])
    dead = table(PERSON, [(*ZOE[:5], "01/03/2026")])
    number, _ = bring_now(store, batch(store, CHILDREN, persons=dead, reviews=reviews))
    assert child(store, "7").get("died")
    back(store, number)
    assert not child(store, "7").get("died")
    assert not child(store, "7").get("ended")
    assert store.read(events_of, "7") == []


def test_taken_back_twice_or_by_who_may_not_is_refused(store: Store, cast: Cast) -> None:
    number, _ = bring_now(store, persons(store, ZOE))
    with pytest.raises(NotAllowed):
        back(store, number, cast.worker)
    back(store, number, cast.administrator)
    with pytest.raises(Unacceptable, match="nothing to take back"):
        back(store, number)
    assert store.read(imports.was_taken, store.read(imports.by_id, number)["digest"])
