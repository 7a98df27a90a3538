"""The walk of one sentence: a mother writes it by text; cited, recommended, tracked, done, effective, told back."""

from collections.abc import Callable

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
from storage.documents import number_of
from storage.store import Store
from tests.browsing import ready, says
from tests.cast import LIBRARY
from tests.server import Server
from tests.walk.test_one_review_end_to_end import hands_in, opened, planned
from tests.walk.test_texts_end_to_end import ScreenPhone
from tracker.items import by_source

pytestmark = [pytest.mark.browser, pytest.mark.rule("BR-50", "BR-52", "BR-54")]

CHILD, MOTHER, REVIEWER = "D0009", "Ms Berhane", "Peter Lindqvist"
PEOPLE = {"Amina Yusuf": 1, "Grace Adeyemi": 3, REVIEWER: 4, "Helen Marsh": 6}
SENTENCE = "እቲ ጸብጻብ ለይቲ ቅድሚ ኣኼባ መጺኡ።"  # the report came the night before the meeting
ACTION = "Share the report three working days before, in Tigrinya"


class Archive:
    """The data of the running server, for what takes a person hours of typing."""

    def __init__(self, settings: Settings) -> None:
        self.store: Store = open_store(settings)

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

    def items_of(self, review: int) -> list[int]:
        return [number_of(one) for one in self.store.read(by_source, f"review {review}")]


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


def test_a_sentence_becomes_an_impact_and_the_impact_goes_back(
    server: Server, desk: Callable[[str], Page], phone: Page
) -> None:
    archive = Archive(server.settings)
    worker, reviewer, head = desk("Amina Yusuf"), desk(REVIEWER), desk("Helen Marsh")

    texts = asked_by_text(worker, server)  # she says it, by text, in Tigrinya
    for answer in ("ሰላም", "1", "2", "2.", "3", "1.", "3.", "(2)", SENTENCE, "(1)", "1)", "1!"):
        texts.replies(answer)

    texts_page, received = worker.url, texts.received.count()
    number = planned(head, server, CHILD, PEOPLE[REVIEWER], "Reports in time")  # it becomes a citation
    here = f"{server.url}/staff/reviews/{number}"
    opened(reviewer, f"{here}?part=6")
    piece = reviewer.locator(".piece", has_text=SENTENCE)
    piece.locator(".translating > summary", has_text="Lay a translation").click()
    piece.get_by_text("Interpreter", exact=True).click()
    piece.get_by_label("Who translated it?").fill("Words Ltd")
    piece.get_by_label("In English.").fill("The report came the night before the meeting.")
    piece.get_by_role("button", name="Lay it beside the original").click()
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
    head.locator("#finalise-go").click()
    says(head, "Make it final")
    opened(head, f"{here}?part=head")
    head.locator("#box-day").fill(london_day(archive.store.now).isoformat())
    head.locator("#box-go").click()
    expect(head.locator("#head-box")).to_contain_text("Helen Marsh")

    (item,) = archive.items_of(number)  # an item, and somebody says whose words it answers
    tracked = f"{server.url}/staff/tracker/{item}"
    opened(head, tracked)
    expect(head.locator("#perhaps-title + p + *")).to_contain_text(SENTENCE)
    head.locator("#answers-1").click()
    expect(head.locator("#answered-title + *")).to_contain_text(SENTENCE)
    opened(worker, f"{server.url}/staff/tracker?search=Tigrinya")
    worker.get_by_role("link", name=ACTION).click()
    worker.locator("#done-open").click()  # done, by its owner
    worker.locator("#done-words").fill("The report for December went out on the third, in Tigrinya.")
    worker.locator("#done-go").click()
    expect(worker.locator(".lead")).to_contain_text("effect not known")
    expect(worker.locator("#judge")).to_have_count(0)
    manager = desk("Grace Adeyemi")
    opened(manager, tracked)
    manager.locator("#judge-effective").check()  # effective, says somebody else
    manager.locator("#judge-impact").fill("She came with her own questions.")
    manager.locator("#judge-evidence").fill("The date on the report, and the minutes.")
    manager.locator("#judge-go").click()
    expect(manager.locator(".lead")).to_contain_text("effective")

    manager.locator("#tell").click()  # and back to her, in Tigrinya
    ready(manager)
    manager.locator("label[for=sentence-papers]").click()
    expect(manager.locator("#way-sms")).to_be_checked()  # as she asked
    manager.get_by_role("button", name="See what goes").click()
    expect(manager.locator("#they-read p").last).to_have_attribute("lang", "ti")
    manager.get_by_role("button", name="Send the text").click()
    expect(manager.locator("#told-so-far")).to_be_focused()
    worker.goto(texts_page)
    arrived = on_the_phone(worker, received + 1).received.last
    expect(arrived).not_to_contain_text(ACTION)  # whoever glances at the phone learns nothing
    phone.goto(str(arrived.locator("a").get_attribute("href")))
    expect(phone.locator("html")).to_have_attribute("lang", "ti")
    with phone.expect_navigation():
        phone.locator("button[value='helped:yes']").click()  # one press
    opened(manager, tracked)
    expect(manager.locator(".answers-back")).to_contain_text("Did it help? Yes, it helped.")
    expect(manager.locator(".answered").first).to_contain_text(SENTENCE)
