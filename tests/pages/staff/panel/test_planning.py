"""Planning the panel on its screens: the seats, the day, the list and its order (BR-41, BR-44)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from people.roles import Role
from reviews.panel.meetings import meeting
from reviews.panel.planning import list_review
from tests.pages.staff.conftest import Office
from tests.reviews.judged import Judged, joins
from tests.reviews.panel.conftest import Panel

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
Meets = Callable[..., Panel]


@pytest.mark.rule("BR-44")
def test_a_list_that_is_too_long_draws_a_warning_and_its_order_changes(office: Office, tab: Tab, meets: Meets) -> None:
    panel = meets()
    page = tab(office.cast.head, f"/staff/panel/{panel.number}")
    last = 0
    for _ in range(4):
        judged = Judged(office.store, office.cast)
        judged.is_passed()
        office.store.write_now(list_review, office.cast.head, panel.number, judged.id)
        last = judged.id
    expect(page.locator("#too-long")).to_contain_text("100 minutes")
    page.locator(f"#earlier-{last}").click()
    expect(page.locator(".agenda-item").nth(3)).to_have_id(f"listed-{last}")
    page.locator(f"#unlist-open-{last}").click()
    page.locator(f"#unlist-{last}-go").click()
    expect(page.locator(f"#unlist-{last}")).to_contain_text("Write why")
    page.locator(f"#unlist-{last}-reason").fill("It can wait.")
    page.locator(f"#unlist-{last}-go").click()
    expect(page.locator("#too-long")).to_have_count(0)


@pytest.mark.rule("BR-41")
def test_a_meeting_is_planned_with_five_seats_that_are_proposed(office: Office, tab: Tab, meets: Meets) -> None:
    panel = meets()
    page = tab(office.cast.head, "/staff/panel")
    page.locator("#plan-panel-go").click()
    expect(page.locator("#plan-panel")).to_contain_text("Choose the day of the meeting.")
    page.locator("#plan-panel-on").fill("2099-05-20")
    page.locator("#plan-panel-seat-executive_director").select_option("")
    page.locator("#plan-panel-go").click()
    expect(page.locator("#plan-panel")).to_contain_text("Nobody sits as Executive Director")
    page.locator("#plan-panel-seat-executive_director").select_option(label="Ruth Okafor")
    page.locator("#plan-panel-go").click()
    expect(page.locator("h1")).to_contain_text("Panel on 20 May 2099")
    expect(page.locator(".facts")).to_contain_text(panel.seats[Role.BOARD_CHAIR].name)


def test_the_day_and_the_seats_of_a_planned_meeting_change(office: Office, tab: Tab, meets: Meets) -> None:
    panel = meets()
    newcomer = joins(office.store, "Ada Winter", Role.ASSISTANT_DIRECTOR)
    page = tab(office.cast.head, f"/staff/panel/{panel.number}")
    page.locator("#move-open").click()
    page.locator("#move-on").fill("2020-01-01")
    page.locator("#move-go").click()
    expect(page.locator("#move")).to_contain_text("This day is past")
    page.locator("#move-on").fill("2099-06-02")
    page.locator("#move-go").click()
    expect(page.locator("h1")).to_contain_text("2 June 2099")
    page.locator("#seats-open").click()
    page.locator("#seat-assistant_director").select_option(label="Ada Winter")
    page.locator("#seats-go").click()
    expect(page.locator(".facts")).to_contain_text("Ada Winter")
    assert office.store.read(meeting, panel.number)["seats"]["assistant_director"] == newcomer.id


def test_who_sits_and_does_not_plan_is_offered_nothing_of_planning(office: Office, tab: Tab, meets: Meets) -> None:
    panel = meets()
    page = tab(office.cast.chair, f"/staff/panel/{panel.number}")
    expect(page.locator("#opening")).to_be_visible()
    for what in ("#seats", "#move", "#cancel", "#waiting", f"#unlist-{panel.judged.id}", f"#earlier-{panel.judged.id}"):
        expect(page.locator(what)).to_have_count(0)
    page.goto(f"{office.url}/staff/panel")
    page.locator("h1").wait_for()
    for what in ("#plan-panel", "#waiting"):
        expect(page.locator(what)).to_have_count(0)
