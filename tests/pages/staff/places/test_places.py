"""Places: one is made, its poster printed, its voices read, and one of them tied to a child."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

from feedback.voices.places import add_place, close_place, places
from feedback.voices.voice_access import voices_for
from feedback.web.poster_conversations import begin_at_poster, poster_voices
from storage.table import Document
from tests.browsing import DESK, PHONE, faults, says
from tests.cast import CHILD, LIBRARY
from tests.family import Family
from tests.pages.staff.conftest import Office
from tests.sampling import turning

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
WORDS = "لا أحد يتكلم العربية في الصباح."
HOW_WE_KNOW = "She told her worker at the visit that she wrote it."


@pytest.fixture
def hall(office: Office) -> Document:
    return office.store.write_now(add_place, office.cast.manager, "Portsoken <Centre>", "place")


def visit(office: Office, hall: Document, words: str = WORDS, language: str = "ar") -> None:
    form = LIBRARY.find("anytime", "parent_carer")
    token = office.store.write_now(begin_at_poster, hall["code"], "a phone", "parent_carer", language, form)
    visitor = Family(office.store, token, "a phone")
    visitor.language = language
    visitor.answers("well")
    visitor.answers(words)


def pressed(page: Page, name: str) -> Download:
    with page.expect_download() as waited:
        page.get_by_role("button", name=name).click()
    return waited.value


def test_a_place_is_made_once_however_often_the_button_is_pressed(office: Office, tab: Tab) -> None:
    page = tab(office.cast.manager, "/staff/places")
    page.get_by_role("button", name="Make it").click()
    name = page.get_by_label("Its name, as people know it")
    expect(name).to_have_attribute("aria-invalid", "true")
    name.fill("Summer fair")
    page.get_by_label("Place or event?").select_option("event")
    page.get_by_role("button", name="Make it").dblclick()
    expect(page.get_by_role("heading", name="Summer fair", level=1)).to_be_visible()
    made = [one for one in office.store.read(places, office.cast.head) if one["name"] == "Summer fair"]
    assert [one["kind"] for one in made] == ["event"]


def test_poster_and_cards_come_as_pdf(office: Office, tab: Tab, hall: Document) -> None:
    page = tab(office.cast.manager, f"/staff/places/{hall.doc_id}")
    expect(page.get_by_role("img", name="QR code of Portsoken <Centre>, that opens the questions")).to_be_visible()
    page.get_by_label("ትግርኛ").uncheck()
    poster = pressed(page, "Download the poster")
    assert poster.suggested_filename == "poster-portsoken-centre.pdf"
    assert Path(poster.path()).read_bytes().startswith(b"%PDF")
    page.get_by_label("Ten cards on A4, with the name of").fill("Amina Yusuf")
    assert pressed(page, "Download the cards").suggested_filename == "cards-portsoken-centre.pdf"


def test_what_cannot_be_printed_is_said_beside_its_field(office: Office, tab: Tab, hall: Document) -> None:
    page = tab(office.cast.manager, f"/staff/places/{hall.doc_id}")
    name = page.get_by_label("Ten cards on A4, with the name of")
    name.fill("Amina 🎉")
    page.get_by_role("button", name="Download the cards").click()
    expect(page.locator("#card-name-trouble")).to_contain_text("“🎉” cannot be printed.")
    expect(name).to_be_focused()
    for box in page.locator("[data-language]").all():
        box.uncheck()
    page.get_by_role("button", name="Download the poster").click()
    expect(page.locator("#poster .trouble")).to_have_text("Choose at least one language.")


def test_what_is_typed_for_the_cards_stays_while_people_speak(office: Office, tab: Tab, hall: Document) -> None:
    page = tab(office.cast.head, f"/staff/places/{hall.doc_id}")
    name = page.get_by_label("Ten cards on A4, with the name of")
    name.fill("Amina")
    visit(office, hall)
    words = page.locator(".voice.new .words", has_text=WORDS)
    expect(words).to_be_visible()
    expect(page.locator(".voice.new [lang=ar][dir=rtl]", has_text=WORDS)).to_be_visible()
    expect(name).to_have_value("Amina")
    expect(name).to_be_focused()


def test_a_voice_is_tied_with_a_reason_and_leaves_the_list(office: Office, tab: Tab, hall: Document) -> None:
    visit(office, hall, "Nobody came on Tuesday.", "en")
    page = tab(office.cast.head, f"/staff/places/{hall.doc_id}")
    page.get_by_role("link", name="Tie to a child").click()
    page.get_by_role("button", name="Tie to this child").click()
    expect(page.locator("#tie-child-trouble")).to_have_text("Choose the child.")
    page.get_by_label("Which child is it about?").fill(CHILD)
    page.get_by_role("button", name="Tie to this child").click()
    expect(page.locator("#tie-reason-trouble")).to_have_text("Write how you know whom this is about.")
    page.get_by_label("How do you know?").fill(HOW_WE_KNOW)
    page.get_by_role("button", name="Tie to this child").dblclick()
    expect(page.get_by_role("status").filter(has_text="Selam Tesfamariam")).to_be_visible()
    expect(page.locator(".voice")).to_have_count(0)
    tied = [voice for voice in office.store.read(voices_for, office.cast.head, CHILD) if voice.get("tied")]
    assert HOW_WE_KNOW in [voice["tied"]["reason"] for voice in tied]


def test_closing_is_asked_for_and_then_nothing_is_offered_to_print(office: Office, tab: Tab, hall: Document) -> None:
    page = tab(office.cast.manager, f"/staff/places/{hall.doc_id}")
    page.get_by_role("button", name="Close this place").click()
    says(page, "Close it")
    expect(page.get_by_role("heading", name="The poster is closed")).to_be_visible()
    expect(page.get_by_role("button", name="Download the poster")).to_have_count(0)


def test_a_screen_that_was_open_prints_nothing_of_a_closed_place(office: Office, tab: Tab, hall: Document) -> None:
    page = tab(office.cast.manager, f"/staff/places/{hall.doc_id}")
    office.store.write_now(close_place, office.cast.head, hall.doc_id)
    page.get_by_role("button", name="Download the poster").click()
    expect(page.locator("#poster .trouble")).to_contain_text("lead nowhere")


def test_each_sees_no_more_than_their_role(office: Office, tab: Tab, hall: Document) -> None:
    visit(office, hall)
    (voice, *_) = office.store.read(poster_voices, office.cast.head)
    tying = f"/staff/places/{hall.doc_id}/tie/{voice.doc_id}"
    page = tab(office.cast.manager, f"/staff/places/{hall.doc_id}")
    expect(page.locator("#said + .calm")).to_contain_text("1 person has spoken here.")
    assert WORDS not in page.content()
    assert office.opens(office.cast.manager, tying).status_code == 404
    for path in ("/staff/places", f"/staff/places/{hall.doc_id}", tying):
        assert office.opens(office.cast.worker, path).status_code == 404
    assert office.opens(office.cast.head, "/staff/places/999999").status_code == 404
    assert office.opens(office.cast.head, f"/staff/places/{hall.doc_id + 1}/tie/{voice.doc_id}").status_code == 404


@pytest.mark.parametrize(("scheme", "size"), turning(["light", "dark"], [DESK, PHONE]))
def test_axe_finds_nothing_and_a_phone_is_wide_enough(
    office: Office, tab: Tab, hall: Document, scheme: str, size: dict[str, int]
) -> None:
    visit(office, hall)
    page = tab(office.cast.head, "/staff/places")
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of Playwright's own names
    page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    voice = office.store.read(poster_voices, office.cast.head)[0].doc_id
    for path in ("places", f"places/{hall.doc_id}", f"places/{hall.doc_id}/tie/{voice}"):
        page.goto(f"{office.url}/staff/{path}")
        page.locator("h1").wait_for()
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
        expect(page).to_have_title(re.compile(" · Heard$"))
