"""The tracker's list in a real browser: by keyboard, on a phone, several at once, and by person."""

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from people.leaving import disable
from people.roles import Role
from tests.browsing import PHONE, faults, until
from tests.cast import OTHER_CHILD
from tests.pages.staff.conftest import Office
from tests.reviews.judged import joins
from tests.tracker.tracked import Tracked, day, words_said
from tracker.lines import lines_of
from tracker.saved_views import saved_views
from tracker.updating import update

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]
SAID = "Nobody told us when the visit would be."


def three(office: Office, word: str, **said: object) -> list[Tracked]:
    """Three items that a search for the word leaves, in the order of their days."""
    return [
        Tracked(office.store, office.cast, due=day(office.store, 10 + at), action=f"{word} number {at}", **said)
        for at in range(3)
    ]


def at(one: Tracked) -> str:
    return f"#row-{one.number}"


def words_of(office: Office, one: Tracked) -> list[str]:
    return [line["words"] for line in office.store.read(lines_of, one.number)]


def test_one_walks_and_opens_by_keyboard(office: Office, tab: Tab) -> None:
    first, second, third = three(office, "Walked")
    page = tab(office.cast.head, "/staff/tracker?q=walked")
    expect(page.locator("tr[data-item]")).to_have_count(3)
    page.keyboard.press("j")
    expect(page.locator(at(first))).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    expect(page.locator(at(third))).to_be_focused()
    expect(page.locator("tr[data-item][tabindex='0']")).to_have_count(1)
    page.keyboard.press("k")
    expect(page.locator(at(second))).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/staff/tracker/{second.number}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Walked number 1")


def test_an_update_is_written_in_place_and_one_is_back_on_its_row(office: Office, tab: Tab) -> None:
    first, *_ = three(office, "Written")
    page = tab(office.cast.worker, "/staff/tracker?q=written")
    page.keyboard.press("j")
    page.keyboard.press("u")
    field = page.get_by_label(f"What has been done about {first.number} since the last update?")
    expect(field).to_be_focused()
    page.keyboard.type("jku/?x is typed, and the school is asked.")
    assert faults(page) == []
    page.keyboard.press("Control+Enter")
    expect(page.locator(at(first))).to_contain_text("jku/?x is typed")
    expect(page.locator(at(first))).to_be_focused()
    expect(page.locator("tr[data-item]")).to_have_count(3)
    assert words_of(office, first)[-1] == "jku/?x is typed, and the school is asked."


def test_what_is_typed_outlives_what_others_write_and_closing(office: Office, tab: Tab) -> None:
    first, second, _ = three(office, "Outlived")
    page = tab(office.cast.worker, "/staff/tracker?q=outlived")
    page.locator(f"#update-open-{first.number}").click()
    field = page.locator(f"#update-{first.number}-words")
    field.fill("Half a sentence")
    office.store.write_now(update, office.cast.manager, second.number, "Somebody else was here.")
    expect(page.locator(at(second))).to_contain_text("Somebody else was here.")
    expect(field).to_have_value("Half a sentence")
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    expect(page.locator(at(first))).to_be_focused()
    page.keyboard.press("u")
    expect(field).to_have_value("Half a sentence")


def test_an_empty_update_is_refused_beside_its_field(office: Office, tab: Tab) -> None:
    first, *_ = three(office, "Emptied")
    page = tab(office.cast.worker, "/staff/tracker?q=emptied")
    page.locator(f"#update-open-{first.number}").click()
    page.get_by_role("button", name="Keep this update").click()
    expect(page.locator(f"#update-{first.number}")).to_contain_text("Write what has been done since the last update.")
    assert len(words_of(office, first)) == 1


def test_several_are_given_on_with_one_reason(office: Office, tab: Tab) -> None:
    first, second, third = three(office, "Given")
    page = tab(office.cast.head, "/staff/tracker?q=given")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator(at(first))).to_have_attribute("aria-selected", "true")
    page.locator(f"#pick-{third.number}").check()
    expect(page.locator("#reassign-count")).to_have_text("2 selected")
    assert faults(page) == []
    page.get_by_role("button", name="Give them all").click()
    expect(page.locator("#reassign")).to_contain_text("Choose who is to do it.")
    page.locator("#reassign-owner").select_option(label="Grace Adeyemi, Team manager")
    page.locator("#reassign-reason").fill("Amina is on leave.")
    page.get_by_role("button", name="Give them all").click()
    expect(page.locator("#told")).to_contain_text("2 items have a new owner.")
    expect(page.locator("#reassign")).to_be_hidden()
    assert [one.now["owner_name"] for one in (first, second, third)] == [
        "Grace Adeyemi",
        "Amina Yusuf",
        "Grace Adeyemi",
    ]


