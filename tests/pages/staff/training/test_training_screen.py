"""The Lead's list on the screen: by theme, planned in place, with what is new."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from people.actor import Actor
from people.roles import Role
from people.staff import as_actor, by_email
from tests.browsing import DESK, PHONE, faults
from tests.cast import CHILD
from tests.pages.staff.conftest import Office
from tests.reviews.judged import joins
from tests.sampling import sampled
from tests.tracker.tracked import Tracked
from tracker.training.planning import mark_training

pytestmark = [pytest.mark.browser, pytest.mark.rule("BR-11")]

Tab = Callable[..., Page]
NAME = "Ravi Menon"


@pytest.fixture
def lead(office: Office) -> Actor:
    there = office.store.read(by_email, "ravi.menon@heard.example")
    return as_actor(there) if there else joins(office.store, NAME, Role.WORKFORCE_LEAD)


def a_need(office: Office, **said: object) -> int:
    one = Tracked(office.store, office.cast, action="Learn to plan with families", **said)
    office.store.write_now(mark_training, office.cast.head, one.number, training=True)
    return one.number


def test_the_lead_sees_what_is_new_plans_it_and_has_seen_it(office: Office, tab: Tab, lead: Actor) -> None:
    number = a_need(office, theme="Chronologies")
    page = tab(lead, "/staff/")
    expect(page.locator("#next-training")).to_contain_text("on your list")
    page.locator("#go-training").click()
    need = page.locator(f"#need-{number}")
    expect(need).to_contain_text("Learn to plan with families")
    expect(page.locator("main")).not_to_contain_text(CHILD)
    expect(need.get_by_role("link")).to_have_count(0)  # the item itself is the child's
    need.get_by_text("Write what is planned").click()
    need.get_by_role("button", name="Put it on record").click()
    expect(need).to_contain_text("Write what is planned: what, for whom, and when.")
    need.get_by_label("What, for whom, and when?").fill("Two mornings in June, in turns.")
    need.get_by_role("button", name="Put it on record").click()
    expect(need.locator(".story")).to_contain_text("Two mornings in June, in turns.")
    page.get_by_role("button", name="I have seen").click()
    expect(page.locator(".training-new")).to_have_count(0)


def test_a_head_puts_an_item_on_the_list_moves_it_and_takes_another_off(office: Office, tab: Tab) -> None:
    service = Tracked(office.store, office.cast, child=None, action="Learn to chair").number
    other = a_need(office)
    page = tab(office.cast.head, "/staff/training")
    page.get_by_label("The number of the item").fill("999999")
    page.get_by_role("button", name="Put it on the list").click()
    expect(page.locator("#add-training")).to_contain_text("There is no item of this number that you see.")
    expect(page.get_by_label("The number of the item")).to_have_value("999999")
    page.get_by_label("The number of the item").fill(f"item {service}")
    page.get_by_role("button", name="Put it on the list").click()
    need = page.locator(f"#need-{service}")
    need.get_by_text("Move to the Workforce Development Plan").click()
    need.get_by_label("Who owns it in the plan?").fill(NAME)
    need.get_by_role("button", name="Move it").click()
    expect(need).to_contain_text("Give the day by which the plan has it done.")
    need.get_by_label("By when does the plan have it done?").fill("2027-09-01")
    need.get_by_role("button", name="Move it").click()
    expect(need).to_contain_text(f"Workforce Development Plan, {NAME}")
    page.locator(f"#off-{other}").click()
    expect(page.locator(f"#need-{other}")).to_have_count(0)


@pytest.mark.parametrize("size", sampled([PHONE, DESK], [PHONE]))
def test_axe_finds_nothing(office: Office, tab: Tab, size: dict[str, int]) -> None:
    number = a_need(office)
    page = tab(office.cast.head, "/staff/training")
    page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    page.locator(f"#need-{number}").get_by_text("Write what is planned").click()
    assert faults(page) == []


def test_for_whom_it_is_not_there_is_no_such_page(office: Office) -> None:
    for person in (office.cast.worker, office.cast.manager, office.cast.chair, office.cast.administrator):
        assert office.opens(person, "/staff/training").status_code == 404
