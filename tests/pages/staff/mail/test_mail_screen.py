"""Mails to staff on the screen: what waits for a decision, and what would have gone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from feedback.messages.mail.mail_sending import claim, left_unsure, taken
from feedback.messages.mail.mails import MAILS, queue_mail
from storage.documents import number_of
from tests.browsing import DESK, PHONE, faults
from tests.pages.staff.conftest import Office
from tests.sampling import sampled

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
SUBJECT = "Heard: 4 items of yours"


def a_mail(office: Office, ends: Callable[..., None], *given: str) -> int:
    """One that was handed to the console, and what came of it."""
    office.store.write_now(lambda db: db.table(MAILS).truncate())
    body = "- Item 14: due 3 May\n  https://heard.example/staff/tracker/14\n"
    said = {"staff": office.cast.worker.id, "subject": SUBJECT, "body": body, "key": "one"}
    office.store.write_now(queue_mail, **said)
    mail = office.store.write_now(claim, "console")
    assert mail is not None
    office.store.write_now(ends, number_of(mail), *given)
    return number_of(mail)


def test_what_nobody_knows_waits_and_a_person_decides(office: Office, tab: Tab) -> None:
    number = a_mail(office, left_unsure, "The mail server’s answer never came.")
    page = tab(office.cast.administrator, "/staff/")
    page.get_by_role("link", name="Mail waiting: 1").click()
    expect(page.locator(".mail")).to_contain_text("Not known whether it went: The mail server’s answer never came.")
    page.locator(f"#mail-{number}-arrived").click()
    expect(page.locator(".calm")).to_contain_text("No mail waits for a decision.")
    expect(page.locator(".mail")).to_contain_text("Omar Haddad: They have it.")


@pytest.mark.parametrize("size", sampled([PHONE, DESK], [PHONE]))
def test_what_would_have_gone_is_read_there_and_axe_finds_nothing(
    office: Office, tab: Tab, size: dict[str, int]
) -> None:
    a_mail(office, taken)
    page = tab(office.cast.head, "/staff/mail")
    page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    expect(page.locator(".mail")).to_contain_text("Shown here only: mail does not leave")
    page.get_by_text("What it says").click()
    expect(page.locator(".mail-words")).to_contain_text("Item 14: due 3 May")
    assert faults(page) == []


def test_for_whom_it_is_not_there_is_no_such_page(office: Office) -> None:
    for person in (office.cast.worker, office.cast.manager, office.cast.caller):
        assert office.opens(person, "/staff/mail").status_code == 404
