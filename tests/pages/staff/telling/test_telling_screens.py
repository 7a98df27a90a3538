"""Answers owed, and the page that tells a family, as people meet them in a browser (BR-54)."""

import re
from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from feedback.web.answering import say_whether_it_helped
from people.working_days import london_day
from tests.browsing import faults
from tests.pages.staff.conftest import Office
from tests.tracker.telling.spoken import Spoken
from tracker.telling.tellings import told_of

pytestmark = [pytest.mark.browser, pytest.mark.rule("BR-54")]
Tab = Callable[..., Page]
_phones = count(800)


def spoken_in(office: Office, wish: str = "text", language: str = "ti") -> Spoken:
    """Somebody who spoke lately, with a phone and a name that nobody else around the child has."""
    today = london_day(office.store.now).isoformat()
    phone = f"+447700900{next(_phones)}"
    one = Spoken(office.store, office.cast, wish, language, safe_checked=today, phone=phone, name="Ms Kibrom")
    one.is_done()
    return one


def page_of(spoken: Spoken) -> str:
    return f"/staff/telling?item={spoken.item.number}"


def test_a_worker_tells_a_mother_from_the_list_and_sees_exactly_what_goes(office: Office, tab: Tab) -> None:
    spoken = spoken_in(office)
    page = tab(office.cast.worker, "/staff/telling")
    assert faults(page) == []
    page.locator(f"#tell-{spoken.voice}").click()
    expect(page.get_by_role("heading", name="Tell the family what came of it")).to_be_visible()
    assert faults(page) == []
    page.locator("label[for=sentence-papers]").click()
    expect(page.locator("#way-sms")).to_be_checked()
    page.get_by_role("button", name="See what goes").click()
    expect(page.locator("#what-goes")).to_be_focused()
    expect(page.locator("#they-read p").last).to_have_attribute("lang", "ti")
    expect(page.locator("#text-words")).to_contain_text("/f/")
    assert faults(page) == []
    page.get_by_role("button", name="Send the text").click()
    expect(page.locator("#told-so-far")).to_be_focused()
    (found,) = office.store.read(told_of, office.cast.worker, spoken.item.number)
    assert (found.told["language"], found.whom) == ("ti", "Parent or carer")
    expect(page.get_by_role("button", name="See what goes")).to_have_count(0)


def test_a_name_is_refused_beside_its_field_and_what_was_typed_stays(office: Office, tab: Tab) -> None:
    spoken = spoken_in(office)
    page = tab(office.cast.worker, page_of(spoken))
    page.locator("label[for=sentence-own]").click()
    page.locator("#english").fill("Amina Yusuf now comes on time.")
    page.locator("#translated").fill("ሕጂ")
    page.locator("#translated_by").fill("An interpreter")
    page.get_by_role("button", name="See what goes").click()
    expect(page.get_by_text(re.compile("Take out what names somebody.*Amina Yusuf")).first).to_be_visible()
    expect(page.locator("#english")).to_have_value("Amina Yusuf now comes on time.")
    expect(page.locator("#what-goes")).to_have_count(0)
    page.locator("#english").fill("Your worker now comes on time.")
    page.get_by_role("button", name="See what goes").click()
    expect(page.locator("#they-read")).to_contain_text("ሕጂ")
    expect(page.locator("#english")).to_have_value("Your worker now comes on time.")


def test_a_worker_notes_what_they_said_in_person(office: Office, tab: Tab) -> None:
    spoken = spoken_in(office, wish="worker", language="en")
    page = tab(office.cast.worker, page_of(spoken))
    page.locator("label[for=sentence-plan]").click()
    page.get_by_role("button", name="See what goes").click()
    page.locator("label[for=helped-a_bit]").click()
    assert faults(page) == []
    page.get_by_role("button", name="Note that they were told").click()
    expect(page.locator(".answers-back")).to_contain_text("Did it help? A bit.")


def test_another_way_than_theirs_asks_for_a_reason(office: Office, tab: Tab) -> None:
    spoken = spoken_in(office, language="en")
    page = tab(office.cast.manager, page_of(spoken))
    page.locator("label[for=sentence-plan]").click()
    page.locator("label[for=way-phone]").click()
    page.get_by_role("button", name="See what goes").click()
    page.get_by_role("button", name="Put on the call list").click()
    expect(page.locator("#override-trouble")).to_contain_text("They chose: by text message")
    page.locator("#override").fill("She asked for a call this time")
    page.get_by_role("button", name="Put on the call list").click()
    expect(page.locator(".answers-back")).to_contain_text("On the call list")


def test_the_letter_is_printed_on_its_own_page(office: Office, tab: Tab) -> None:
    spoken = spoken_in(office, wish="letter", language="ar")
    page = tab(office.cast.worker, page_of(spoken))
    page.locator("label[for=sentence-plan]").click()
    page.get_by_role("button", name="See what goes").click()
    page.get_by_role("button", name="Go on to the letter").click()
    expect(page.get_by_role("heading", name="Print the letter")).to_be_visible()


def test_it_is_not_there_for_who_may_not_know(office: Office) -> None:
    spoken = spoken_in(office)
    for person in (office.cast.caller, office.cast.administrator, office.cast.worker_of_another_team):
        assert office.opens(person, page_of(spoken)).status_code in (403, 404)
    assert office.opens(office.cast.worker, "/staff/telling?item=x").status_code == 404
    assert office.opens(office.cast.worker, f"{page_of(spoken)}&voice=9999").status_code == 404


def test_what_they_say_to_it_stands_on_the_item(office: Office, tab: Tab) -> None:
    spoken = spoken_in(office, language="en")
    page = tab(office.cast.worker, f"/staff/tracker/{spoken.item.number}")
    page.get_by_role("link", name="Tell the family").click()
    expect(page.get_by_role("heading", name="Tell the family what came of it")).to_be_visible()
    spoken.is_told()
    page = tab(office.cast.worker, f"/staff/tracker/{spoken.item.number}")
    expect(page.locator(".answers-back")).to_contain_text("You now get papers earlier")
    token = spoken.token_in(spoken.texts[-1]["body"])
    office.store.write_now(say_whether_it_helped, token, "her phone", "no", "en")
    expect(page.get_by_label("What the family says of it")).to_contain_text("No")
    assert faults(page) == []
