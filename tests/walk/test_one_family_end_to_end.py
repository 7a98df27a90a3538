"""The walk: a worker asks, a family answers in Arabic on a phone without JavaScript, the reviewer sees it at once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from app.settings import Settings
from tests.server import Server

pytestmark = pytest.mark.browser

WORDS = "ساعدونا كثيرا 🙏 لكن الاجتماع كان طويلا جدا، ولم أفهم كل الكلمات. " * 8
FINDINGS = "The mother says the meeting was long and that she did not follow every word."
GRADE = "Requires improvement to be good"


class FamilyPhone:
    """What a mother does with the page, one press at a time."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def presses(self, value: str) -> None:
        with self.page.expect_navigation():  # what is asked of the page next is asked of the next page
            self.page.locator(f"button[name=do][value='{value}']:not(.unseen)").first.click()

    def chooses(self, number: int) -> None:
        self.page.get_by_role("radio").nth(number).check()
        self.presses("answer")

    def switches_to(self, language: str) -> None:
        self.page.locator("details.tongues summary").click()
        self.presses(f"lang:{language}")

    def answers_everything(self) -> None:
        self.presses("begin")
        self.chooses(1)
        self.chooses(0)
        self.presses("back")
        self.chooses(2)
        self.switches_to("en")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("say what you wanted to say")
        self.switches_to("ar")
        self.presses("skip")
        for _ in range(3):
            self.chooses(0)
        self.page.locator("textarea").fill(WORDS)
        self.presses("answer")
        while not self.page.locator("button[value=finish]").count():
            self.presses("skip")


def _ask(worker: Page, server: Server) -> str:
    worker.goto(f"{server.url}/staff/children/D0001")
    worker.get_by_role("link", name="Ask for feedback").click()
    for choice in ("touchpoint-conference", "audience-parent_carer", "language-ar"):
        worker.locator(f"label[for={choice}]").click()
        expect(worker.locator(f"#{choice}")).to_be_checked()
    worker.get_by_role("button", name="Make the link").click()
    link = worker.locator("input[readonly]")
    expect(link).to_have_value(re.compile(r"/f/[\w-]{22}$"))
    return link.input_value()


def test_a_family_is_heard_from_the_workers_request_to_the_reviewers_grade(
    server: Server, desk: Callable[[str], Page], phone: Page
) -> None:
    link = _ask(desk("Amina Yusuf"), server)
    reviewer = desk("Peter Lindqvist")
    reviewer.goto(f"{server.url}/staff/reviews/1?part=3")
    pieces = reviewer.locator(".family .piece")
    expect(pieces.first).to_be_visible()
    already = pieces.count()

    phone.goto(link)
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    mother = FamilyPhone(phone)
    mother.answers_everything()
    expect(phone.locator("main")).to_contain_text("أفهم كل الكلمات")
    mother.presses("finish")
    expect(phone.locator("main")).to_contain_text("999")

    expect(pieces).to_have_count(already + 2)  # it came by itself, beside the section it is evidence for
    reviewer.locator("a[data-part='6']").click()
    voice = reviewer.locator(".family .words", has_text="أفهم كل الكلمات").first
    expect(voice).to_have_attribute("dir", re.compile("rtl|auto"))
    expect(voice).to_have_attribute("lang", "ar")

    reviewer.locator("a[data-part='3']").click()
    expect(reviewer.locator("#q-section_3_findings")).to_be_visible()
    reviewer.locator("#q-section_3_findings").fill(FINDINGS)
    reviewer.locator(".family button[data-do=cite]").first.click()
    expect(reviewer.locator("figure.quote")).to_have_count(1)
    reviewer.get_by_text(GRADE, exact=True).click()
    expect(reviewer.locator("#saved")).to_contain_text(re.compile(r"Saved \d\d:\d\d"))

    server.kill()  # a power cut, after everybody was told that it is saved
    server.start()

    again = desk("Peter Lindqvist")
    again.goto(f"{server.url}/staff/reviews/1?part=3")
    expect(again.locator("#q-section_3_findings")).to_have_value(FINDINGS)
    expect(again.get_by_role("radio", name=GRADE)).to_be_checked()
    expect(again.locator("figure.quote")).to_have_count(1)
    again.locator("a[data-part='6']").click()
    expect(again.locator(".family")).to_contain_text("أفهم كل الكلمات")


def test_the_spent_link_tells_a_stranger_nothing(server: Server, phone: Page) -> None:
    link = server.ask(language="en")
    phone.goto(link)
    FamilyPhone(phone).presses("begin")
    while not phone.locator("button[value=finish]").count():
        FamilyPhone(phone).presses("skip")
    FamilyPhone(phone).presses("finish")
    phone.context.clear_cookies()
    response = phone.goto(link)
    assert response is not None
    assert response.status == 404
    expect(phone.locator("main")).to_contain_text("0800 1111")


def test_leaving_opens_another_site_and_coming_back_shows_no_answer(server: Server, phone: Page) -> None:
    link = server.ask(language="en")
    left_for = []

    def leaves(route: Route) -> None:  # where a redirect leads cannot be caught, and no test leaves this machine
        left_for.append(route.fetch(max_redirects=0).headers["location"])
        route.fulfill(body="Sunny")

    phone.route(re.compile("leave$"), leaves)
    phone.goto(link)
    FamilyPhone(phone).presses("begin")
    FamilyPhone(phone).chooses(4)
    phone.get_by_role("link", name="Leave this page").click()
    expect(phone.locator("body")).to_have_text("Sunny")
    assert left_for == [Settings().leave_to]
    phone.goto(link)
    expect(phone.locator("main")).not_to_contain_text("No")
    expect(phone.get_by_role("button", name="Go on")).to_be_visible()


def test_signing_out_ends_the_persons_other_open_screens(server: Server, desk: Callable[[str], Page]) -> None:
    screen = desk("Helen Marsh")
    other_tab = screen.context.new_page()
    other_tab.goto(f"{server.url}/staff/children")
    other_tab.get_by_role("heading", name="Children").wait_for()
    screen.get_by_role("button", name="Sign out").click()
    other_tab.wait_for_url(re.compile("/staff/sign-in"))
