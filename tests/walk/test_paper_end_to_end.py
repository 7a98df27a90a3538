"""Two walks from paper: a letter's code typed on a phone, and a poster scanned by somebody whom nobody knows."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.opening import open_store
from feedback.voices.codes import HANDED_OVER
from feedback.voices.links import live_request
from feedback.voices.typed_codes import grouped
from people.staff import as_actor, by_email
from tests.feedback.paper.printed import codes_on
from tests.letters import print_letter
from tests.server import Server

pytestmark = pytest.mark.browser

PLACE = "Mulberry Court Community Centre"
WORDS = "أحب المكان، لكن لا أحد يتكلم العربية 🙏"
HOW_WE_KNOW = "He told his worker at the visit that he wrote it."


def letter_code(server: Server, link: str) -> str:
    """The code on the letter of this link's request, which Amina Yusuf hands over while the server runs."""
    store = open_store(server.settings)
    try:
        worker = store.read(by_email, "amina.yusuf@heard.example")
        assert worker is not None
        request = store.read(live_request, link.rpartition("/")[2])
        return grouped(print_letter(store, as_actor(worker), request.doc_id, HANDED_OVER).code)
    finally:
        store.close()


def presses(page: Page, value: str) -> None:
    with page.expect_navigation():  # what is asked of the page next is asked of the next page
        page.locator(f"button[name=do][value='{value}']:not(.unseen)").first.click()


def skips_to_the_end(page: Page) -> None:
    while not page.locator("button[value=finish]").count():
        presses(page, "skip")
    presses(page, "finish")


def test_a_letters_code_typed_on_a_phone_leads_to_an_answer_beside_the_review(
    server: Server, desk: Callable[[str], Page], phone: Page
) -> None:
    code = letter_code(server, server.ask(child="D0003"))

    phone.goto(server.url)
    phone.locator("input[name=code]").fill("4XK-Q79-MTBD")
    phone.locator("main button.go").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    phone.locator("input[name=code]").fill(code.lower().replace("-", " "))
    phone.locator("main button.go").click()
    phone.wait_for_url("**/f/*")
    presses(phone, "begin")
    phone.get_by_role("radio").first.check()
    presses(phone, "answer")
    skips_to_the_end(phone)
    expect(phone.locator("main")).to_contain_text("Thank you")

    worker = desk("Amina Yusuf")
    worker.goto(f"{server.url}/staff/children/D0003")
    expect(worker.locator("main")).to_contain_text("letter reached them: answered on")


def test_what_is_said_to_a_poster_in_arabic_is_nobodys_until_it_is_tied(
    server: Server, desk: Callable[[str], Page], phone: Page
) -> None:
    head = desk("Helen Marsh")
    head.goto(f"{server.url}/staff/places")
    head.get_by_role("link", name=PLACE).click()
    (address,) = codes_on(head.locator(".qr svg").screenshot())

    phone.goto(f"{address}?lang=ar")
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    phone.locator("input[name=who][value=young_person]").check()
    presses(phone, "begin")
    phone.get_by_role("radio").first.check()
    presses(phone, "answer")
    phone.locator("textarea").fill(WORDS)
    presses(phone, "answer")
    skips_to_the_end(phone)

    voice = head.locator(".voice.new", has_text=WORDS)  # it came by itself
    expect(voice.locator("[lang=ar][dir=rtl]", has_text=WORDS)).to_be_visible()
    voice.get_by_role("link", name="Tie to a child").click()
    head.get_by_label("Which child is it about?").fill("D0002")
    head.get_by_label("How do you know?").fill(HOW_WE_KNOW)
    head.get_by_role("button", name="Tie to this child").click()
    head.get_by_role("status").get_by_role("link").click()
    expect(head.get_by_role("heading", name="Yousef Al-Amiri")).to_be_visible()
    expect(head.locator(".voice", has_text=WORDS)).to_be_visible()
