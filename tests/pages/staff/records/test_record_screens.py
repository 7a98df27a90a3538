"""Records on the screen: found, corrected with their history, handed over, and shut to whom they are not for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from people import contacts
from people.children import by_ref
from people.contacts import add_contact
from people.records.child_records import correct_child
from tests.browsing import DESK, PHONE, faults
from tests.cast import CHILD, OTHER_CHILD
from tests.pages.staff.conftest import Office
from tests.sampling import sampled

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
MOTHER = {"name": "Almaz", "relation": "Mother", "audience": "parent_carer", "language": "ti", "phone": "+447700900101"}


def phone_of(office: Office, contact: int) -> str | None:
    found = office.store.read(contacts.by_id, contact)
    assert found is not None
    return found["phone"]


def test_an_administrator_finds_a_child_and_corrects_a_number_with_its_reason(office: Office, tab: Tab) -> None:
    mother = office.store.write_now(add_contact, CHILD, MOTHER)
    page = tab(office.cast.administrator, "/staff/records?q=selam")
    page.get_by_role("link", name="Selam Tesfamariam").click()
    page.locator(f"#contact-open-{mother}").click()
    page.locator(f"#contact-phone-{mother}").fill("07700 900 102")
    page.locator(f"#contact-go-{mother}").click()
    expect(page.locator(f"#contact-form-{mother}")).to_contain_text("Say why the number is another one.")
    assert phone_of(office, mother) == "+447700900101"
    page.get_by_text("They have another phone now").click()
    page.locator(f"#contact-go-{mother}").click()
    expect(page.locator(".changes")).to_contain_text("07700 900102")
    expect(page.locator(".changes")).to_contain_text("07700 900101")
    assert phone_of(office, mother) == "+447700900102"


def test_what_cannot_be_a_number_is_said_at_the_field_and_stays_typed(office: Office, tab: Tab) -> None:
    mother = office.store.write_now(add_contact, CHILD, {**MOTHER, "phone": None})
    page = tab(office.cast.worker, f"/staff/records/{CHILD}")
    page.locator(f"#contact-open-{mother}").click()
    page.locator(f"#contact-phone-{mother}").fill("07700 900")
    page.locator(f"#contact-go-{mother}").click()
    expect(page.locator(f"#contact-form-{mother}")).to_contain_text("too few digits")
    expect(page.locator(f"#contact-phone-{mother}")).to_have_value("07700 900")


def test_what_somebody_else_changed_meanwhile_is_shown_before_it_is_written_over(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, f"/staff/records/{CHILD}")
    office.store.write_now(correct_child, office.cast.head, CHILD, {"name": "Selam of the Head", "gender": "Not said"})
    page.locator("#child-name").fill("Selam of the worker")
    page.locator("#child-go").click()
    expect(page.locator("#correct-child")).to_contain_text("Meanwhile somebody changed this to “Selam of the Head”")
    page.locator("#child-go").click()
    expect(page.locator(".told")).to_contain_text("The record is corrected.")
    found = office.store.read(by_ref, CHILD)
    assert found is not None
    assert (found["name"], found["gender"]) == ("Selam of the worker", "Not said")


def test_a_manager_hands_over_and_the_worker_no_longer_finds_the_child(office: Office, tab: Tab) -> None:
    page = tab(office.cast.manager, f"/staff/records/{CHILD}")
    page.locator("#hand-over-open").click()
    page.locator("#take-over").fill("Tom Farrow")
    page.locator("#hand-over-go").click()
    expect(page.locator(".told")).to_contain_text("It is handed over.")
    expect(page.locator("#work + .facts")).to_contain_text("Tom Farrow")
    for path in (f"/staff/records/{CHILD}", f"/staff/children/{CHILD}"):
        assert office.opens(office.cast.worker, path).status_code == 404
        assert office.opens(office.cast.worker_of_another_team, path).status_code == 200


@pytest.mark.parametrize("size", sampled([PHONE, DESK], [PHONE]))
def test_axe_finds_nothing_with_every_form_open(office: Office, tab: Tab, size: dict[str, int]) -> None:
    office.store.write_now(add_contact, CHILD, MOTHER)
    page = tab(office.cast.head, f"/staff/records/{CHILD}")
    page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    for summary in page.locator(".page summary").all():
        summary.click()
    assert faults(page) == []


def test_for_whom_a_record_is_not_there_is_none(office: Office) -> None:
    assert office.opens(office.cast.worker, f"/staff/records/{OTHER_CHILD}").status_code == 404
    assert office.opens(office.cast.worker, "/staff/records").status_code == 404
    assert office.opens(office.cast.caller, f"/staff/records/{CHILD}").status_code == 404
    assert office.opens(office.cast.administrator, f"/staff/children/{CHILD}").status_code == 404
