"""The next three things: safety first, no kind of work hidden behind another, and each a press away."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from feedback.messages.quiet_hours import QuietHours
from pages.staff.home.next_things import NextThing, next_three
from pages.staff.home.page import home_content
from people.actor import Actor
from people.roles import Role
from reviews.closing import fill_box
from reviews.moderation.stage_one import finalise
from reviews.reviews import REVIEWS, plan_review
from reviews.states import SUBMITTED
from storage.store import Store
from tests.browsing import PHONE, faults
from tests.cast import CHILD, LIBRARY, Cast, Clock
from tests.family import Family
from tests.pages.staff.conftest import Office
from tests.reviews.judged import Judged, joins

Tab = Callable[..., Page]


def thing(title: str, *, safety: bool = False, late: str = "") -> NextThing:
    return NextThing(id=title, title=title, why="", act="", address="", safety=safety, late=late)


def titles(*kinds: list[NextThing]) -> list[str]:
    return [one.title for one in next_three(*kinds)]


def test_a_long_list_hides_no_other_work() -> None:
    reading = [thing(f"read {number}", late="late") for number in range(9)]
    assert titles(reading, [thing("review")], [thing("call")]) == ["read 0", "review", "call"]
    assert titles(reading, [], []) == ["read 0", "read 1", "read 2"]


def test_what_is_about_safety_comes_before_everything_and_what_is_late_before_what_is_not() -> None:
    reading = [thing("read"), thing("not safe", safety=True)]
    assert titles([thing("review")], reading, [thing("call", late="late")]) == ["not safe", "call", "review"]


@pytest.fixture
def handed_in(store: Store, cast: Cast) -> int:
    given = {"child": CHILD, "reviewer": cast.reviewer.id, "theme": "Voice", "deadline": "2026-05-01"}
    review = store.write_now(plan_review, cast.head, **given, form=LIBRARY.review)
    store.write_now(lambda db: db.table(REVIEWS).replace(review, {"state": SUBMITTED}))
    return review


def next_of(store: Store, actor: Actor) -> list[str]:
    return [one.title for one in store.read(home_content, actor, QuietHours()).next]


def test_the_head_moderates_and_is_not_sent_to_call(store: Store, cast: Cast, handed_in: int) -> None:
    assert next_of(store, cast.head) == ["Moderate the review of Selam Tesfamariam"]
    assert store.read(home_content, cast.head, QuietHours()).calls is None
    assert store.read(home_content, cast.caller, QuietHours()).calls is not None
    assert next_of(store, cast.chair) == []


def test_a_reviewer_is_told_of_a_review_that_is_late(store: Store, cast: Cast, handed_in: int) -> None:
    assert next_of(store, cast.reviewer) == []
    store.write_now(lambda db: db.table(REVIEWS).replace(handed_in, {"state": "in_progress"}))
    (one,) = store.read(home_content, cast.reviewer, QuietHours()).next
    assert (one.title, one.late) == ("Go on with the review of Selam Tesfamariam", "late: it was due 1 May")


def test_a_worker_hands_over_what_was_made(store: Store, cast: Cast) -> None:
    asked = cast.ask()
    assert next_of(store, cast.worker) == ["Selam Tesfamariam has not been given it yet"]
    Family(store, asked.token).begins()
    assert next_of(store, cast.worker) == []


@pytest.mark.rule("BR-40")
def test_a_returned_review_comes_first_and_says_why(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    judged.is_returned("Say where the chronology is.")
    (one,) = store.read(home_content, cast.reviewer, QuietHours()).next
    assert one.title == "Mend the review of Selam Tesfamariam"
    assert one.why == "Returned by Helen Marsh: Say where the chronology is."
    assert next_of(store, cast.head) == []


@pytest.mark.rule("BR-49")
def test_the_head_is_led_through_what_follows_and_the_worker_told_once_it_is_released(
    store: Store, cast: Cast, clock: Clock
) -> None:
    judged = Judged(store, cast)
    judged.is_passed()
    assert next_of(store, cast.head) == ["List or finalise the review of Selam Tesfamariam"]
    store.write_now(finalise, cast.head, judged.id)
    assert next_of(store, cast.head) == ["Send the review of Selam Tesfamariam"]
    assert next_of(store, cast.worker) == next_of(store, cast.manager) == []
    store.write_now(fill_box, cast.head, judged.id, "send", "2026-05-12")
    assert next_of(store, cast.head) == ["Upload the review of Selam Tesfamariam"]
    assert next_of(store, cast.worker) == next_of(store, cast.manager) == ["Read the review of Selam Tesfamariam"]
    assert next_of(store, cast.worker_of_another_team) == next_of(store, cast.former_worker) == []
    clock.forward(days=15)
    assert next_of(store, cast.worker) == [
        "2 items without an update in May"
    ]  # which the review has left in the tracker


@pytest.mark.rule("BR-40")
def test_the_heads_own_review_waits_for_the_other_head(store: Store, cast: Cast) -> None:
    other = joins(store, "David Mensah", Role.HEAD_OF_SOCIAL_CARE)
    Judged(store, cast, reviewer=cast.head).is_handed_in()
    assert next_of(store, cast.head) == []
    assert next_of(store, other) == ["Moderate the review of Selam Tesfamariam"]


@pytest.mark.browser
def test_a_voice_is_a_few_lines_that_open(office: Office, tab: Tab) -> None:
    office.family().writes("We were asked too late.")
    page = tab(office.cast.head, "/staff/")
    brief = page.locator(".brief", has_text="We were asked too late.").first
    expect(brief.locator("details")).not_to_have_attribute("open", "")
    brief.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(brief).to_contain_text("They were asked:")
    assert faults(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
