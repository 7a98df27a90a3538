"""Reading before the meeting: saved as one goes, blind, and nothing of it on anybody else's screen (BR-43)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from people.roles import Role
from reviews.panel.blind_views import views_of
from reviews.panel.judging import say
from tests.browsing import PHONE, faults, until
from tests.pages.staff.conftest import Office
from tests.reviews.panel.conftest import GRADED, POINTS, Panel, opinions

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
Meets = Callable[..., Panel]
SECRET = "Zanzibar is what I alone think of."


def pack(panel: Panel) -> str:
    return f"/staff/panel/{panel.number}/read/{panel.judged.id}"


@pytest.mark.rule("BR-43", "BR-45")
def test_a_member_reads_and_grades_and_it_is_saved_as_they_go(office: Office, tab: Tab, meets: Meets) -> None:
    office.family().writes("They ask me, and then nothing changes.")
    panel = meets()
    member = panel.seats[Role.EXECUTIVE_DIRECTOR]
    page = tab(member, pack(panel))
    first = page.locator("section").first
    expect(first).to_contain_text("They ask me, and then nothing changes.")  # the family's words come first
    expect(page.locator("#pack-1")).to_contain_text("10 in the moderation template")
    expect(page.locator("#pack-9")).to_contain_text("18 in the moderation template")
    for point in POINTS:
        choice = "requires_improvement" if point == "4" else "good" if point in GRADED else "yes"
        page.locator(f"label[for=say-{point}-{choice}]").click()
        expect(page.locator(f"#saved-{point}")).to_contain_text("Saved")
    page.locator("#say-4-comments").fill(SECRET)
    page.locator("#say-4-comments").blur()
    until(page, lambda: any(SECRET in one["opinions"]["4"]["comments"] for one in views(office, panel)))
    page.reload()
    expect(page.locator("#say-4-requires_improvement")).to_be_checked()
    expect(page.locator("#say-4-comments")).to_have_value(SECRET)
    page.locator("#read-all").click()
    expect(page.locator(".read-end")).to_contain_text("You have read it all")
    (mine,) = views(office, panel)
    assert (mine["staff"], mine["opinions"]["4"]["grade"]) == (member.id, "requires_improvement")


def views(office: Office, panel: Panel) -> list[dict]:
    return [dict(one) for one in office.store.read(views_of, panel.judged.id, 1)]


def test_what_is_left_to_say_is_listed_until_nothing_is(office: Office, tab: Tab, meets: Meets) -> None:
    panel = meets()
    rest = {point: one for point, one in opinions().items() if point not in ("6", "8")}
    office.store.write_now(say, office.cast.chair, panel.number, panel.judged.id, rest, read=False)
    page = tab(office.cast.chair, pack(panel))
    expect(page.locator(".read-end")).to_contain_text("section 6, section 8")
    for point in ("6", "8"):
        page.locator(f"label[for=say-{point}-yes]").click()
    expect(page.locator("#read-all")).to_be_visible()


@pytest.mark.rule("BR-43")
def test_no_page_of_another_member_holds_a_trace_of_a_view(office: Office, tab: Tab, meets: Meets) -> None:
    panel = meets()
    written = opinions(s4="inadequate")
    written["4"]["comments"] = SECRET
    office.store.write_now(say, office.cast.chair, panel.number, panel.judged.id, written, read=True)
    others = [one for role, one in panel.seats.items() if role != Role.BOARD_CHAIR]
    for other in others:
        for path in ("/staff/panel", f"/staff/panel/{panel.number}", pack(panel), "/staff/"):
            page = tab(other, path)
            source = page.content()
            assert SECRET not in source, (other.name, path)
            assert "As I see it." not in source, (other.name, path)  # the Head's words of stage 1
        page.goto(f"{office.url}{pack(panel)}")
        expect(page.locator("#say-4-inadequate")).not_to_be_checked()
        for sent in (f"/staff/panel/{panel.number}", pack(panel)):
            assert SECRET not in office.opens(other, sent).text
    listed = tab(others[0], f"/staff/panel/{panel.number}").locator(f"#listed-{panel.judged.id}")
    expect(listed).to_contain_text("1 of 5 have read it")


def test_screens_before_the_meeting_are_accessible_and_fit_a_phone(office: Office, tab: Tab, meets: Meets) -> None:
    panel = meets()
    page = tab(office.cast.head, "/staff/panel")
    for path in ("/staff/panel", f"/staff/panel/{panel.number}", pack(panel)):
        for size in (PHONE, {"width": 1280, "height": 900}):
            page.set_viewport_size(size)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
            page.goto(f"{office.url}{path}")
            page.locator("h1").wait_for()
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
            assert faults(page) == [], path
