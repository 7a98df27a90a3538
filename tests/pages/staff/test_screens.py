"""Home, children and asking, as people meet them in a browser."""

import re
import time
from collections.abc import Callable

import pytest
from nicegui import Client
from playwright.sync_api import Page, expect

from feedback.asking.requests import requests_for
from feedback.triage.triage_list import triage_list
from people.children import children
from people.sessions import sign_out
from tests.browsing import PHONE, faults, says
from tests.cast import CHILD, OTHER_CHILD
from tests.pages.staff.conftest import Office

pytestmark = pytest.mark.browser

Tab = Callable[..., Page]


def choose(page: Page, *names: str) -> None:
    for name in names:
        page.locator(f"label[for={name}]").click()
        expect(page.locator(f"#{name}")).to_be_checked()


def test_a_worker_asks_in_four_steps_and_gets_a_link_that_works(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, f"/staff/children/{CHILD}")
    page.get_by_role("link", name="Ask for feedback").click()
    choose(page, "touchpoint-conference", "audience-parent_carer", "language-ti")
    expect(page.locator(".preview-words")).to_have_attribute("lang", "ti")
    expect(page.locator("#channel-link")).to_be_checked()
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("The link, shown this once")
    expect(link).to_have_value(re.compile(rf"^{office.url}/f/[\w-]{{22}}$"))
    expect(page.get_by_role("heading", name="Here is the link")).to_be_focused()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name=re.compile("Copied|Press"))).to_be_visible()
    made = office.store.read(requests_for, office.cast.worker, CHILD)[0]
    assert (made["language"], made["channel"], made["audience"]) == ("ti", "link", "parent_carer")


def test_a_code_to_scan_is_drawn_and_named(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, f"/staff/children/{CHILD}/ask")
    choose(page, "touchpoint-closure", "audience-young_person", "language-en", "channel-qr")
    page.get_by_role("button", name="Make the QR code").click()
    expect(page.get_by_role("img", name="QR code that opens the questions")).to_be_visible()
    assert faults(page) == []


def test_the_chosen_steps_stand_in_the_address_and_outlive_a_reload(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, f"/staff/children/{CHILD}/ask")
    choose(page, "touchpoint-closure", "audience-young_person", "language-ar", "channel-qr")
    page.wait_for_url("**/ask?touchpoint=closure&audience=young_person&language=ar&channel=qr")
    page.reload()
    for name in ("touchpoint-closure", "audience-young_person", "language-ar", "channel-qr"):
        expect(page.locator(f"#{name}")).to_be_checked()
    page.get_by_role("button", name="Make the QR code").click()
    page.wait_for_url("**/ask")  # a reload does not offer the same once more


def test_steps_that_nobody_could_choose_count_as_not_chosen(office: Office, tab: Tab) -> None:
    page = tab(
        office.cast.worker, f"/staff/children/{CHILD}/ask?touchpoint=x&audience=contact-9999&language=x&channel=x"
    )
    expect(page.locator("#ask-touchpoint")).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(0)


def test_what_is_missing_is_said_beside_its_step(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, f"/staff/children/{CHILD}/ask")
    page.get_by_role("button", name="Make the link").click()
    step = page.locator("#ask-touchpoint")
    expect(step).to_contain_text("Choose what this comes after.")
    expect(step).to_be_focused()
    choose(page, "touchpoint-conference")
    expect(step).not_to_contain_text("Choose what this comes after.")


def test_there_are_questions_for_everybody_after_every_touchpoint(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, f"/staff/children/{CHILD}/ask")
    for touchpoint in ("conference", "closure"):
        choose(page, f"touchpoint-{touchpoint}")
        for audience in ("4 to 7", "8 to 11", "12 to 17", "Care leaver", "Parent or carer"):
            expect(page.locator("#ask-audience")).to_contain_text(audience)


@pytest.mark.usefixtures("nothing_waits")
def test_what_a_family_wrote_comes_by_itself_and_is_read_by_a_named_person(office: Office, tab: Tab) -> None:
    page = tab(office.cast.head, "/staff/")
    family = office.family()
    family.writes("Please ring before you come.")
    before = len(office.store.read(triage_list, office.cast.head))
    expect(page.locator("#way-2 .count")).to_contain_text(str(before))
    expect(page.locator("#tile-read")).to_contain_text(f"{before} to read")
    page.goto(f"{office.url}/staff/read")
    card = page.locator(".item", has_text="Please ring before you come.").first
    card.locator("summary").click()
    card.get_by_role("button", name="I have read this").click()
    expect(card).to_contain_text("Read by Helen Marsh")
    card.get_by_role("button", name="Read, no action needed").click()
    expect(page.locator("#live")).to_contain_text("Read, and no action needed.")
    assert len(office.store.read(triage_list, office.cast.head)) == before - 1


