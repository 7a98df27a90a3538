"""Records of children, contacts, staff and teams: made, corrected with their history, and what a file may not undo."""

from datetime import date, timedelta

import pytest

from people import contacts, opt_outs
from people.audit import first_broken_entry, newest
from people.children import CHILDREN, NOBODY, by_ref, child, dead
from people.contacts import add_contact
from people.errors import NotAllowed, NotFound, Unacceptable
from people.identity import recorded
from people.records.child_records import add_child_record, correct_child
from people.records.contact_records import NEVER_THEIRS, add_contact_record, correct_contact
from people.records.endings import nobody_is_asked, note_ending, take_back_ending
from people.records.events import events_of, note_event
from people.records.history import about, changes_from, history_of
from people.records.sources import from_import
from people.records.staff_records import add_staff_record, correct_staff, set_leave, take_back_leave
from people.records.team_records import add_team, correct_team
from people.safe_contact import check_stands
from people.staff import member
from storage.store import Store
from tests.cast import CHILD, NOON, OTHER_CHILD, Cast

TODAY = NOON.date()
FILE = from_import(1)
OLD, NEW = "+447700900101", "+447700900102"


def mother(store: Store, **fields: object) -> int:
    """The mother of the child, on her old phone."""
    known = {
        "name": "Almaz",
        "relation": "Mother",
        "audience": "parent_carer",
        "language": "ti",
        "phone": OLD,
        **fields,
    }
    return store.write_now(add_contact, CHILD, known)


def contact(store: Store, number: int) -> contacts.Contact:
    found = store.read(contacts.by_id, number)
    assert found is not None
    return found


