"""The screen of themes: noting one, choosing what is done, closing it; the panel reads it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from people.actor import Actor
from tests.pages.staff.conftest import Office

pytestmark = [pytest.mark.browser, pytest.mark.rule("BR-48")]
Tab = Callable[..., Page]


def open_as(tab: Tab, actor: Actor) -> Page:
    page: Page = tab(actor, "/staff/themes")
    return page


def test_a_theme_goes_from_noted_to_closed(office: Office, tab: Tab) -> None:
    page = open_as(tab, office.cast.head)
    page.get_by_label("What comes up again?").fill("Fathers are not asked")
    page.get_by_label("In a few words, what was seen?").fill("Three of four plans name the mother alone.")
    page.get_by_role("button", name="Note it").click()
    theme = page.get_by_role("article", name="Fathers are not asked")
    expect(theme.get_by_text("Nothing has been chosen yet")).to_be_visible()
    theme.get_by_text("Choose what is done about it").click()
    theme.get_by_label("Work with the Head of Social Care").check()
    theme.get_by_label("What exactly, and by whom?").fill("A prompt in supervision: both Heads, by June.")
    theme.get_by_role("button", name="Put it on record").click()
    expect(theme.get_by_text("A prompt in supervision: both Heads, by June.")).to_be_visible()
    theme.get_by_text("Close it, with what came of it").click()
    theme.get_by_label("What came of it?").fill("Plans name both parents now.")
    theme.get_by_role("button", name="Close the theme").click()
    closed = page.get_by_role("region", name="Closed")
    expect(closed.get_by_text("Plans name both parents now.")).to_be_visible()


def test_what_is_missing_is_said_beside_it_and_what_was_typed_stays(office: Office, tab: Tab) -> None:
    page = open_as(tab, office.cast.head)
    page.get_by_label("In a few words, what was seen?").fill("Plans come late.")
    page.get_by_role("button", name="Note it").click()
    expect(page.locator("#new-theme").get_by_text("Give the theme a name.").first).to_be_visible()
    expect(page.get_by_label("In a few words, what was seen?")).to_have_value("Plans come late.")


def test_the_chair_reads_and_is_offered_nothing_that_would_be_refused(office: Office, tab: Tab) -> None:
    head = open_as(tab, office.cast.head)
    head.get_by_label("What comes up again?").fill("<b>Late</b> plans")
    chair = open_as(tab, office.cast.chair)
    expect(chair.get_by_role("heading", name="Panel and reviewer")).to_be_visible()
    head.get_by_role("button", name="Note it").click()
    expect(chair.get_by_role("heading", name="<b>Late</b> plans")).to_be_visible()
    assert chair.locator("form[data-do^=theme-]").count() == 0
