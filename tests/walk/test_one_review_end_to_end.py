"""The other walk: a review from planned to closed by its people, through a return, an exempt author and the chair."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from app.demo.reviews import FINDINGS
from app.demo.whole_review import whole_review
from app.opening import open_store
from app.settings import Settings
from feedback.voices.attempts import log_attempt
from people.actor import Actor
from people.staff import as_actor, member
from people.working_days import london_day
from reviews.filling import fill
from reviews.moderation.records import CHECKS
from reviews.panel.blind_views import Opinion
from reviews.panel.judging import say
from reviews.reviews import review
from storage.store import Store
from tests.browsing import faults, ready, says
from tests.cast import LIBRARY
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.rule("BR-40", "BR-41", "BR-42", "BR-43", "BR-46", "BR-49")]

CHILD, AUTHOR = "D0029", "Priya Raman"
GRADED = ("1", "2", "3", "4", "5", "7")
PEOPLE = {
    "Amina Yusuf": 1,
    "Helen Marsh": 6,
    "David Mensah": 7,
    "Priya Raman": 8,
    "Martin Cole": 9,
    "Judith Barnes": 10,
}
FIRST, MENDED = "The plan was made with her.", "The plan was made with her on 3 March, and she has a copy."
RULING = "One late decision is not a pattern: it was put right the same week."


class Archive:
    """The data of the running server, as `heard` commands reach it: for what takes a person hours of typing."""

    def __init__(self, settings: Settings) -> None:
        self.store: Store = open_store(settings)

    def person(self, name: str) -> Actor:
        document = self.store.read(member, PEOPLE[name])
        assert document is not None
        assert document["name"] == name
        return as_actor(document)

    def writes_the_rest(self, number: int) -> None:
        """Every field but the findings of section 1, which she writes on the screen."""
        author = self.person(AUTHOR)
        self.store.write_now(log_attempt, self.person("Amina Yusuf"), CHILD, "phone", "no_answer")
        values = whole_review(LIBRARY.review, FINDINGS, london_day(self.store.now))
        values |= {"section_6_family_reason": "She was called twice at the times that she gave."}
        for question, value in values.items():
            if question != "section_1_findings":
                self.store.write_now(fill, author, number, question, value, 0)

    def reads(self, name: str, meeting: int, number: int, **grades: str) -> None:
        """A member's own view; `s3="inadequate"` where it is not the reviewer's."""
        view: dict[str, Opinion] = {
            section: {"grade": grades.get(f"s{section}", "good"), "agree": None, "comments": f"As {name} sees it."}
            for section in GRADED
        }
        view |= {section: {"grade": "", "agree": True, "comments": ""} for section in ("6", "8", "9")}
        self.store.write_now(say, self.person(name), meeting, number, view, read=True)

    def state(self, number: int) -> str:
        return self.store.read(review, self.person("Helen Marsh"), number)["state"]


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    ready(page)
    return page


def planned(
    head: Page, server: Server, child: str = CHILD, reviewer: int = PEOPLE[AUTHOR], theme: str = "Her own plan"
) -> int:
    opened(head, f"{server.url}/staff/reviews/plan")
    head.locator("#plan-child").fill(child)
    option = head.locator("#plan-child-offered option").first
    expect(option).to_have_attribute("value", re.compile(child))
    head.locator("#plan-child").fill(option.get_attribute("value") or "")
    head.locator("#plan-reviewer").select_option(str(reviewer))
    head.locator("#plan-theme").fill(theme)
    head.locator("#plan-deadline").fill("2036-01-31")
    head.get_by_role("button", name="Plan this review").click()
    head.wait_for_url(re.compile(r"/staff/reviews/\d+"))
    return int(re.findall(r"/reviews/(\d+)", head.url)[0])


def writes(author: Page, words: str) -> None:
    author.locator("#q-section_1_findings").fill(words)
    expect(author.locator("#saved")).to_have_text(re.compile(r"Saved \d\d:\d\d"))


def hands_in(author: Page) -> None:
    author.locator("#part-hand-in").click()
    author.locator("#hand-in").click()
    says(author, "Hand in this review")
    expect(author.locator(".intro")).to_contain_text("It waits to be moderated")


def meeting_planned(head: Page, server: Server) -> int:
    opened(head, f"{server.url}/staff/panel")
    head.locator("#plan-panel-on").fill(london_day(datetime.now(UTC)).isoformat())
    head.get_by_role("button", name="Plan this meeting").click()
    head.wait_for_url(re.compile(r"/staff/panel/\d+"))
    return int(re.findall(r"/panel/(\d+)", head.url)[0])


def test_a_review_goes_from_planned_to_closed_by_its_people(server: Server, desk: Callable[[str], Page]) -> None:
    archive = Archive(server.settings)
    head, author, worker = desk("Helen Marsh"), desk(AUTHOR), desk("Amina Yusuf")
    number = planned(head, server)
    here = f"{server.url}/staff/reviews/{number}"

    opened(author, f"{here}?part=1")
    writes(author, FIRST)
    archive.writes_the_rest(number)
    hands_in(author)

    opened(head, f"{here}?part=1")  # stage 1: returned, saying what and why
    head.locator("#comment-1").fill("When, and does she have it?")
    head.locator("#stage-words").fill("One thing before it can pass.")
    head.locator("#stage-return").click()
    expect(head.locator("#returned")).to_contain_text("Nothing has changed since")
    opened(author, f"{here}?part=1")
    expect(author.locator(".asked-for")).to_contain_text("When, and does she have it?")
    writes(author, MENDED)
    hands_in(author)

    opened(head, here)  # the Head looks at what changed alone, and passes it
    head.locator("#see-changes").click()
    expect(head.locator(".change")).to_have_count(1)
    expect(head.locator(".change")).to_contain_text(MENDED)
    for code in CHECKS:
        head.locator(f"#check-{code}").check()
    head.locator("#stage-grade-good").check()
    head.locator("#stage-pass").click()
    says(head, "Pass it")
    expect(head.locator("#stage-title")).to_have_text("After stage 1")
    assert archive.state(number) == "passed"
    refused = worker.goto(here)
    assert refused is not None
    expect(worker.locator("body")).not_to_contain_text("Her own plan")

    meeting = meeting_planned(head, server)  # stage 2
    room = f"{server.url}/staff/panel/{meeting}"
    opened(head, here)
    head.locator("#list-meeting").select_option(str(meeting))
    head.locator("#list-go").click()
    expect(head.locator("#list-go")).to_have_count(0)
    for name in ("Helen Marsh", "David Mensah"):
        archive.reads(name, meeting, number)
    archive.reads("Martin Cole", meeting, number, s3="inadequate")
    opened(author, f"{room}/read/{number}")
    expect(author.locator("#exempt")).to_contain_text("You are exempt from its moderation")
    expect(author.locator("form[data-do=say]")).to_have_count(0)

    chair = desk("Judith Barnes")
    reading(opened(chair, f"{room}/read/{number}"))
    opened(chair, room)
    for name in ("Judith Barnes", "Martin Cole", "Helen Marsh", "David Mensah"):
        chair.locator(f"#present-{PEOPLE[name]}").check()
    opened(head, room)
    chair.locator("#open-meeting-go").click()
    expect(head.get_by_text("you lead the screen")).to_be_visible()
    head.locator(f"#show-{number}").click()
    expect(head.locator("#point-3")).to_contain_text("differs")
    expect(head.locator("#confirm-waits")).to_contain_text("1 point is open")
    head.locator("#bring-3, #point-3.here").first.click()
    expect(chair.locator("#point-3.here")).to_be_visible()  # the others follow
    assert faults(chair) == []
    ruling = chair.locator(f"#settle-{number}-3")
    chair.locator(f"#settle-{number}-3-requires_improvement").check()
    ruling.get_by_label("Reason").fill(RULING)
    ruling.get_by_role("button", name="I decide as the chair").click()
    expect(head.locator("#point-3")).to_contain_text("decided by Judith Barnes as the chair")
    head.locator("#confirm").click()
    says(head, "Confirm")
    expect(chair.locator("#record")).to_be_visible()
    assert archive.state(number) == "final"

    opened(head, f"{here}?part=head")  # the Head's box, in its order
    today = london_day(archive.store.now).isoformat()
    for act in ("It is sent", "It is uploaded", "Set the meeting"):
        expect(head.locator("#box-go")).to_have_text(act)
        head.locator("#box-day").fill(today)
        head.locator("#box-go").click()
    expect(head.locator("#head-box")).to_contain_text("Yes · from the record")
    head.locator("#close-review").click()
    says(head, "Close it")
    expect(head.locator("#close-review")).to_have_count(0)

    server.kill()  # a power cut, after everybody was told
    server.start()
    assert archive.state(number) == "closed"
    reader = opened(desk("Amina Yusuf"), here)  # released: her worker reads what it came to
    expect(reader.locator("body")).to_contain_text(RULING)
    expect(reader.locator(".page")).not_to_contain_text("Martin Cole")  # what each member thought is the panel's
    archive.store.close()


def reading(member: Page) -> None:
    """One member says what she thinks of each part, and that she has read it all."""
    for section in GRADED:
        member.locator(f"#say-{section}-good").check()
    for section in ("6", "8", "9"):
        member.locator(f"#say-{section}-yes").check()
    member.locator("#read-all").click()
    expect(member.get_by_role("heading", name="You have read it all")).to_be_visible()
