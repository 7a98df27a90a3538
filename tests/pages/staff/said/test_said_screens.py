"""Writing, translating, releasing and taking back “You said, we did”, as people meet it in a browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import faults, ready
from tests.pages.staff.conftest import Office
from tests.sampling import sampled
from tests.tracker.said.told import ARABIC, NOBODY, SPOKEN, WORDS, Told, closed_item, speaks
from tests.tracker.tracked import another_manager
from tracker.said.said_entries import everything
from tracker.said.writing import words_of

pytestmark = pytest.mark.browser
Tab = Callable[..., Page]
PHONE_NARROW, PHONE, DESK = 320, 390, 1280


@pytest.fixture
def told(office: Office) -> Told:
    return Told(office.store, office.cast)


def opened(tab: Tab, told: Told, person: object = None) -> Page:
    return tab(person or told.cast.head, f"/staff/said/{told.number}")


def released(page: Page, reason: str = NOBODY) -> None:
    page.get_by_label("I looked for these").check()
    page.get_by_label("Why can nobody be recognised?").fill(reason)
    page.get_by_role("button", name="Release it").click()
    expect(page.get_by_role("heading", name="Released", exact=True)).to_be_visible()
    ready(page)


@pytest.mark.rule("BR-54", "BR-71")
def test_a_head_writes_translates_releases_and_takes_back(office: Office, tab: Tab) -> None:
    item = closed_item(office.store, office.cast, [speaks(office.store, office.cast)])
    page = tab(office.cast.head, f"/staff/said/new?item={item}")
    expect(page.locator(f"#new-said-item-{item}")).to_be_checked()
    page.get_by_label("What is it about?").select_option(label="Meetings")
    page.get_by_label("You said").fill(WORDS["said"])
    page.get_by_label("We did").fill(WORDS["did"])
    page.get_by_role("button", name="Keep it as a draft").click()
    page.wait_for_url(re.compile(r"/staff/said/\d+$"))
    ready(page)
    page.locator("#said-ar-box > summary").click()
    expect(page.locator("#said-ar-said")).to_have_attribute("dir", "rtl")
    page.locator("#said-ar-said").fill(ARABIC["said"])
    page.locator("#said-ar-did").fill(ARABIC["did"])
    page.locator("#said-ar-translator").fill("Hana Osman")
    page.locator("#said-ar-go").click()
    expect(page.locator("#said-ar-box > summary")).to_contain_text("by Hana Osman")
    ready(page)
    released(page)
    page.get_by_text("Take it back", exact=True).click()
    page.get_by_role("button", name="Take it back now").click()
    expect(page.get_by_role("heading", name="Taken back")).to_be_visible()
    expect(page.get_by_text("Families do not read it.")).to_be_visible()
    assert page.locator("#said-back").count() == 0


@pytest.mark.rule("BR-71")
@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("Selam asked for it.", "Take out “Selam”"),
        ("Ring 07700 900123.", "Take out “07700”"),
        (f"They say {' '.join(SPOKEN.split()[:6])}.", "stands so in what a family said"),
    ],
)
def test_what_tells_who_it_is_is_refused_and_what_was_typed_stays(
    tab: Tab, told: Told, typed: str, refusal: str
) -> None:
    page = opened(tab, told)
    form = page.locator("#said-en")
    form.get_by_label("You said").fill(typed)
    form.get_by_role("button", name="Keep the words").click()
    expect(form.locator(".trouble")).to_contain_text(refusal)
    expect(form.get_by_label("You said")).to_have_value(typed)
    assert told.now["written"]["en"]["words"] == WORDS
    page.reload()
    ready(page)
    expect(page.locator("#said-en").get_by_label("You said")).to_have_value(typed)


def test_two_who_write_at_once_each_see_what_the_other_wrote(tab: Tab, told: Told) -> None:
    page = opened(tab, told)
    told.says(words_of("Theirs.", "Theirs too.", ""), by=another_manager(told.store))
    form = page.locator("#said-en")
    form.get_by_label("You said").fill("Mine.")
    form.get_by_role("button", name="Keep the words").click()
    expect(form.locator(".faults")).to_contain_text("Nadia Okoro changed this meanwhile. It says now: “Theirs.")
    assert told.now["written"]["en"]["words"]["said"] == "Theirs."
    form.get_by_role("button", name="Keep the words").click()
    expect(page.locator("#preview-en")).to_contain_text("Mine.")
    assert told.now["written"]["en"]["words"]["said"] == "Mine."


@pytest.mark.rule("BR-71")
def test_releasing_asks_what_was_looked_for_and_why_nobody_can_be_recognised(tab: Tab, told: Told) -> None:
    page = opened(tab, told)
    expect(page.get_by_text("Fewer than 5 are behind it, our proposed value.")).to_be_visible()
    page.get_by_role("button", name="Release it").click()
    expect(page.locator("#said-look .trouble")).to_contain_text("Look for what could tell who somebody is")
    page.get_by_label("I looked for these").check()
    page.get_by_role("button", name="Release it").click()
    expect(page.locator("#said-release .trouble")).to_contain_text("Write why nobody can be recognised.")
    expect(page.get_by_label("I looked for these")).to_be_checked()
    assert told.public == []
    released(page)
    expect(page.get_by_role("region", name="What was released")).to_contain_text(NOBODY)


def test_a_translation_of_an_older_english_asks_for_a_look(tab: Tab, told: Told) -> None:
    told.says_in("ar", ARABIC)
    told.says(words_of("Reports are late.", "They come earlier now.", ""))
    page = opened(tab, told)
    expect(page.get_by_text("needs a look: the English has changed")).to_be_visible()
    expect(page.locator("#said-ar-box")).to_contain_text(WORDS["said"])
    expect(page.locator("#preview-ar dd").first).to_have_attribute("lang", "en")
    page.locator("#said-ar-go").click()
    expect(page.get_by_text("needs a look")).to_have_count(0)


def test_a_manager_writes_and_is_offered_no_release(office: Office, tab: Tab, told: Told) -> None:
    told.is_released()
    told.says(words_of("Reports are late.", "They come earlier now.", ""))
    page = opened(tab, told, another_manager(office.store))
    expect(page.get_by_role("heading", name="Changed since it was released")).to_be_visible()
    expect(page.get_by_text("A Head releases it")).to_be_visible()
    assert page.locator("#said-release, #said-back").count() == 0


def test_what_it_rests_on_can_be_changed(office: Office, tab: Tab, told: Told) -> None:
    more = closed_item(office.store, office.cast, told.spoken)
    page = opened(tab, told)
    page.get_by_text("Change what it rests on").click()
    page.locator(f"#said-item-{more}").check()
    page.get_by_role("button", name="Keep these items").click()
    expect(page.get_by_role("region", name="What it rests on").locator("li")).to_have_count(2)
    assert told.now["items"] == [told.item, more]


@pytest.mark.parametrize("person", ["worker", "reviewer", "chair", "caller", "administrator"])
def test_others_are_told_that_there_is_no_such_page(office: Office, told: Told, person: str) -> None:
    actor = getattr(office.cast, person)
    for path in ("/staff/said", "/staff/said/new", f"/staff/said/{told.number}"):
        assert office.opens(actor, path).status_code == 404
    assert "You said" not in office.opens(actor, "/staff/").text


@pytest.mark.parametrize("path", ["/staff/said/0", "/staff/said/999999", "/staff/said/x", "/staff/said/1e9"])
def test_an_entry_that_there_is_not_has_its_page(office: Office, path: str) -> None:
    assert office.opens(office.cast.head, path).status_code == 404


def test_looking_changes_nothing(office: Office, told: Told) -> None:
    before = office.store.read(everything)
    for path in ("/staff/said", "/staff/said/new", f"/staff/said/{told.number}"):
        assert office.opens(office.cast.head, path).status_code == 200
    assert office.store.read(everything) == before


def test_the_list_is_searched_and_filtered(tab: Tab, told: Told) -> None:
    told.says(words_of("Nobody reads a zebra report.", "We do now.", ""))
    page = tab(told.cast.head, "/staff/said?only=waits")
    page.get_by_label("Search by words or theme").fill("zebra")
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name="Nobody reads a zebra report.").click()
    expect(page.get_by_role("heading", name="Meetings", level=1)).to_be_visible()


@pytest.mark.parametrize("width", sampled([PHONE_NARROW, PHONE, DESK], [PHONE_NARROW]))
def test_the_screens_are_accessible_and_fit(tab: Tab, told: Told, width: int) -> None:
    told.says_in("ar", ARABIC)
    told.is_released()
    page = opened(tab, told)
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("/staff/said", "/staff/said/new", f"/staff/said/{told.number}"):
        page.goto(re.sub(r"/staff/.*", path, page.url))
        ready(page)
        page.evaluate("document.querySelectorAll('.page details').forEach((one) => (one.open = true))")
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
