"""Access on the screen: looked up, taken out with its reason, and shut to whom it is not for."""

import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from people.actor import Actor
from people.records.staff_records import correct_staff
from people.records.team_records import add_team
from people.roles import Role
from people.staff import add_staff, as_actor, member
from tests.browsing import faults, says
from tests.cast import CHILD
from tests.pages.staff.conftest import Office

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]


def test_a_head_looks_a_child_up_and_takes_all_of_it_out_with_a_reason(office: Office, tab: Tab) -> None:
    page = tab(office.cast.head, "/staff/access")
    expect(page.locator("table")).to_contain_text("every child")
    page.locator("#search").fill(CHILD)
    expect(page.locator("table")).to_contain_text("Grace Adeyemi")
    assert faults(page) == []
    page.locator("#access-out > summary").click()
    page.locator("#make").click()
    expect(page.locator("#make-form")).to_contain_text("Write what it is needed for.")
    page.locator("#make-reason").fill("The access review of this quarter")
    with page.expect_download() as made:
        page.locator("#make").click()
    rows = [*load_workbook(io.BytesIO(made.value.path().read_bytes())).active.iter_rows(values_only=True)]
    assert ("Amina Yusuf", CHILD, "allocated worker") in {(row[0], row[2], row[4]) for row in rows}


def a_team(office: Office) -> Actor:
    """A manager of its own, with one person who would otherwise stand in other tests' lists."""

    def staffed(name: str, role: Role) -> Actor:
        email = f"{name.split()[0].lower()}@heard.example"
        number = office.store.write_now(add_staff, name, email, [role])
        kept = office.store.read(member, number)
        assert kept is not None
        return as_actor(kept)

    mara, noel = staffed("Mara Quill", Role.SOCIAL_WORKER), staffed("Noel Pike", Role.SOCIAL_WORKER)
    office.store.write_now(add_team, office.cast.administrator, "Q-1", {"name": "Quayside", "manager": mara.id})
    office.store.write_now(correct_staff, office.cast.administrator, noel.id, {"team": "Q-1"})
    return mara


def test_a_manager_says_it_of_their_people_and_a_head_takes_the_review_out(office: Office, tab: Tab) -> None:
    mara = a_team(office)
    head = tab(office.cast.head, "/staff/access/reviews")
    head.locator("#begin-review").click()
    says(head, "Begin")
    expect(head.locator("#how-far")).to_contain_text("still to be looked at")
    page = tab(mara, "/staff/")
    page.locator("#go-access-review").click()
    expect(page.locator(".access-line")).to_have_count(1)
    page.locator("button[value=not_right]").click()
    expect(page.locator(".access-line")).to_contain_text("Write why, in a few words")
    page.get_by_label("Why is it right, or not?").fill("=He moved to another team")
    page.locator("button[value=not_right]").click()
    expect(page.locator(".access-said")).to_contain_text("Not right: =He moved to another team")
    expect(page.locator(".access-mend")).to_contain_text("An administrator corrects roles.")
    assert faults(page) == []
    expect(head.locator("#how-far")).to_contain_text("1 not right")
    assert faults(head) == []
    head.locator("#review-out > summary").click()
    head.locator("#make-reason").fill("The board asks for it")
    with head.expect_download() as made:
        head.locator("#make").click()
    rows = [*load_workbook(io.BytesIO(made.value.path().read_bytes())).active.iter_rows(values_only=True)]
    assert ("Noel Pike", "=He moved to another team", "Mara Quill") in {(row[0], row[5], row[6]) for row in rows}
    mended = office.opens(office.cast.administrator, head.url.removeprefix(office.url)).text
    assert "Correct the roles or end the access of Noel Pike" in mended
    assert office.opens(office.cast.worker, head.url.removeprefix(office.url)).status_code == 404
    assert office.opens(mara, "/staff/access/reviews").status_code == 404


def test_for_whom_it_is_not_there_is_no_such_page(office: Office) -> None:
    for person in (office.cast.worker, office.cast.administrator):
        assert office.opens(person, "/staff/access").status_code == 404
