"""A language is signed off in the program by people who are no developers, and families read it at that press."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from language.overlay import lay_over, show_drafts
from pages.family.routes import family_pages
from pages.family.site import Site
from tests.browsing import faults
from tests.cast import LIBRARY
from tests.pages.staff.conftest import Office
from translations.index import WordingIndex
from translations.passages import code_of, passages
from translations.po_out import po_of
from translations.translating import translate

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
QUESTION, WORDS = "There are no right or wrong answers.", "سم او غلط ځواب نشته."


@pytest.fixture
def family(office: Office) -> Iterator[TestClient]:
    show_drafts(False)
    yield TestClient(family_pages(office.store, Site(), LIBRARY), base_url="http://views.example")
    for code in ("ps", "so"):
        lay_over(code, {})


def test_one_translates_another_signs_off_and_the_family_page_changes_at_that_press(
    office: Office, tab: Tab, family: TestClient
) -> None:
    link = f"/f/{office.cast.ask().token}?lang=ps"
    translator = tab(office.cast.administrator, "/staff/translations")
    translator.get_by_role("link", name="Pashto").click()
    translator.get_by_role("link", name="Pages", exact=True).click()
    translator.get_by_label("Search in English or Pashto").fill("wrong answers")
    translator.get_by_role("link", name=QUESTION).click()
    box = translator.get_by_label("In Pashto")
    box.fill("سم {n} ځواب ۱")
    expect(translator.locator("#found")).to_contain_text("placeholders {n}")
    box.fill(f"{WORDS} ok")
    expect(translator.get_by_label("These words are in Latin letters: ok.")).to_be_visible()
    translator.get_by_role("button", name="Save as a draft").click()
    expect(translator.locator("#translation")).to_contain_text("Look at the warnings")
    box.fill(WORDS)
    expect(translator.locator("#found")).to_have_count(0)
    translator.get_by_role("button", name="Save as a draft").click()
    expect(translator.get_by_text("Somebody else checks it").first).to_be_visible()
    assert QUESTION in family.get(link).text

    head = tab(office.cast.head, f"/staff/translations/ps/all/{code_of(QUESTION)}")
    assert faults(head) == []
    head.get_by_role("button", name=re.compile("^Checked")).click()
    head.get_by_role("button", name="Make it live").click()
    expect(head.get_by_text("released by Helen Marsh")).to_be_visible()
    assert WORDS in family.get(link).text
    assert QUESTION not in family.get(link).text


def test_a_whole_form_is_checked_and_made_live(office: Office, tab: Tab, family: TestClient) -> None:
    index = WordingIndex.following(office.store)
    page = tab(office.cast.head, "/staff/translations/so/told")
    page.get_by_role("button", name=re.compile(r"^Check the \d+ drafts on this page$")).click()
    page.get_by_role("button", name="I have read them").click()
    page.get_by_role("button", name=re.compile(r"^Make \d+ checked passages live$")).click()
    page.get_by_role("button", name="Make live", exact=True).click()
    expect(page.get_by_role("link", name=re.compile(r"^Live [1-9]"))).to_be_visible()
    told = [key for key, passage in passages().items() if "told" in passage.groups]
    assert {office.store.read(index.entries, "so")[key].state for key in told} == {"live"}


def test_a_file_of_an_agency_comes_in_and_puts_nothing_in_the_place_of_what_is_here(
    office: Office, tab: Tab, family: TestClient
) -> None:
    index, cast = WordingIndex.following(office.store), office.cast
    shipped = office.store.read(index.entries, "so")["Yes"]
    office.store.write_now(translate, cast.administrator, shipped.seen, ["Haa, haa"])
    content = office.store.read(po_of, cast.head, index, "so").replace(b'"Haa, haa"', b'"Haa haa haa"')
    page = tab(cast.head, "/staff/translations/so")
    page.set_input_files("#po-file", {"name": "agency.po", "mimeType": "text/plain", "buffer": content})
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("link", name="Differs from what is here 1").click()
    expect(page.locator(".translation-passages")).to_contain_text("Haa haa haa")
    expect(page.get_by_role("button", name="Put these in the place of what is here (1)")).to_be_visible()
    assert faults(page) == []
    assert office.store.read(index.entries, "so")["Yes"].texts == ("Haa, haa",)
    page.get_by_label("Who translated it?").fill("Words Ltd")
    page.get_by_role("button", name="Put these in the place of what is here (1)").click()
    page.get_by_role("button", name="Bring it in", exact=True).click()
    expect(page.get_by_role("link", name="Differs from what is here 1")).to_have_count(0)
    assert office.store.read(index.entries, "so")["Yes"].texts == ("Haa haa haa",)


@pytest.mark.parametrize("path", ["/xx", "/en", "/ps/nowhere", "/ps/all/000000000000", "/ps/file/9999"])
def test_a_language_a_passage_or_a_file_that_nobody_has_is_not_there(office: Office, path: str) -> None:
    assert office.opens(office.cast.head, f"/staff/translations{path}").status_code == 404


def test_a_social_worker_does_not_come_to_translations(office: Office) -> None:
    assert office.opens(office.cast.worker, "/staff/translations").status_code == 404