def test_a_new_child_has_every_identity_field_to_be_recommended(store: Store, cast: Cast) -> None:
    fields = {"ref": "20417", "name": "Imran Testcase", "born": "2015-04-09"}
    store.write_now(add_child_record, cast.administrator, fields, worker=cast.worker.id, since=date(2026, 1, 5))
    found = store.read(child, cast.worker, "20417")
    assert {found["ethnicity"]["state"], found["religion"]["state"]} == {"needs_recommendation"}
    assert found["manager"] == NOBODY
    with pytest.raises(Unacceptable, match="already"):
        store.write_now(add_child_record, cast.administrator, fields)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("born", "2031-01-01", "future"),
        ("born", "1980-01-01", "years ago"),
        ("born", "soon", "not a day"),
        ("name", " \t ", "Write the name"),
        ("name", "x" * 201, "longer"),
        ("mosaic_id", "12 34", "letters, digits"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(
    store: Store, cast: Cast, field: str, value: str, words: str
) -> None:
    before = store.read(by_ref, CHILD)
    with pytest.raises(Unacceptable, match=words):
        store.write_now(correct_child, cast.worker, CHILD, {"gender": "Boy", field: value})
    assert store.read(by_ref, CHILD) == before


def test_a_correction_is_in_the_history_with_what_stood_before_and_in_the_trail_without(
    store: Store, cast: Cast
) -> None:
    assert store.write_now(correct_child, cast.worker, CHILD, {"name": "Selam Tesfamariam-Haile"})
    assert not store.write_now(correct_child, cast.worker, CHILD, {"name": "Selam Tesfamariam-Haile"})
    (change,) = store.read(history_of, about(CHILDREN, 1))
    assert (change["before"], change["after"]) == (
        {"name": "Selam Tesfamariam"},
        {"name": "Selam Tesfamariam-Haile"},
    )
    entry = store.read(newest)
    assert entry is not None
    assert entry["about"]["fields"] == ["name"]
    assert "Selam" not in str(entry)
    assert store.read(first_broken_entry) is None


def test_a_correction_by_hand_is_held_against_the_file_until_its_value_is_taken(store: Store, cast: Cast) -> None:
    store.write_now(correct_child, cast.worker, CHILD, {"religion": recorded("Muslim")})
    store.write_now(correct_child, cast.worker, CHILD, {"name": "Selam T."})
    store.write_now(correct_child, cast.worker, CHILD, {"name": "Selam Tesfa"})
    found = store.read(by_ref, CHILD)
    assert found is not None
    assert found["by_hand"]["name"] == "Selam Tesfamariam"
    store.write_now(correct_child, cast.administrator, CHILD, {"name": "Selam Of The File"}, source=FILE)
    found = store.read(by_ref, CHILD)
    assert found is not None
    assert set(found["by_hand"]) == {"religion"}
    assert [one["after"] for one in store.read(changes_from, FILE)] == [{"name": "Selam Of The File"}]


def test_nobody_corrects_a_child_that_they_need_not_know_of(store: Store, cast: Cast) -> None:
    with pytest.raises(NotFound):
        store.write_now(correct_child, cast.worker, OTHER_CHILD, {"name": "X"})
    with pytest.raises(NotAllowed):
        store.write_now(correct_child, cast.caller, CHILD, {"name": "X"})


def test_an_administrator_keeps_records_and_still_reads_no_child(store: Store, cast: Cast) -> None:
    store.write_now(correct_contact, cast.administrator, mother(store), {"phone": "07700 900102"})
    with pytest.raises(NotAllowed):
        store.read(child, cast.administrator, CHILD)


def test_the_stop_goes_with_the_person_to_their_new_phone(store: Store, cast: Cast) -> None:
    number = mother(store)
    store.write_now(opt_outs.stop, OLD, "STOP please", "ti")
    store.write_now(correct_contact, cast.worker, number, {"phone": NEW})
    carried = store.read(opt_outs.stopped, NEW)
    assert carried is not None
    assert carried["words"] == "STOP please"
    assert store.read(opt_outs.stopped, OLD) is not None
    store.write_now(opt_outs.start, NEW)
    assert store.read(opt_outs.stopped, NEW) is None


def test_the_stop_of_somebody_else_stays_with_their_number(store: Store, cast: Cast) -> None:
    number = mother(store)
    store.write_now(opt_outs.stop, OLD, "wrong number!!", "en")
    store.write_now(correct_contact, cast.worker, number, {"phone": NEW}, why_another=NEVER_THEIRS)
    assert store.read(opt_outs.stopped, NEW) is None
    assert contact(store, number).get("never_theirs") == [OLD]


@pytest.mark.parametrize("why", ["new_phone", "never_theirs"])
def test_what_was_checked_for_the_old_number_says_nothing_of_the_new_one(store: Store, cast: Cast, why: str) -> None:
    number = mother(store, safe_checked=TODAY.isoformat(), safe_times="mornings")
    assert check_stands(contact(store, number), TODAY)
    store.write_now(correct_contact, cast.worker, number, {"phone": NEW}, why_another=why)
    assert not check_stands(contact(store, number), TODAY)


def test_a_landline_may_stand_on_record_and_a_premium_number_may_not(store: Store, cast: Cast) -> None:
    number = mother(store)
    store.write_now(correct_contact, cast.worker, number, {"phone": "020 7946 0123"})
    assert contact(store, number)["phone"] == "+442079460123"
    with pytest.raises(Unacceptable, match="premium"):
        store.write_now(correct_contact, cast.worker, number, {"phone": "0906 700 1234"})


def test_who_is_no_longer_around_a_child_is_not_among_those_to_ask(store: Store, cast: Cast) -> None:
    number = mother(store)
    store.write_now(correct_contact, cast.worker, number, {"gone": True})
    assert store.read(contacts.of_child, CHILD) == []
    assert len(store.read(contacts.ever_of_child, CHILD)) == 1


def test_a_contact_needs_a_name_a_relation_an_audience_and_a_language(store: Store, cast: Cast) -> None:
    with pytest.raises(Unacceptable, match="relation, audience, language"):
        store.write_now(add_contact_record, cast.worker, CHILD, {"name": "Almaz"})
    fields = {"name": "Almaz", "relation": "Mother", "audience": "parent_carer", "language": "ti"}
    number = store.write_now(add_contact_record, cast.worker, CHILD, fields)
    assert contact(store, number)["safe_checked"] is None


@pytest.mark.parametrize("why", ["moved", "adopted"])
def test_a_child_who_has_moved_or_was_adopted_is_nobodys_and_nobody_is_asked(
    store: Store, cast: Cast, why: str
) -> None:
    assert store.write_now(note_ending, cast.manager, CHILD, why, TODAY)
    with pytest.raises(NotFound):
        store.read(child, cast.worker, CHILD)
    assert nobody_is_asked(store.read(child, cast.head, CHILD)).endswith("Nobody is asked here.")
    assert store.write_now(take_back_ending, cast.head, CHILD)
    assert nobody_is_asked(store.read(child, cast.head, CHILD)) == ""


def test_a_child_who_has_died_stays_in_sight_of_those_who_worked_with_it(store: Store, cast: Cast) -> None:
    store.write_now(note_ending, cast.manager, CHILD, "died", TODAY - timedelta(days=1))
    assert nobody_is_asked(store.read(child, cast.worker, CHILD)) == "The child has died. Nobody is asked."
    assert store.read(dead) == {CHILD}


def test_a_deputy_sees_what_the_other_sees_while_they_are_away(store: Store, cast: Cast) -> None:
    deputy = cast.worker_of_another_team
    number = store.write_now(set_leave, cast.administrator, cast.worker.id, TODAY, TODAY, deputy.id)
    assert store.read(child, deputy, CHILD)["ref"] == CHILD
    store.write_now(take_back_leave, cast.administrator, number)
    with pytest.raises(NotFound):
        store.read(child, deputy, CHILD)


def test_a_leave_that_is_over_shows_nothing(store: Store, cast: Cast) -> None:
    deputy, day = cast.worker_of_another_team, TODAY - timedelta(days=1)
    store.write_now(set_leave, cast.administrator, cast.worker.id, day, day, deputy.id)
    with pytest.raises(NotFound):
        store.read(child, deputy, CHILD)


def test_the_last_administrator_stays_one(store: Store, cast: Cast) -> None:
    with pytest.raises(Unacceptable, match="last administrator"):
        store.write_now(correct_staff, cast.administrator, cast.administrator.id, {"roles": ["social_worker"]})
    other = store.write_now(add_staff_record, cast.administrator, {"name": "Noor Sample", "roles": ["administrator"]})
    assert store.write_now(
        correct_staff,
        cast.administrator,
        cast.administrator.id,
        {"roles": ["social_worker"], "email": "a@heard.example"},
    )
    assert store.read(member, other) is not None


def test_an_address_is_one_persons(store: Store, cast: Cast) -> None:
    with pytest.raises(Unacceptable, match="Somebody else"):
        store.write_now(correct_staff, cast.administrator, cast.worker.id, {"email": "Helen.Marsh@heard.example"})


def test_a_team_is_part_of_another_and_never_of_itself(store: Store, cast: Cast) -> None:
    store.write_now(add_team, cast.administrator, "S1", {"name": "Safeguarding"})
    store.write_now(add_team, cast.administrator, "T1", {"name": "North", "parent": "S1", "manager": cast.manager.id})
    with pytest.raises(Unacceptable, match="part of itself"):
        store.write_now(correct_team, cast.administrator, "S1", {"parent": "T1"})
    store.write_now(correct_staff, cast.administrator, cast.worker.id, {"team": "T1"})
    with pytest.raises(Unacceptable, match="no such team"):
        store.write_now(correct_staff, cast.administrator, cast.worker.id, {"team": "T9"})


def test_the_same_conference_happens_once(store: Store, cast: Cast) -> None:
    assert store.write_now(note_event, cast.worker, CHILD, "conference", TODAY, key="icpc 7")
    assert store.write_now(note_event, cast.worker, CHILD, "conference", TODAY, key="icpc 7") is None
    assert [one["on"] for one in store.read(events_of, CHILD)] == [TODAY.isoformat()]
