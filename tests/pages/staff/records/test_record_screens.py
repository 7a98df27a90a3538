"""Records on the screen: found, corrected with their history, handed over, and shut to whom they are not for."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from pages.staff.shell.history_fields import LABELS
from pages.staff.shell.history_words import WHAT
from people import contacts
from people.children import by_ref
from people.contacts import add_contact
from people.identity import recorded
from people.records.casework import keep_past_spell
from people.records.child_records import add_child_record, correct_child
from people.records.endings import note_ending
from people.records.events import note_event
from people.records.history import history_of_child
from tests.browsing import DESK, PHONE, faults
from tests.cast import CHILD, OTHER_CHILD
from tests.pages.staff.conftest import Office
from tests.sampling import sampled

UNSAID = frozenset({"child", "died"})  # the title of the change says it, or the page it stands on
pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
MOTHER = {"name": "Almaz", "relation": "Mother", "audience": "parent_carer", "language": "ti", "phone": "+447700900101"}


def a_child(office: Office, ref: str, name: str) -> str:
    """A child of its own for a test that changes it: the others go on with theirs."""
    cast = office.cast
    if office.store.read(by_ref, ref) is None:
        fields = {"ref": ref, "name": name, "born": "2016-02-03"}
        office.store.write_now(add_child_record, cast.head, fields, worker=cast.worker.id, manager=cast.manager.id)
    return ref


def phone_of(office: Office, contact: int) -> str | None:
    found = office.store.read(contacts.by_id, contact)
    assert found is not None
    return found["phone"]


def test_an_administrator_finds_a_child_and_corrects_a_number_with_its_reason(office: Office, tab: Tab) -> None:
    ref = a_child(office, "R0001", "Rosa Sample")
    mother = office.store.write_now(add_contact, ref, MOTHER)
    page = tab(office.cast.administrator, "/staff/records?q=rosa")
    page.get_by_role("link", name="Rosa Sample").click()
    page.locator(f"#contact-open-{mother}").click()
    page.locator(f"#contact-phone-{mother}").fill("07700 900 102")
    page.locator(f"#contact-go-{mother}").click()
    expect(page.locator(f"#contact-form-{mother}")).to_contain_text("Say why the number is another one.")
    assert phone_of(office, mother) == "+447700900101"
    page.get_by_text("They have another phone now").click()
    page.locator(f"#contact-go-{mother}").click()
    expect(page.locator(".history")).to_contain_text("07700 900102")
    expect(page.locator(".history")).to_contain_text("07700 900101")
    assert phone_of(office, mother) == "+447700900102"


def test_what_cannot_be_a_number_is_said_at_the_field_and_stays_typed(office: Office, tab: Tab) -> None:
    ref = a_child(office, "R0001", "Rosa Sample")
    mother = office.store.write_now(add_contact, ref, {**MOTHER, "phone": None})
    page = tab(office.cast.worker, f"/staff/records/{ref}")
    page.locator(f"#contact-open-{mother}").click()
    page.locator(f"#contact-phone-{mother}").fill("07700 900")
    page.locator(f"#contact-go-{mother}").click()
    expect(page.locator(f"#contact-form-{mother}")).to_contain_text("too few digits")
    expect(page.locator(f"#contact-phone-{mother}")).to_have_value("07700 900")


def test_what_somebody_else_changed_meanwhile_is_shown_before_it_is_written_over(office: Office, tab: Tab) -> None:
    ref = a_child(office, "R0002", "Nell Pretend")
    page = tab(office.cast.worker, f"/staff/records/{ref}")
    office.store.write_now(correct_child, office.cast.head, ref, {"name": "Nell of the Head", "gender": "Not said"})
    page.locator("#child-name").fill("Nell of the worker")
    page.locator("#child-go").click()
    expect(page.locator("#correct-child")).to_contain_text("Meanwhile somebody changed this to “Nell of the Head”")
    page.locator("#child-go").click()
    expect(page.locator(".told")).to_contain_text("The record is corrected.")
    found = office.store.read(by_ref, ref)
    assert found is not None
    assert (found["name"], found["gender"]) == ("Nell of the worker", "Not said")


def test_a_manager_hands_over_and_the_worker_no_longer_finds_the_child(office: Office, tab: Tab) -> None:
    ref = a_child(office, "R0003", "Idris Madeup")
    page = tab(office.cast.manager, f"/staff/records/{ref}")
    open_before = [tab(office.cast.worker, f"/staff/{kind}/{ref}") for kind in ("records", "children")]
    page.locator("#hand-over-open").click()
    page.locator("#take-over").fill("Tom Farrow")
    page.locator("#hand-over-go").click()
    expect(page.locator(".told")).to_contain_text("It is handed over.")
    expect(page.locator("#work + .facts")).to_contain_text("Tom Farrow")
    for left in open_before:  # nobody has pressed anything there
        expect(left.locator("h1")).to_have_text("This is not here for you any more")
        expect(left.get_by_text("Idris")).to_have_count(0)
        expect(left).to_have_title("Heard")
        assert faults(left) == []
    for path in (f"/staff/records/{ref}", f"/staff/children/{ref}"):
        assert office.opens(office.cast.worker, path).status_code == 404
        assert office.opens(office.cast.worker_of_another_team, path).status_code == 200


@pytest.mark.parametrize("size", sampled([PHONE, DESK], [PHONE]))
def test_axe_finds_nothing_with_every_form_open(office: Office, tab: Tab, size: dict[str, int]) -> None:
    ref = a_child(office, "R0001", "Rosa Sample")
    office.store.write_now(add_contact, ref, MOTHER)
    page = tab(office.cast.head, f"/staff/records/{ref}")
    page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    for summary in page.locator(".page summary").all():
        summary.click()
    assert faults(page) == []


def test_whatever_is_in_the_history_of_a_child_has_words(office: Office) -> None:
    store, cast = office.store, office.cast
    ref = a_child(office, "R0004", "Hana Fictional")
    spell = (ref, "worker", cast.reviewer.id, date(2024, 1, 8), date(2025, 2, 3))
    store.write_now(keep_past_spell, cast.administrator, *spell)
    store.write_now(note_event, cast.worker, ref, "conference", date(2025, 3, 4))
    store.write_now(correct_child, cast.worker, ref, {"religion": recorded("Muslim"), "born": "2016-02-04"})
    store.write_now(note_ending, cast.head, ref, "closed", date(2025, 5, 6))
    shown = office.opens(cast.head, f"/staff/records/{ref}")
    assert shown.status_code == 200
    told = "Somebody worked with the child before", "Peter Lindqvist", "It happened", "The case is closed, 6 May 2025"
    assert [one for one in told if one not in shown.text] == []
    changes = store.read(history_of_child, ref)
    assert {one["what"] for one in changes} <= set(WHAT)
    assert {name for one in changes for name in (*one["before"], *one["after"])} <= LABELS.keys() | UNSAID


def test_for_whom_a_record_is_not_there_is_none(office: Office) -> None:
    assert office.opens(office.cast.worker, f"/staff/records/{OTHER_CHILD}").status_code == 404
    assert office.opens(office.cast.worker, "/staff/records").status_code == 404
    assert office.opens(office.cast.caller, f"/staff/records/{CHILD}").status_code == 404
    assert office.opens(office.cast.administrator, f"/staff/children/{CHILD}").status_code == 404