def test_what_is_asked_stands_in_the_address_and_can_be_kept_by_name(office: Office, tab: Tab) -> None:
    three(office, "Kept", team="Team of the view")
    page = tab(office.cast.head, "/staff/tracker")
    page.locator("#narrow-team").select_option("Team of the view")
    page.wait_for_url("**/staff/tracker?team=Team+of+the+view")
    expect(page.locator("tr[data-item]")).to_have_count(3)
    page.locator("#sort-owner").click()
    page.wait_for_url("**sort=owner")
    expect(page.locator("[aria-sort]")).to_contain_text("Owner")
    page.locator("#save-open").click()
    page.locator("#save-view-name").fill("That team")
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="That team")
    expect(link).to_have_attribute("aria-current", "true")
    page.goto(f"{office.url}/staff/tracker")
    page.get_by_role("link", name="That team").click()
    page.wait_for_url("**team=Team+of+the+view&sort=owner")
    page.get_by_role("button", name="Take away your view That team").click()
    expect(page.get_by_role("link", name="That team")).to_have_count(0)
    assert office.store.read(saved_views, office.cast.head) == []


def test_the_keys_are_told_and_the_search_is_one_of_them(office: Office, tab: Tab) -> None:
    three(office, "Searched")
    page = tab(office.cast.head, "/staff/tracker")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_label("Search")).to_be_focused()
    page.keyboard.type("searched")
    expect(page.locator("tr[data-item]")).to_have_count(3)
    page.wait_for_url("**/staff/tracker?q=searched")


def test_on_a_phone_it_is_updated_and_done_in_two_presses(office: Office, tab: Tab) -> None:
    first, *_ = three(office, "Carried")
    page = tab(office.cast.worker, "/staff/tracker?q=carried")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    card = page.locator(at(first))
    card.get_by_role("button", name="Update").click()
    page.locator(f"#update-{first.number}-words").fill("All of them are sent.")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="It is done, today").click()
    expect(card).to_contain_text("effect not known")
    assert first.now["state"] == "done"


def test_more_are_shown_in_place(office: Office, tab: Tab) -> None:
    for number in range(52):
        Tracked(office.store, office.cast, action=f"Lengthy {number}")
    page = tab(office.cast.head, "/staff/tracker?q=lengthy")
    expect(page.locator("tr[data-item]")).to_have_count(50)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("tr[data-item]")).to_have_count(52)
    expect(page.locator("tr[data-item]").nth(50)).to_be_focused()
    page.wait_for_url("**/staff/tracker?q=lengthy&most=100")


def test_a_familys_words_and_a_childs_name_are_for_those_who_may(office: Office, tab: Tab) -> None:
    owner = joins(
        office.store, "Vera Outside", Role.TEAM_MANAGER
    )  # of this test alone: nobody has planned a review for her
    key = words_said(office.store, office.cast, SAID)
    one = Tracked(office.store, office.cast, (key,), owner=owner, action="Veiled")
    page = tab(office.cast.head, "/staff/tracker?q=veiled")
    expect(page.locator(at(one))).to_contain_text(f"answers “{SAID}”")
    expect(page.locator(at(one))).to_contain_text("Selam Tesfamariam")
    page = tab(owner, "/staff/tracker?q=veiled")
    expect(page.locator(at(one))).to_contain_text("answers words that are not yours to read")
    expect(page.locator(at(one))).not_to_contain_text("Selam")
    page.goto(f"{office.url}/staff/tracker/{one.number}")
    expect(page.get_by_text("Words that are not yours to read.")).to_be_visible()
    expect(page.locator(".tracked-item").get_by_text("Selam")).to_have_count(0)  # an alert names her to who answers it


def test_what_is_not_theirs_is_not_there(office: Office, tab: Tab) -> None:
    other = Tracked(
        office.store, office.cast, child=OTHER_CHILD, owner=office.cast.worker_of_another_team, action="Elsewhere"
    )
    page = tab(office.cast.worker, "/staff/tracker?q=elsewhere")
    expect(page.get_by_text("Nothing fits what you ask for.")).to_be_visible()
    expect(page.locator("#new-item")).to_have_count(0)
    gone = httpx.codes.NOT_FOUND
    assert office.opens(office.cast.worker, f"/staff/tracker/{other.number}").status_code == gone
    assert office.opens(office.cast.worker, "/staff/tracker/new").status_code in (gone, httpx.codes.FORBIDDEN)
    for nobody in (office.cast.caller, office.cast.reviewer, office.cast.administrator):
        seen = office.opens(nobody, "/staff/tracker").status_code
        assert (seen == httpx.codes.OK) == (nobody is office.cast.reviewer)


def test_an_owner_who_left_is_marked_and_the_view_finds_it(office: Office, tab: Tab) -> None:
    leaver = joins(office.store, "Rosa Lindgren", Role.SOCIAL_WORKER)
    one = Tracked(office.store, office.cast, owner=leaver, action="Orphaned")
    page = tab(office.cast.manager, "/staff/tracker?q=orphaned")
    expect(page.locator(at(one))).not_to_contain_text("has left")
    office.store.write_now(disable, office.cast.administrator, leaver.id)
    page.reload()
    page.locator("#view-lacking").click()
    expect(page.locator(at(one))).to_contain_text("has left")


def test_two_who_look_see_the_same_at_once(office: Office, tab: Tab) -> None:
    first, *_ = three(office, "Shared")
    one, other = (tab(person, "/staff/tracker?q=shared") for person in (office.cast.head, office.cast.worker))
    other.locator(f"#update-open-{first.number}").click()
    other.locator(f"#update-{first.number}-words").fill("Said by the worker.")
    other.get_by_role("button", name="Keep this update").click()
    expect(one.locator(at(first))).to_contain_text("Said by the worker.")
    until(one, lambda: first.now["updated"] != "")
