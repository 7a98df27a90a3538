"""Bars that stay in sight cover nothing that has the focus or is being saved: measured in the browser."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from feedback.concerns.kinds import AT_RISK
from feedback.concerns.raising import raise_concern
from feedback.phone.call import take_up
from people.actor import Actor
from tests.browsing import DESK, PHONE, TWO_FRAMES
from tests.cast import CHILD
from tests.pages.staff.conftest import Office
from tests.pages.staff.shell.test_words_stay import asks_by_phone

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
COVERED = """() => {
  if (document.activeElement === document.body) return [];
  const over = (one, other) => one.top < other.bottom - 1 && one.bottom > other.top + 1
    && one.left < other.right - 1 && one.right > other.left + 1;
  const place = document.activeElement.closest('.option, .card-choice') ?? document.activeElement;
  const box = place.getBoundingClientRect();
  const bars = [...document.querySelectorAll('.alerts, .call-bar, .saved, .danger, .foot > :not([hidden])')]
    .filter((bar) => bar.offsetHeight && !bar.contains(place) && ['sticky', 'fixed'].includes(positionOf(bar)));
  function positionOf(bar) {
    for (let one = bar; one; one = one.parentElement) {
      const position = getComputedStyle(one).position;
      if (position === 'sticky' || position === 'fixed') return position;
    }
    return 'static';
  }
  return bars
    .map((bar) => ({ name: bar.className, box: bar.getBoundingClientRect() }))
    .filter(({ box: bar }) => over(bar, box))
    .map(({ name }) => `${name} covers ${place.id || place.tagName} ${Math.round(box.top)}-${Math.round(box.bottom)}`);
}"""


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def size(request: pytest.FixtureRequest) -> Any:
    return request.param


def walks(page: Page, keys: int, key: str = "Tab") -> list[str]:
    """Goes through the page with the keyboard; what was covered at any of its stops."""
    found: list[str] = []
    for _ in range(keys):
        page.keyboard.press(key)
        page.evaluate(TWO_FRAMES)  # what follows the focus does so in the next frame
        found += page.evaluate(COVERED)
    return found


def opened(tab: Tab, actor: Actor, path: str, size: Any) -> Page:
    page = tab(actor, path)
    page.set_viewport_size(size)
    return page


def an_alert(office: Office) -> None:
    for kind in (AT_RISK, "not_addressed"):
        office.store.write_now(raise_concern, office.cast.worker, kind, words="For the bars", child=CHILD)


def test_a_review_under_alerts(office: Office, tab: Tab, size: Any) -> None:
    an_alert(office)
    page = opened(tab, office.cast.head, f"/staff/reviews/{office.plans_a_review()}?part=head", size)
    expect(page.locator(".alert").first).to_be_visible()
    page.evaluate("document.getElementById('saved').textContent = 'Saved 10:00'")
    page.evaluate(TWO_FRAMES)
    page.locator("#part-title").focus()
    assert walks(page, 12) == []
    assert walks(page, 12, "Shift+Tab") == []


def test_a_reviewers_part_while_it_is_saved(office: Office, tab: Tab, size: Any) -> None:
    page = opened(tab, office.cast.reviewer, f"/staff/reviews/{office.plans_a_review()}?part=2", size)
    field = page.locator("#q-section_2_findings")
    field.fill("Line\n" * 3)
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.evaluate(TWO_FRAMES)
    assert page.evaluate(COVERED) == []
    assert walks(page, 8) == []
    assert walks(page, 8, "Shift+Tab") == []


def test_a_call_between_two_bars(office: Office, tab: Tab, size: Any) -> None:
    request = asks_by_phone(office)
    office.store.write_now(take_up, office.cast.caller, request, override="A test.", hours=office.settings.hours)
    page = opened(tab, office.cast.caller, f"/staff/calls/{request}", size)
    expect(page.locator(".danger")).to_be_visible()
    page.locator("#question-title").focus()
    assert walks(page, 14) == []
    assert walks(page, 14, "Shift+Tab") == []


def test_a_long_form_with_notices_at_the_foot(office: Office, tab: Tab, size: Any) -> None:
    page = opened(tab, office.cast.worker, f"/staff/children/{CHILD}/note", size)
    page.evaluate("heard.ending('10:00', true); heard.tell('Something was done.')")
    page.evaluate(TWO_FRAMES)
    page.locator("#note-part-family").focus()
    assert walks(page, 14) == []


def test_a_bar_that_comes_does_not_come_over_what_has_the_focus(office: Office, tab: Tab, size: Any) -> None:
    page = opened(tab, office.cast.caller, f"/staff/calls/{asks_by_phone(office)}", size)
    page.locator(".missed summary").last.focus()
    page.keyboard.press("Shift+Tab")
    page.evaluate("heard.tell('Something was done that takes a sentence or two to be told, and so stands quite high.')")
    page.evaluate(TWO_FRAMES)
    assert page.evaluate(COVERED) == []


def test_what_is_told_during_a_call_does_not_stand_over_the_help_in_danger(office: Office, tab: Tab, size: Any) -> None:
    request = asks_by_phone(office)
    page = opened(tab, office.cast.caller, f"/staff/calls/{request}", size)
    page.evaluate("heard.tell('Something was done.')")
    page.evaluate(TWO_FRAMES)  # bars are measured after they are drawn
    told, danger = page.locator("#told").bounding_box(), page.locator(".danger").bounding_box()
    assert told is not None
    assert danger is not None
    assert told["y"] + told["height"] <= danger["y"]


def test_who_has_scrolled_away_from_their_field_is_left_where_they_are(office: Office, tab: Tab, size: Any) -> None:
    page = opened(tab, office.cast.worker, f"/staff/children/{CHILD}/note", size)
    page.locator("#note-words").focus()
    page.set_viewport_size({**size, "height": 300})
    page.evaluate(TWO_FRAMES)  # what follows the focus itself has been done
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("heard.tell('Something was done elsewhere.')")
    page.evaluate(TWO_FRAMES)
    assert page.evaluate("scrollY") == 0