def test_who_does_not_feel_safe_stands_first_with_the_number_to_call(office: Office, tab: Tab) -> None:
    calm, worried = office.family(), office.family()
    calm.answers("yes")
    while (question := worried.sees().question) is not None:
        said = {"safe_now": "no", "call_back": "yes"}.get(question.purpose)
        if said:
            worried.answers(said)
        elif question.id == "call_number":
            worried.answers("07700 900123")
        else:
            worried.skips()
    page = tab(office.cast.head, "/staff/")
    first = page.locator(".next-thing").first
    expect(first).to_contain_text("does not feel safe")
    first.get_by_role("link", name="Read and decide").click()
    expect(page.locator(".item").first).to_contain_text("Does not feel safe")
    page.goto(f"{office.url}/staff/calls")
    expect(page.locator(".line", has_text="07700 900123").first).to_contain_text("They asked to be called")


def test_children_are_found_by_name_or_reference(office: Office, tab: Tab) -> None:
    there = len(office.store.read(children, office.cast.head))  # other tests of this office have some of their own
    page = tab(office.cast.head, "/staff/children")
    box = page.get_by_label("Search by name, reference or Mosaic number")
    box.fill("al-amiri")
    expect(page.locator(".list tbody tr")).to_have_count(1)
    expect(page.locator(".list")).to_contain_text(OTHER_CHILD)
    expect(box).to_be_focused()
    box.fill("nobody of this name")
    expect(page.get_by_text("0 children fit")).to_be_visible()
    box.fill("")
    expect(page.locator(".list tbody tr")).to_have_count(there)


def test_a_link_is_closed_and_its_page_says_so(office: Office, tab: Tab) -> None:
    office.cast.ask(language="ar")
    page = tab(office.cast.worker, f"/staff/children/{CHILD}")
    newest = page.locator(".requests li").first
    newest.get_by_role("button", name="Close this link").click()
    says(page, "Close this link")
    expect(newest).to_contain_text("Closed")


def test_a_try_is_logged_and_a_gap_is_said_beside_the_field(office: Office, tab: Tab) -> None:
    page = tab(office.cast.worker, f"/staff/children/{CHILD}")
    page.get_by_text("Log a try", exact=True).click()
    page.get_by_role("button", name="Log this try").click()
    method = page.get_by_label("How did you try?")
    expect(method).to_have_attribute("aria-invalid", "true")
    method.select_option("phone")
    page.get_by_label("What came of it?").select_option("no_answer")
    page.get_by_label("Anything to add (optional)").fill("<b>after school</b>")
    page.get_by_role("button", name="Log this try").click()
    expect(page.locator(".story li").first).to_contain_text("Phone call, no answer: <b>after school</b>")


def test_a_review_is_planned_and_opens(office: Office, tab: Tab) -> None:
    page = tab(office.cast.head, "/staff/reviews/plan")
    page.get_by_role("button", name="Plan this review").click()
    expect(page.get_by_label("Which child?")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Which child?").fill(OTHER_CHILD)
    page.get_by_label("Who reviews?").select_option(str(office.cast.reviewer.id))
    page.get_by_label("Theme or focus").fill("Identity")
    page.get_by_label("To be handed in by").fill("2027-03-01")
    page.get_by_role("button", name="Plan this review").click()
    expect(page.get_by_role("heading", name="About this review")).to_be_visible()
    expect(page.locator(".facts")).to_contain_text("Yousef Al-Amiri")


def test_what_a_review_lacks_is_listed_by_section(office: Office, tab: Tab) -> None:
    page = tab(office.cast.reviewer, f"/staff/reviews/{office.plans_a_review()}?part=hand-in")
    expect(page.locator(".intro")).to_contain_text("still missing")
    page.locator("#go-2").click()
    expect(page.locator("h1")).to_contain_text("2 Identification of needs")


def test_the_keyboard_alone_goes_to_the_page_and_through_it(office: Office, tab: Tab) -> None:
    page = tab(office.cast.reviewer, "/staff/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_nothing_of_a_screen_stays_on_the_server_after_signing_out(office: Office, tab: Tab) -> None:
    key = office.key_of(office.cast.chair)
    page = tab(office.cast.chair, "/staff/reviews", key)
    mine = [client for client in Client.instances.values() if client.request.cookies.get("heard_staff") == key]
    assert len(mine) == 1
    office.store.write_now(sign_out, key)
    page.wait_for_url(re.compile("/staff/sign-in"))
    until = time.monotonic() + 20
    while not mine[0].is_deleted and time.monotonic() < until:
        page.wait_for_timeout(50)
    assert mine[0].is_deleted


def test_a_phone_is_wide_enough_for_every_screen(office: Office, tab: Tab) -> None:
    page = tab(office.cast.head, "/staff/")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # Playwright's own name for the same two numbers
    review = office.plans_a_review()
    paths = ["children", f"children/{CHILD}", f"children/{CHILD}/ask", "reviews", "reviews/plan"]
    for path in [*paths, *(f"reviews/{review}?part={part}" for part in ("header", "4", "6", "8"))]:
        page.goto(f"{office.url}/staff/{path}")
        page.locator("h1").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path


def test_no_screen_breaks_the_policy_that_browsers_hold_it_to(office: Office, tab: Tab) -> None:
    said: list[str] = []
    page = tab(office.cast.head, "/staff/")
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in ("", "children", f"children/{CHILD}", f"children/{CHILD}/ask", "reviews"):
        page.goto(f"{office.url}/staff/{path}")
        page.locator("h1").wait_for()
    assert said == []
