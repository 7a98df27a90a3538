"""The list of children: what a row says, how it is sorted, and that its cost does not grow with the authority."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pages.staff.children.page import listed
from pages.staff.shell.listing import PAGE, Listing
from people.children import CHILDREN
from storage.store import Database, Store
from tests.browsing import PHONE, faults
from tests.cast import CHILD, OTHER_CHILD, Cast, Clock
from tests.family import Family
from tests.pages.staff.conftest import Office

Tab = Callable[..., Page]
# drawn as a card, heard as a row: with its headings, and with the cells that are left out for the eye
ROW_ON_A_PHONE = """
- table "Children":
  - rowgroup:
    - row:
      - columnheader "Name"
      - columnheader "Reference"
      - columnheader "Age"
      - columnheader "Worker"
      - columnheader "Last heard"
      - columnheader "Last request"
      - columnheader "Safe contact until"
  - rowgroup:
    - row:
      - rowheader "Selam Tesfamariam"
      - cell "D0001"
      - cell
      - cell "Amina Yusuf"
      - cell
      - cell
      - cell
"""


def refs(store: Store, cast: Cast, sort: str = "", q: str = "") -> list[str]:
    return [one.child["ref"] for one in store.read(listed, cast.head, Listing(q=q, sort=sort)).rows]


def test_a_row_says_when_a_child_was_asked_and_heard(store: Store, cast: Cast, clock: Clock) -> None:
    asked = cast.ask()
    clock.forward(days=2)
    family = Family(store, asked.token)
    family.begins()
    family.answers("yes")
    (row,) = store.read(listed, cast.worker, Listing()).rows
    assert (row.asked, row.heard, row.worker) == ("2026-05-12", "2026-05-14", "Amina Yusuf")
    assert row.due is None  # a social worker sees no reviews


def test_a_question_that_was_passed_over_is_no_voice(store: Store, cast: Cast) -> None:
    family = Family(store, cast.ask().token)
    family.begins()
    family.skips()
    (row,) = store.read(listed, cast.worker, Listing()).rows
    assert row.heard == ""


def test_those_of_whom_it_is_not_known_stand_last_either_way(store: Store, cast: Cast) -> None:
    cast.ask()
    assert refs(store, cast, "asked") == refs(store, cast, "-asked") == [CHILD, OTHER_CHILD]


def test_a_name_is_sorted_both_ways(store: Store, cast: Cast) -> None:
    assert refs(store, cast) == refs(store, cast, "name") == refs(store, cast, "-name")[::-1]


def test_nobody_sees_a_child_that_is_not_theirs(store: Store, cast: Cast) -> None:
    assert [one.child["ref"] for one in store.read(listed, cast.worker_of_another_team, Listing()).rows] == [
        OTHER_CHILD
    ]
    assert store.read(listed, cast.worker_of_another_team, Listing(q=CHILD)).total == 0


@pytest.fixture
def statements(store: Store) -> list[str]:
    """Every statement that this thread reads by from now on."""
    said: list[str] = []
    with store.engine.reading() as reader:
        reader.connection.set_trace_callback(said.append)  # type: ignore[attr-defined]  # SQLite's own
    return said


def add_children(db: Database, refs: range, worker: int) -> None:
    for one in refs:
        fields = {"ref": f"E{one}", "name": f"Nasser {one}", "mosaic_id": f"{one}", "born": "2015-01-01"}
        db.table(CHILDREN).insert({**fields, "heard": "2026-05-01", "worker": worker})


@pytest.mark.parametrize("listing", [Listing(), Listing(sort="-heard", page=3), Listing(q="nasser")])
def test_a_page_costs_the_same_however_many_children_there_are(
    store: Store, cast: Cast, statements: list[str], listing: Listing
) -> None:
    store.write_now(add_children, range(4 * PAGE), cast.worker.id)
    store.read(listed, cast.head, listing)
    statements.clear()
    store.read(listed, cast.head, listing)
    few = len(statements)
    store.write_now(add_children, range(1000, 2000), cast.worker.id)
    statements.clear()
    assert len(store.read(listed, cast.head, listing).rows) == PAGE
    assert len(statements) == few
    assert few <= 15 + 3 * PAGE  # of a row its child, its contacts and the name of the worker are read


@pytest.mark.browser
def test_what_is_searched_and_sorted_stands_in_the_address_and_comes_back(office: Office, tab: Tab) -> None:
    page = tab(office.cast.head, "/staff/children")
    page.get_by_role("link", name="Age", exact=True).click()
    page.wait_for_url("**/staff/children?sort=age")
    expect(page.get_by_role("columnheader", name="Age")).to_have_attribute("aria-sort", "ascending")
    page.locator("#search").fill("selam")
    page.wait_for_url("**/staff/children?q=selam&sort=age")
    expect(page.locator("#list-count")).to_have_text("1 child fits")
    page.get_by_role("link", name="Selam Tesfamariam").click()
    page.get_by_role("heading", name="Selam Tesfamariam").wait_for()
    page.go_back()
    expect(page.locator("#search")).to_have_value("selam")
    expect(page.locator(".list tbody tr")).to_have_count(1)
    page.reload()
    expect(page.locator("#search")).to_have_value("selam")
    page.go_back()
    expect(page.locator(".list tbody tr")).not_to_have_count(1)


@pytest.mark.browser
def test_a_search_is_also_sent_by_the_keyboard_alone(office: Office, tab: Tab) -> None:
    page = tab(office.cast.head, "/staff/children?sort=-name")
    page.locator("#search").focus()
    page.keyboard.type("al-amiri")
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/children?q=al-amiri&sort=-name")
    expect(page.locator(".list tbody tr")).to_have_count(1)


@pytest.mark.browser
def test_the_list_has_no_fault_on_a_desk_and_on_a_phone(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, "/staff/children?q=a")  # over whose screens no concern of another test stands
    expect(page.locator(".list tbody tr").first).to_be_visible()
    assert faults(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    assert faults(page) == []
    expect(page.locator(".list")).to_match_aria_snapshot(ROW_ON_A_PHONE)
    work = page.locator("h1").bounding_box()
    assert work is not None
    assert work["y"] < 140  # the work begins under one line of ways
