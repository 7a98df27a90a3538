"""The walk by text: asked by text, answered on the screen phone, gone on with by link, and on the child's page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.server import Server

pytestmark = pytest.mark.browser

WORDS = "She always rang when she said she would."


class ScreenPhone:
    """The phone that the screen plays."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.received = page.locator(".chat-text:not(.own)")

    def gets(self, number: int) -> None:
        expect(self.received).to_have_count(number, timeout=15_000)

    def replies(self, words: str) -> None:
        before = self.received.count()
        self.page.get_by_label("Reply").fill(words)
        self.page.keyboard.press("Enter")
        self.gets(before + 1)


def ask_by_text(worker: Page, server: Server) -> ScreenPhone:
    worker.goto(f"{server.url}/staff/children/D0019/ask")
    for choice in (
        worker.locator("label[for=touchpoint-closure]"),
        worker.locator("label[for^='audience-contact-']", has_text="Samira"),
        worker.locator("label[for=channel-sms]"),
    ):
        choice.click()
        expect(choice.locator("input")).to_be_checked()
    worker.get_by_role("button", name="Send the text").click()
    worker.get_by_role("link", name="Look at their phone").click()
    phone = ScreenPhone(worker)
    expect(phone.received.or_(worker.locator("#morning")).first).to_be_visible()
    if worker.locator("#morning").count():  # the tests' day may be a family's night
        worker.locator("#morning").click()
    phone.gets(1)
    return phone


def test_a_conversation_begins_by_text_goes_on_by_link_and_is_one_voice(
    server: Server, desk: Callable[[str], Page], phone: Page
) -> None:
    worker = desk("Amina Yusuf")
    texts = ask_by_text(worker, server)
    texts.replies("hello")
    expect(texts.received.last).to_contain_text("Is this phone private?")
    texts.replies("1")
    expect(texts.received.last).to_contain_text("1/")
    texts.replies("2.")
    expect(texts.received.last).to_contain_text("2/")
    texts.replies("three please")
    texts.replies("link")

    phone.goto(str(texts.received.last.locator("a").get_attribute("href")))
    while not phone.locator("textarea").count():
        with phone.expect_navigation():
            phone.locator("button[name=do][value=begin], button[name=do][value=skip]").first.click()
    phone.locator("textarea").first.fill(WORDS)
    for value in ("answer", *["skip"] * 10):
        with phone.expect_navigation():
            phone.locator(f"button[name=do][value={value}]:not(.unseen)").first.click()
        if phone.locator("button[value=finish]").count():
            break
    with phone.expect_navigation():
        phone.locator("button[value=finish]").click()

    worker.goto(f"{server.url}/staff/children/D0019")
    expect(worker.locator(".voice").first).to_contain_text("left open whether their worker may see their words")
    expect(worker.locator("main")).to_contain_text("Text message, delivered")
    head = desk("Helen Marsh")
    head.goto(f"{server.url}/staff/children/D0019")
    expect(head.locator(".voice")).to_have_count(1)  # what began by text and went on by link is one voice
    expect(head.locator(".voice")).to_contain_text(WORDS)
