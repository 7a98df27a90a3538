"""An administrator chooses the files, sees what would change, and brings it in; nobody else comes here."""

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from benchmarks.authority_files import Authority
from pages.staff.bringing_in.beginnings import BEGINNINGS
from people import children, contacts
from people.imports.bringing import begin, stop
from people.imports.files import GivenFile
from people.imports.imports import CHILDREN
from people.imports.work import batch_of, bring_now
from people.records.child_records import correct_child
from tests.browsing import faults, ready
from tests.pages.staff.conftest import COOKIE, Office

Tab = Callable[..., Page]
ADDRESS = "/staff/bringing-in"


def sent(office: Office, name: str, content: bytes) -> httpx.Response:
    cookies = {COOKIE: office.key_of(office.cast.administrator)}
    headers = {"Origin": office.url}
    address = f"{office.url}{ADDRESS}/upload?name={name}"
    return httpx.post(address, content=content, cookies=cookies, headers=headers, timeout=30)


def chooses(page: Page, name: str, content: bytes) -> None:
    page.get_by_label("A workbook or a CSV file").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Add this file").click()
    expect(page.locator("#chosen-title ~ .list, table").filter(has_text=name).first).to_be_visible()


@pytest.mark.browser
def test_the_files_are_chosen_looked_at_and_brought_in(office: Office, tab: Tab) -> None:
    page = tab(office.cast.administrator, ADDRESS)
    for name, content in Authority(children=6, staff=3).files().items():
        if name == "contacts.csv":
            content = content.replace(b"Somali", b"Klingonish").replace(b"relation", b"link")
        chooses(page, name, content)
    expect(page.get_by_role("button", name="See what would change")).to_be_visible()
    page.get_by_label("What it is: contacts.csv").select_option("Contacts")
    expect(page.get_by_text("Needed and missing: Relation to the child.")).to_be_visible()
    expect(page.get_by_role("button", name="See what would change")).to_have_count(0)
    assert faults(page) == []
    page.get_by_label("Relation to the child, in contacts.csv").select_option("link")
    expect(page.get_by_role("button", name="See what would change")).to_be_visible()
    BEGINNINGS.drop([*BEGINNINGS.known])  # as in another process, or after a restart
    page.reload()
    ready(page)
    page.locator("#columns-open").click()
    page.locator("summary", has_text="contacts.csv").click()
    expect(page.get_by_label("Relation to the child, in contacts.csv").locator("option:checked")).to_have_text("link")
    expect(page.locator(".sample", has_text="Mother").first).to_be_visible()
    page.get_by_role("button", name="See what would change").click()
    counts = page.locator(".counts")
    expect(counts).to_contain_text(re.compile(r"24\s*new"))
    expect(counts).to_contain_text(re.compile(r"1\s*wrong"))
    expect(page.get_by_text("“Klingonish” is no language we know.").first).to_be_visible()
    assert faults(page) == []
    assert office.store.read(children.by_ref, "C0") is None
    page.get_by_role("button", name="Bring it in").click()
    earlier = page.locator("section").filter(has_text="Brought in before")
    expect(earlier.get_by_role("row").nth(1)).to_contain_text("contacts.csv")
    expect(earlier.locator("progress")).to_have_count(0)
    assert office.store.read(contacts.of_child, "C1")[0]["language"] == "ar"
    remembered = page.locator("section").filter(has_text="Columns that are remembered")
    expect(remembered).to_contain_text("child id, contact id, contact name, link")
    assert faults(page) == []
    remembered.get_by_role("button", name="Forget it").click()
    expect(remembered).to_have_count(0)


def test_a_file_without_a_table_is_refused_in_a_sentence(office: Office) -> None:
    answer = sent(office, "notes.csv", b"Stock\nPens\n")
    assert answer.status_code == 422
    assert "None of its sheets has the headings" in answer.json()["faults"][0]


def test_a_file_of_something_else_comes_in_only_once_somebody_has_said_what_it_is(office: Office) -> None:
    cookie = {COOKIE: office.key_of(office.cast.administrator)}
    assert sent(office, "stock.csv", b"Stock,Price\nPens,2\n").status_code == 200
    shown = httpx.get(f"{office.url}{ADDRESS}", cookies=cookie, timeout=20).text
    assert "Its headings are of no table that is known here." in shown
    assert "See what would change" not in shown


def test_one_that_stopped_half_way_says_so_and_is_offered_to_be_taken_back(office: Office) -> None:
    by = office.cast.administrator
    number = office.store.write_now(begin, by, CHILDREN, ["stopped.csv"], "of stopped.csv")
    office.store.write_now(stop, number)
    earlier, one = (office.opens(by, address).text for address in (ADDRESS, f"{ADDRESS}/{number}"))
    assert "It stopped half-way, after 0 of 0 steps" in earlier
    assert "It stopped half-way, after 0 of 0 steps" in one


def test_there_is_no_such_page_for_who_may_not(office: Office) -> None:
    assert office.opens(office.cast.worker, ADDRESS).status_code == 404
    assert office.opens(office.cast.administrator, ADDRESS).status_code == 200


@pytest.mark.browser
def test_a_correction_is_decided_and_one_press_takes_a_bringing_in_back(office: Office, tab: Tab) -> None:
    header = b"pers_person_id,pers_forename,pers_surname,pers_dob\n"
    rows = b"".join(b"B%d,Bo,Sample,01/05/2015\n" % each for each in range(3))
    batch = batch_of(office.store, CHILDREN, [GivenFile("persons.csv", header + rows)])
    number, _ = bring_now(office.store, batch)
    office.store.write_now(correct_child, office.cast.administrator, "B1", {"name": "Beau Sample"})
    later = (header + rows).replace(b"B1,Bo,", b"B1,Bob,").replace(b"B2,Bo,Sample,01/05/2015\n", b"")
    bring_now(office.store, batch_of(office.store, CHILDREN, [GivenFile("persons.csv", later)]))
    page = tab(office.cast.administrator, ADDRESS)
    page.get_by_role("button", name="Keep ours").click()
    expect(page.get_by_role("button", name="Keep ours")).to_have_count(0)
    gone = page.locator("#gone-child")
    gone.get_by_label("Child B2, Bo Sample").check()
    gone.get_by_role("button", name="Note it for those ticked").click()
    expect(gone.get_by_role("link", name="Say what has happened.")).to_be_visible()
    assert faults(page) == []
    gone.get_by_label("What has happened?").select_option("Nothing: the child stays as it is")
    gone.get_by_role("button", name="Note it for those ticked").click()
    expect(page.get_by_label("Child B2, Bo Sample")).to_have_count(0)
    page.reload()
    ready(page)
    expect(page.get_by_text("What you typed here before is back.")).to_have_count(0)
    page.get_by_role("link", name="persons.csv").nth(1).click()
    page.get_by_role("button", name="Take it all back").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Take it all back").click()
    expect(page.get_by_text("Child B1, Beau Sample: it was changed here since.")).to_be_visible()
    expect(page.get_by_role("button", name="Take it all back")).to_have_count(0)
    assert faults(page) == []
    assert [ref for ref in ("B0", "B1", "B2") if office.store.read(children.by_ref, ref)] == ["B1"]
    assert office.opens(office.cast.worker, f"{ADDRESS}/{number}").status_code == 404
