"""A tracker leaves as a workbook once a reason is kept; one comes in after a look, and goes back with one press."""

import io
import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from documents.workbook_package import NOT_A_WORKBOOK
from people.audit import newest
from tests.browsing import DESK, PHONE, faults, says
from tests.cast import CHILD
from tests.documents.test_workbook_package import WITH_MACROS, xlsx
from tests.pages.staff.conftest import COOKIE, Office
from tests.sampling import sampled
from tests.tracker.tracked import Tracked
from tests.tracker.workbooks.sheets import TORBAY, workbook
from tracker import items
from tracker.in_words import state_in_words
from tracker.updating import update
from tracker.workbooks import imports

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
ADDRESS = "/staff/tracker/workbooks"


def a_tracker() -> bytes:
    """Two good rows and a bad one, with words of their own: what another test brought in is not there again."""
    mark = secrets.token_hex(4)
    rows: list[list[Any]] = [
        [1, f"Share reports {mark}", "Amina Yusuf", "By post", "3 May 2027", "Nine of ten", "Ongoing", ""],
        [2, f"Train all staff {mark}", "Sam Nobody", "", "2027-06-01", "All of them", "Closed", ""],
        [3, "", "Amina Yusuf", "", "", "", "", ""],
    ]
    return workbook(["Tracker 2026"], [*TORBAY, f"Remarks {mark}"], *rows)


def opens(page: Page, content: bytes, name: str = "ours.xlsx") -> None:
    kind = "application/octet-stream"
    page.get_by_label("A workbook or a CSV file").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    page.get_by_role("button", name="Look at it").click()


def sent(office: Office, content: bytes, who: Any = None, **headers: str) -> httpx.Response:
    cookies = {COOKIE: office.key_of(who or office.cast.head)}
    address = f"{office.url}{ADDRESS}/upload?name=ours.xlsx"
    return httpx.post(address, content=content, cookies=cookies, headers=headers, timeout=30)


@pytest.mark.parametrize("size", sampled([DESK, PHONE], [PHONE]), ids=["desk", "phone"])
def test_it_is_looked_at_brought_in_and_taken_back(office: Office, tab: Tab, size: Any) -> None:
    page = tab(office.cast.head, ADDRESS)
    page.set_viewport_size(size)
    opens(page, a_tracker())
    expect(page.get_by_role("heading", level=1)).to_have_text("ours.xlsx")
    counts = page.locator(".counts")
    expect(counts).to_contain_text("2 come in")
    expect(counts).to_contain_text("1 cannot come in")
    expect(page.locator(".told-rows")).to_contain_text("row 5")
    expect(page.locator(".told-rows")).to_contain_text("Nothing says what has to be done.")
    expect(page.get_by_text("Nobody “Sam Nobody” works here: shown as missing.")).to_be_visible()
    expect(page.get_by_label("Success measures holds")).to_have_value("shown_by")
    assert faults(page) == []
    page.get_by_label("Success measures holds").select_option("note")
    page.get_by_label("How holds").select_option("shown_by")
    page.get_by_label("Rows that do not say come from").select_option("peer_audit")
    page.get_by_role("button", name="Bring in 2 items").click()
    expect(page.get_by_text("2 came in")).to_be_visible()
    assert faults(page) == []
    number = int(page.url.rpartition("/")[2])
    first, second = office.store.read(items.by_import, number)
    assert (first["shown_by"], first["source"], second["state"]) == ("By post", "peer_audit", "done")
    page.get_by_role("button", name="Take it all back").click()
    says(page, "Take it all back")
    expect(page.get_by_text("All of it was taken back")).to_be_visible()
    assert faults(page) == []
    assert {one["state"] for one in office.store.read(items.by_import, number)} == {"withdrawn"}


def test_what_was_changed_since_is_named_and_nothing_goes_back(office: Office, tab: Tab) -> None:
    page = tab(office.cast.head, ADDRESS)
    opens(page, a_tracker())
    page.get_by_role("button", name="Bring in 2 items").click()
    expect(page.get_by_text("2 came in")).to_be_visible()
    number = int(page.url.rpartition("/")[2])
    done_some_day = office.store.read(items.by_import, number)[1].doc_id  # type: ignore[attr-defined]
    assert "On a day that is not known" in office.opens(office.cast.head, f"/staff/tracker/{done_some_day}").text
    for path in ("/staff/", "/staff/tracker", "/staff/tracker?view=to_judge", "/staff/meeting"):
        assert office.opens(office.cast.head, path).status_code == 200
    assert state_in_words(office.store.read(items.item, done_some_day), date.max) == "Said to be done, effect not known"
    first = office.store.read(items.by_import, number)[0].doc_id  # type: ignore[attr-defined]
    office.store.write_now(update, office.cast.worker, first, "Sent.")
    page.get_by_role("button", name="Take it all back").click()
    says(page, "Take it all back")
    expect(page.get_by_role("alert")).to_contain_text(f"Item {first}, by Amina Yusuf")
    assert office.store.read(imports.by_id, number)["state"] == "done"


