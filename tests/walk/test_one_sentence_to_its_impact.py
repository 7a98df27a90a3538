"""The walk of one sentence: a mother writes it by text; cited, recommended, tracked, done, effective, told back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.demo.reviews import FINDINGS
from app.demo.whole_review import whole_review
from app.opening import open_store
from app.settings import Settings
from people.actor import Actor
from people.staff import as_actor, member
from people.working_days import london_day
from reviews.filling import fill
from reviews.moderation.records import CHECKS
from storage.store import Store
from tests.browsing import says
from tests.cast import LIBRARY
from tests.server import Server
from tests.walk.test_one_review_end_to_end import hands_in, opened
from tests.walk.test_texts_end_to_end import ScreenPhone

pytestmark = [pytest.mark.browser, pytest.mark.rule("BR-50", "BR-52", "BR-54")]

CHILD, MOTHER, REVIEWER = "D0009", "Ms Berhane", "Peter Lindqvist"
PEOPLE = {"Amina Yusuf": 1, "Grace Adeyemi": 3, REVIEWER: 4, "Helen Marsh": 6}
SENTENCE = "እቲ ጸብጻብ ለይቲ ቅድሚ ኣኼባ መጺኡ።"  # the report came the night before the meeting
ACTION = "Share the report three working days before, in Tigrinya"


class Archive:
    """The data of the running server, for what takes a person hours of typing."""

    def __init__(self, folder: Path) -> None:
        self.store: Store = open_store(Settings(data=folder))

    def person(self, name: str) -> Actor:
        document = self.store.read(member, PEOPLE[name])
        assert document is not None
        return as_actor(document)

    def writes_the_rest(self, number: int) -> None:
        today = london_day(self.store.now)
        values = whole_review(LIBRARY.review, FINDINGS, today)
        row = {**values["section_8_recommendations"][0], "action": ACTION, "by_whom": "Amina Yusuf"}
        values["section_8_recommendations"] = [row]
        for question, value in values.items():
            self.store.write_now(fill, self.person(REVIEWER), number, question, value, 0)


def asked_by_text(worker: Page, server: Server) -> ScreenPhone:
    worker.goto(f"{server.url}/staff/children/{CHILD}/ask")
    for choice in (
        worker.locator("label[for=touchpoint-conference]"),
        worker.locator("label[for^='audience-contact-']", has_text=MOTHER),
        worker.locator("label[for=channel-sms]"),
    ):
        choice.click()
        expect(choice.locator("input")).to_be_checked()
    worker.get_by_role("button", name="Send the text").click()
    worker.get_by_role("link", name="Look at their phone").click()
    return on_the_phone(worker, 1)


def on_the_phone(page: Page, texts: int) -> ScreenPhone:
    phone = ScreenPhone(page)
    expect(phone.received.or_(page.locator("#morning")).first).to_be_visible()
    if page.locator("#morning").count():  # the tests' day may be a family's night
        page.locator("#morning").click()
    phone.gets(texts)
    return phone


def planned(head: Page, server: Server) -> int:
    opened(head, f"{server.url}/staff/reviews/plan")
    head.locator("#plan-child").fill(CHILD)
    option = head.locator("#plan-child-offered option").first
    expect(option).to_have_attribute("value", re.compile(CHILD))
    head.locator("#plan-child").fill(option.get_attribute("value") or "")
    head.locator("#plan-reviewer").select_option(str(PEOPLE[REVIEWER]))
    head.locator("#plan-theme").fill("Reports in time")
    head.locator("#plan-deadline").fill("2036-01-31")
    head.get_by_role("button", name="Plan this review").click()
    head.wait_for_url(re.compile(r"/staff/reviews/\d+"))
    return int(re.findall(r"/reviews/(\d+)", head.url)[0])


def test_a_sentence_becomes_an_impact_and_the_impact_goes_back(server: Server, desk: Callable[[str], Page]) -> None:
    archive = Archive(server.folder)
    worker, reviewer, head = desk("Amina Yusuf"), desk(REVIEWER), desk("Helen Marsh")

    texts = asked_by_text(worker, server)  # she says it, by text, in Tigrinya
    for answer in ("ሰላም", "1", "2", "2.", "3", "1.", "3.", "(2)", SENTENCE, "1", "1.", "(1)"):
        texts.replies(answer)

    number = planned(head, server)  # it becomes a citation
    here = f"{server.url}/staff/reviews/{number}"
    opened(reviewer, f"{here}?part=6")
    piece = reviewer.locator(".piece", has_text=SENTENCE)
    piece.get_by_role("button", name="Cite").click()
    expect(piece.locator(".is-cited")).to_be_visible()
    archive.writes_the_rest(number)  # a recommendation
    opened(reviewer, here)
    hands_in(reviewer)
    opened(head, here)
    for code in CHECKS:
        head.locator(f"#check-{code}").check()
    head.locator("#stage-grade-good").check()
    head.locator("#stage-pass").click()
    says(head, "Pass it")
