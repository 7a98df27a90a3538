"""The monthly meeting from its planning to its end, on the screens of several people at once (BR-51)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from people.working_days import london_day
from tests.browsing import DESK, PHONE, faults
from tests.cast import OTHER_CHILD
from tests.pages.staff.conftest import Office
from tests.pages.staff.tracker_meetings.conftest import ahead
from tests.sampling import sampled
from tests.tracker.meetings.met import Met
from tests.tracker.tracked import Tracked, day
from tracker.lines import lines_of
from tracker.meetings.meetings import ENDED

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
Meets = Callable[[], Met]


def at(met: Met) -> str:
    return f"/staff/meeting/{met.number}"


def a_tracked(office: Office, **said: object) -> Tracked:
    return Tracked(office.store, office.cast, **said)  # type: ignore[arg-type]  # what is said of an item, by its fields


@pytest.mark.rule("BR-51")
def test_a_meeting_is_planned_once_a_month_and_begun(office: Office, tab: Tab, meets: Meets) -> None:
    a_tracked(office, theme="Visits in time")
    page = tab(office.cast.manager, "/staff/meeting")
    page.locator("#plan-meeting-go").click()
    expect(page.locator("#plan-meeting")).to_contain_text("Choose the day of the meeting")
    taken = meets()
    page.locator("#plan-meeting-on").fill(taken.now["on"])
    page.locator("#plan-meeting-go").click()
    expect(page.locator("#plan-meeting")).to_contain_text("has its meeting already")
    on = london_day(office.store.now) + timedelta(days=ahead(office))
    page.locator("#plan-meeting-on").fill(on.isoformat())
    page.locator("#plan-meeting-go").click()
    expect(page.locator("h1")).to_contain_text("Tracker meeting")
    expect(page.locator(".to-come").first).to_contain_text("no update this month")
    assert faults(page) == []
    page.goto(f"{office.url}{at(taken)}")
    page.locator("#begin-who-open").click()
    page.locator(f"#begin-at-{office.cast.manager.id}-here").check()
    page.locator("#begin-go").click()
    expect(page.locator(".wall-bar")).to_contain_text("you lead the screen")
    assert taken.now["present"] == [office.cast.manager.id]


@pytest.mark.rule("BR-51", "BR-52")
def test_one_leads_and_another_follows_writes_and_sees_what_is_written(office: Office, tab: Tab, meets: Meets) -> None:
    one, theirs = a_tracked(office), a_tracked(office, child=OTHER_CHILD, owner=office.cast.worker_of_another_team)
    met = meets()
    met.opens(office.cast.manager)
    leads, follows = tab(office.cast.manager, at(met)), tab(office.cast.worker, at(met))
    expect(follows.locator("#next-item")).to_have_count(0)
    met.shows(one.number)
    for page in (leads, follows):
        expect(page.locator(f"#point-{one.number}")).to_contain_text("Share reports three working days before")
        expect(page.locator(".here-now")).to_contain_text("no update this month")
    leads.locator(f"#update-{one.number}-words").fill("The manager is still typing")
    follows.locator(f"#update-{one.number}-words").fill("The school has answered.")
    follows.locator(f"#update-{one.number}-go").click()
    expect(leads.locator("#said")).to_contain_text("The school has answered.")
    expect(leads.locator(f"#update-{one.number}-words")).to_have_value("The manager is still typing")
    expect(leads.locator(".here-now .wall-title")).not_to_contain_text("no update this month")
    leads.locator(f"#update-{one.number}-go").click()
    expect(follows.locator("#said li")).to_have_count(2)
    follows.locator(f"#done-open-{one.number}").click()
    follows.locator(f"#done-{one.number}-words").fill("Every report went out.")
    follows.locator(f"#done-{one.number}-go").click()
    expect(follows.locator(f"#done-{one.number}")).to_contain_text("Give the day on which it was done")
    follows.locator(f"#done-{one.number}-day").fill(day(office.store, 0))
    follows.locator(f"#done-{one.number}-go").click()
    expect(follows.locator(".item-acts")).to_contain_text("is said by somebody who neither owns it")
    expect(follows.locator(f"#judge-{one.number}")).to_have_count(0)
    leads.locator(f"label[for=judge-{one.number}-effective]").click()
    leads.locator(f"#judge-{one.number}-go").click()
    expect(leads.locator(f"#judge-{one.number}")).to_contain_text("Write what changed for the child")
    leads.locator(f"#judge-{one.number}-impact").fill("Her mother came prepared.")
    leads.locator(f"#judge-{one.number}-evidence").fill("Ten records.")
    leads.locator(f"#judge-{one.number}-go").click()
    expect(follows.locator("#said")).to_contain_text("Effective. Her mother came prepared.")
    met.shows(theirs.number)
    expect(follows.locator("h2").first).to_have_text("An item that you do not see")
    kinds = [each["kind"] for each in office.store.read(lines_of, one.number) if each.get("meeting") == met.number]
    assert kinds == ["update", "update", "done", "judged"]


def test_the_keyboard_leads_and_types_in_fields_as_ever(office: Office, tab: Tab, meets: Meets) -> None:
    one = a_tracked(office, due=day(office.store, 1))
    a_tracked(office, due=day(office.store, 2))
    met = meets()
    met.opens()
    page = tab(office.cast.manager, at(met))
    page.keyboard.press("j")
    expect(page.locator(".here-now")).to_be_visible()
    first = page.locator(".wall").get_attribute("data-point")
    page.keyboard.press("j")
    expect(page.locator(".wall")).not_to_have_attribute("data-point", first or "")
    page.keyboard.press("k")
    expect(page.locator(".wall")).to_have_attribute("data-point", first or "")
    met.shows(one.number)
    field = page.locator(f"#update-{one.number}-words")
    field.press_sequentially("jkj")
    expect(field).to_have_value("jkj")
    assert met.now["item"] == one.number


def test_who_types_goes_on_while_another_item_is_brought_up(office: Office, tab: Tab, meets: Meets) -> None:
    one, other = a_tracked(office), a_tracked(office)
    met = meets()
    met.opens()
    met.shows(one.number)
    page = tab(office.cast.worker, at(met))
    field = page.locator(f"#update-{one.number}-words")
    field.press_sequentially("The school has")
    met.shows(other.number)
    expect(page.locator(f"#point-{other.number}")).to_be_visible()
    expect(page.locator(f"#still-{one.number}")).to_be_visible()
    expect(field).to_be_focused()
    field.press_sequentially(" answered.")
    expect(field).to_have_value("The school has answered.")
    assert faults(page) == []
    page.locator(f"#update-{one.number}-go").click()
    expect(page.locator(f"#still-{one.number}")).to_have_count(0)
    said = office.store.read(lines_of, one.number)[-1]
    assert (said["words"], said.get("meeting")) == ("The school has answered.", met.number)
    page.locator(f"#update-{other.number}-words").fill("Not yet")
    met.shows(one.number)
    page.locator(f"#put-away-{other.number}").click()
    expect(page.locator(f"#still-{other.number}")).to_have_count(0)
    assert office.store.read(lines_of, other.number)[-1]["kind"] == "made"


def test_what_is_typed_when_the_meeting_ends_is_not_lost(office: Office, tab: Tab, meets: Meets) -> None:
    one = a_tracked(office)
    met = meets()
    met.opens()
    met.shows(one.number)
    page = tab(office.cast.worker, at(met))
    page.locator(f"#update-{one.number}-words").press_sequentially("Too late for the minutes.")
    met.ends()
    expect(page.locator("section", has=page.locator(f"#still-{one.number}"))).to_contain_text("not in the minutes")
    expect(page.locator(f"#update-{one.number}-words")).to_have_value("Too late for the minutes.")
    page.locator(f"#update-{one.number}-go").click()
    expect(page.locator(f"#still-{one.number}")).to_have_count(0)
    said = office.store.read(lines_of, one.number)[-1]
    assert (said["words"], said.get("meeting")) == ("Too late for the minutes.", None)


def test_a_leader_whose_tab_is_gone_is_followed_by_whoever_takes_over(office: Office, tab: Tab, meets: Meets) -> None:
    one = a_tracked(office)
    met = meets()
    met.opens()
    met.shows(one.number)
    gone, other = tab(office.cast.manager, at(met)), tab(office.cast.head, at(met))
    gone.close()
    other.locator("#lead").click()
    expect(other.locator(".wall-bar")).to_contain_text("you lead the screen")
    again = tab(office.cast.manager, at(met))
    expect(again.locator(".wall-bar")).to_contain_text("Helen Marsh leads the screen")
    expect(again.locator("#next-item")).to_have_count(0)


@pytest.mark.rule("BR-51")
def test_a_meeting_ends_and_shows_what_it_said(office: Office, tab: Tab, meets: Meets) -> None:
    one, left = a_tracked(office), a_tracked(office, action="Left for another day")
    met = meets()
    met.opens(office.cast.manager)
    met.shows(one.number)
    met.says(office.cast.worker, one.number, "The school has answered.")
    leads, follows = tab(office.cast.manager, at(met)), tab(office.cast.worker, at(met))
    leads.locator("#end-open").click()
    leads.locator("#end-go").click()
    for page in (leads, follows):
        expect(page.locator(".lead")).to_contain_text("Held from")
        expect(page.locator(".discussed").filter(has_text=str(one.number)).first).to_contain_text("has answered")
        expect(page.locator("section:has(#not-reached)")).to_contain_text("Left for another day")
    expect(leads.locator(".facts")).to_contain_text("Amina Yusuf")  # who wrote, and was not noted as here
    assert (met.now["state"], left.now["state"]) == (ENDED, "open")
    assert faults(leads) == []


@pytest.mark.parametrize("size", sampled([PHONE, DESK], [PHONE]), ids=["phone", "desk"])
def test_axe_finds_nothing_in_a_meeting(office: Office, tab: Tab, meets: Meets, size: dict[str, int]) -> None:
    done, moves = a_tracked(office), a_tracked(office, child=None)
    done.is_done()
    met = meets()
    met.opens(office.cast.manager)
    page = tab(office.cast.manager, at(met))
    page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    for one in (done, moves):
        met.shows(one.number)
        expect(page.locator(f"#point-{one.number}")).to_be_visible()
        page.evaluate("for (const one of document.querySelectorAll('.wall details')) one.open = true")
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_who_does_not_work_with_the_tracker_has_no_meeting(office: Office, meets: Meets) -> None:
    met = meets()
    for stranger in (office.cast.administrator, office.cast.caller):
        for path in ("/staff/meeting", at(met)):
            assert office.opens(stranger, path).status_code in (403, 404)
    for nothing in ("/staff/meeting/999", "/staff/meeting/x"):
        assert office.opens(office.cast.head, nothing).status_code == 404