def test_what_is_not_wanted_goes_and_is_not_kept(office: Office, tab: Tab) -> None:
    page = tab(office.cast.head, ADDRESS)
    opens(page, a_tracker())
    page.get_by_role("button", name="Do not bring it in").click()
    says(page, "Do not bring it in")
    page.wait_for_url(f"**{ADDRESS}")
    expect(page.locator(".list tbody tr").first).to_contain_text("Not brought in")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [("ours.xlsm", WITH_MACROS, "The workbook has macros in it."), ("ours.xlsx", b"What,Who", NOT_A_WORKBOOK)],
)
def test_what_is_no_workbook_is_said_beside_the_file(
    office: Office, tab: Tab, name: str, content: bytes, why: str
) -> None:
    page = tab(office.cast.head, ADDRESS)
    opens(page, content, name)
    expect(page.locator("#workbook-form")).to_contain_text(why)
    page.get_by_role("button", name="Look at it").wait_for()
    assert faults(page) == []


def test_it_leaves_with_its_reason_in_the_trail(office: Office, tab: Tab) -> None:
    mine = Tracked(office.store, office.cast)
    page = tab(office.cast.worker, ADDRESS)
    expect(page.get_by_label("A workbook or a CSV file")).to_have_count(0)
    page.get_by_role("button", name="Download as Excel").click()
    expect(page.locator("#make-form")).to_contain_text("Write what it is needed for.")
    page.get_by_label("What is it needed for?").fill("For my supervision")
    with page.expect_download() as waited:
        page.get_by_role("button", name="Download as Excel").click()
    book = load_workbook(io.BytesIO(Path(waited.value.path()).read_bytes()))
    assert book.sheetnames == ["Child", "Service"]
    assert (mine.number, CHILD) in [(row[0].value, row[1].value) for row in book["Child"].iter_rows()]
    entry = office.store.read(newest)
    assert entry is not None
    assert (entry["action"], entry["who"], entry["about"]["reason"]) == (
        "tracker.exported",
        office.cast.worker.id,
        "For my supervision",
    )


def test_a_list_that_is_narrowed_leads_to_its_own_part(office: Office, tab: Tab) -> None:
    theme = f"Theme {secrets.token_hex(4)}"
    mine = Tracked(office.store, office.cast, theme=theme)
    Tracked(office.store, office.cast)
    page = tab(office.cast.head, f"/staff/tracker?theme={theme}")
    page.get_by_role("link", name="Take these to Excel").click()
    expect(page.get_by_text("1 item, as the list was filtered.")).to_be_visible()
    page.get_by_label("What is it needed for?").fill("For the meeting")
    with page.expect_download() as waited:
        page.get_by_role("button", name="Download as Excel").click()
    book = load_workbook(io.BytesIO(Path(waited.value.path()).read_bytes()))
    assert [row[0].value for row in book["Child"].iter_rows(min_row=2)] == [mine.number]
    page.goto(f"{office.url}{ADDRESS}?level=x&view=y&sort=z&owner=&mine=1")
    expect(page.get_by_text("all in sight that you may see")).to_be_visible()


def test_the_route_is_for_those_who_manage_the_tracker_on_this_site_alone(office: Office) -> None:
    assert httpx.post(f"{office.url}{ADDRESS}/upload", content=xlsx()).status_code == 403
    assert sent(office, xlsx(), office.cast.worker).status_code == 404
    assert sent(office, xlsx(), origin="https://elsewhere.example").status_code == 403
    assert sent(office, bytes(6_000_000)).status_code == 413
    assert sent(office, b"nothing").json() == {"faults": [NOT_A_WORKBOOK]}
    assert sent(office, workbook()).status_code == 422


def test_nobody_opens_the_import_of_others(office: Office) -> None:
    address = sent(office, a_tracker()).json()["to"]
    for other in (office.cast.manager, office.cast.worker, office.cast.reviewer):
        assert office.opens(other, address).status_code == 404
    assert office.opens(office.cast.head, f"{ADDRESS}/999999").status_code == 404
    assert office.opens(office.cast.caller, ADDRESS).status_code == 404
