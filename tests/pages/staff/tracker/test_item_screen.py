"""One item in a real browser: what may be pressed, what is refused, and two people at once."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from language import dates
from people.working_days import london_day
from tests.browsing import PHONE, faults
from tests.pages.staff.conftest import Office
from tests.sampling import sampled
from tests.tracker.telling.spoken import WORDS, Spoken
from tests.tracker.tracked import Tracked, day, words_said
from tracker.finishing import ask_to_drop, judge
from tracker.items import change, item
from tracker.states import EFFECTIVE
from tracker.telling.noting import ToldAlready, note_told
from tracker.updating import Described, change_item

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]


@pytest.fixture
def tracked(office: Office) -> Tracked:
    return Tracked(office.store, office.cast)


def opened(tab: Tab, person: object, one: Tracked) -> Page:
    return tab(person, f"/staff/tracker/{one.number}")


def in_words(office: Office, iso: str) -> str:
    return dates.day(date.fromisoformat(iso), "en", london_day(office.store.now))


@pytest.mark.rule("BR-52")
def test_done_is_said_by_one_and_its_effect_by_another(office: Office, tab: Tab, tracked: Tracked) -> None:
    page = opened(tab, office.cast.worker, tracked)
    expect(page.get_by_text("Did it work?")).to_have_count(0)
    page.get_by_text("It is done", exact=True).click()
    page.get_by_role("button", name="Say that it is done").click()
    expect(page.locator("#done")).to_contain_text("Write what was done.")
    page.get_by_label("What was done?").fill("Sent to all teams.")
    page.get_by_role("button", name="Say that it is done").click()
    expect(page.locator(".lead")).to_contain_text("effect not known")
    expect(page.get_by_text("Did it work?")).to_have_count(0)
    page = opened(tab, office.cast.head, tracked)
    page.locator("label[for=judge-not_effective]").click()
    page.get_by_role("button", name="Keep what came of it").click()
    expect(page.locator("#judge .faults")).to_contain_text("Write what is done instead.")
    page.locator("#judge-impact").fill("Families still read it in the room.")
    page.locator("#judge-evidence").fill("Six calls.")
    page.locator("#judge-instead").fill("Bring it by hand.")
    page.locator("#judge-due").fill(day(office.store, 20))
    page.get_by_role("button", name="Keep what came of it").click()
    expect(page.locator(".lead")).to_contain_text("not effective")
    page.get_by_role("link", name="takes its place").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bring it by hand.")
    expect(page.get_by_text("which was not effective")).to_be_visible()


@pytest.mark.rule("BR-52")
def test_a_later_date_is_asked_answered_by_another_and_the_first_stays(
    office: Office, tab: Tab, tracked: Tracked
) -> None:
    page = opened(tab, office.cast.worker, tracked)
    page.get_by_text("Ask for a later date", exact=True).click()
    page.locator("#later-day").fill(day(office.store, 1))
    page.locator("#later-reason").fill("The printer is broken.")
    page.get_by_role("button", name="Ask for this date").click()
    expect(page.locator("#later")).to_contain_text("later than the one that stands")
    expect(page.locator("#later-reason")).to_have_value("The printer is broken.")
    page.locator("#later-day").fill(day(office.store, 50))
    page.get_by_role("button", name="Ask for this date").click()
    expect(page.get_by_text("the day that stands holds until then")).to_be_visible()
    expect(page.get_by_role("button", name="Give the later date")).to_have_count(0)
    page = opened(tab, office.cast.manager, tracked)
    page.get_by_role("button", name="Give the later date").click()
    expect(page.locator(".first-day")).to_contain_text("first")
    expect(page.locator(".lines")).to_contain_text(f"It was {in_words(office, day(office.store, 30))}.")


def test_its_end_is_approved_by_somebody_else(office: Office, tab: Tab, tracked: Tracked) -> None:
    office.store.write_now(ask_to_drop, office.cast.manager, tracked.number, "They have moved away.")
    page = opened(tab, office.cast.manager, tracked)
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    page = opened(tab, office.cast.head, tracked)
    page.get_by_role("button", name="It is still needed").click()
    expect(page.locator("#answer-drop")).to_contain_text("Write why it is still needed.")
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("It came to its end")).to_be_visible()
    assert tracked.now["state"] == "not_needed"


@pytest.mark.rule("BR-53")
def test_what_moved_to_a_plan_says_which_whose_and_until_when(office: Office, tab: Tab) -> None:
    one = Tracked(office.store, office.cast, child=None, owner=office.cast.manager)
    page = opened(tab, office.cast.head, one)
    page.get_by_text("Move it to a plan", exact=True).click()
    page.locator("#move-plan").select_option("workforce_development")
    page.locator("#move-owner").fill("Leah Stone")
    page.locator("#move-day").fill(day(office.store, 90))
    page.get_by_role("button", name="Move it").click()
    expect(page.locator(".lead")).to_contain_text("moved: Workforce Development Plan")
    expect(page.get_by_text("Leah Stone, by").first).to_contain_text(in_words(office, day(office.store, 90)))


def test_two_who_change_it_at_once_see_both_texts(office: Office, tab: Tab, tracked: Tracked) -> None:
    page = opened(tab, office.cast.head, tracked)
    page.get_by_text("Set it down better", exact=True).click()
    page.locator("#describe-impact").fill("Mine: parents come calm")
    theirs = Described("Theirs: parents bring questions", "They say so", "Duty", "Reports")
    revision = tracked.now.revision  # type: ignore[attr-defined]  # it is a document
    office.store.write_now(change_item, office.cast.manager, tracked.number, revision, theirs)
    expect(page.locator(".facts").first).to_contain_text("Theirs: parents bring questions")
    expect(page.locator("#describe-impact")).to_have_value("Mine: parents come calm")
    page.get_by_role("button", name="Keep this", exact=True).click()
    expect(page.locator("#describe-both")).to_be_focused()
    expect(page.locator(".theirs").first).to_contain_text("Theirs: parents bring questions")
    expect(page.locator("#describe-impact")).to_have_value("Mine: parents come calm")
    assert faults(page) == []
    assert tracked.now["impact"] == theirs.impact
    page.get_by_role("button", name="Put mine in its place").click()
    expect(page.locator("#describe-both")).to_have_count(0)
    expect(page.locator(".lines")).to_contain_text("impact: Theirs: parents bring questions")
    assert tracked.now["impact"] == "Mine: parents come calm"


def test_an_update_meanwhile_is_no_conflict(office: Office, tab: Tab, tracked: Tracked) -> None:
    page = opened(tab, office.cast.head, tracked)
    page.get_by_text("Set it down better", exact=True).click()
    page.locator("#describe-impact").fill("Parents come calm")
    tracked.is_done()
    expect(page.locator(".lead")).to_contain_text("effect not known")
    page.get_by_role("button", name="Keep this", exact=True).click()
    expect(page.locator(".facts").first).to_contain_text("Parents come calm")
    assert tracked.now["impact"] == "Parents come calm"


@pytest.mark.rule("BR-54")
def test_words_quoted_beside_it_are_its_own_only_when_somebody_says_so(office: Office, tab: Tab) -> None:
    one = Tracked(office.store, office.cast)
    keys = [words_said(office.store, office.cast, said) for said in ("It came too late.", "The room was cold.")]
    office.store.write_now(lambda db: change(db, item(db, one.number), perhaps=keys))
    page = opened(tab, office.cast.head, one)
    expect(page.get_by_role("heading", name="What it answers")).to_have_count(0)
    assert faults(page) == []
    page.locator(".answered", has_text="It came too late.").get_by_role("button", name="It answers these").click()
    expect(page.get_by_role("heading", name="What it answers")).to_be_visible()
    page.locator(".answered", has_text="The room was cold.").get_by_role("button", name="It does not").click()
    expect(page.get_by_text("The room was cold.")).to_have_count(0)
    assert (one.now["voices"], one.now["perhaps"]) == ([keys[0]], [])


def test_what_the_family_says_of_it_stands_below_their_words_as_they_say_it(office: Office, tab: Tab) -> None:
    today = london_day(office.store.now).isoformat()
    mother = {"name": "Ms Kibrom", "phone": "+447700900877", "safe_checked": today}
    spoken = Spoken(office.store, office.cast, "worker", "en", **mother)
    spoken.is_done()
    page = opened(tab, office.cast.manager, spoken.item)
    expect(page.locator(".answers-back")).to_have_count(0)
    note = ToldAlready(on=today, method="in_person", helped="yes")
    office.store.write_now(note_told, office.cast.worker, spoken.item.number, spoken.voice, WORDS, note)
    expect(page.locator(".answers-back")).to_contain_text("Did it help? Yes, it helped.")
    assert faults(page) == []


def test_it_is_given_to_somebody_else_with_a_reason(office: Office, tab: Tab, tracked: Tracked) -> None:
    page = opened(tab, office.cast.manager, tracked)
    page.get_by_text("Give it to somebody else", exact=True).click()
    page.locator("#give-owner").select_option(label="Grace Adeyemi, Team manager")
    page.get_by_role("button", name="Give it", exact=True).click()
    expect(page.locator("#give")).to_contain_text("Write why it changes hands.")
    page.locator("#give-reason").fill("Amina is on leave.")
    page.get_by_role("button", name="Give it", exact=True).click()
    expect(page.locator(".lines")).to_contain_text("Grace Adeyemi, from Amina Yusuf: Amina is on leave.")


@pytest.mark.rule("BR-54")
def test_the_family_is_told_once_something_true_can_be_told(office: Office, tab: Tab) -> None:
    one = Tracked(office.store, office.cast, (words_said(office.store, office.cast, "Ring us first."),))
    page = opened(tab, office.cast.head, one)
    expect(page.get_by_role("heading", name="What it answers")).to_be_visible()
    expect(page.locator("#tell")).to_have_count(0)
    one.is_done()
    judged = (EFFECTIVE, "They are rung first.", "Six calls.")
    office.store.write_now(judge, office.cast.head, one.number, *judged)
    page.get_by_role("link", name="Tell the family").click()
    page.wait_for_url(f"**/staff/telling?item={one.number}")
    page = opened(tab, office.cast.chair, one)
    expect(page.locator("#tell, #publish")).to_have_count(0)


def test_who_only_reads_is_offered_nothing(office: Office, tab: Tab, tracked: Tracked) -> None:
    page = opened(tab, office.cast.chair, tracked)
    expect(page.get_by_text("There is nothing for you to do here.")).to_be_visible()
    expect(page.locator(".tracked-item form")).to_have_count(0)
    expect(page.get_by_text("Selam")).to_have_count(0)


@pytest.mark.parametrize("size", sampled([None, PHONE], [PHONE]))
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(
    office: Office, tab: Tab, tracked: Tracked, size: object
) -> None:
    page = opened(tab, office.cast.head, tracked)
    if size:
        page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    for box in page.locator("details.rarer > summary").all():
        box.click()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
