"""Every language is offered always; what is not live of it stands in English, marked, and the family is told."""

import re

import pytest
from starlette.testclient import TestClient

from language.overlay import show_drafts
from language.registry import LANGUAGES
from pages.family.routes import family_pages
from pages.family.site import Site
from tests.cast import LIBRARY

MARKED = '<span lang="en" dir="ltr">'
TOLD = "A person can call you in"


@pytest.fixture
def app(office):
    show_drafts(False)
    return family_pages(office.store, Site(), LIBRARY)


@pytest.fixture
def browser(app):
    return TestClient(app, base_url="http://views.example", headers={"accept-language": "ti, ar;q=0.8"})


def language_of(page: str) -> str:
    return re.search(r'<html lang="([\w-]+)"', page)[1]


@pytest.mark.parametrize("address", ["/", "/help", "/privacy", "/f/nothing-of-ours"])
def test_a_language_that_is_not_live_is_there_all_the_same_with_its_english_marked(browser, address):
    page = browser.get(address).text
    assert language_of(page) == "ti"
    assert MARKED in page


@pytest.mark.parametrize("address", ["/?lang=ps", "/help?lang=ps", "/f/{token}?lang=ps"])
def test_the_family_is_told_once_that_a_person_can_call_in_their_language(browser, office, address):
    page = browser.get(address.format(token=office.link())).text
    assert page.count(TOLD) == 1
    assert f'{TOLD} <bdi lang="ps">پښتو</bdi>' in page


def test_in_english_there_is_nothing_to_tell(browser, office):
    assert TOLD not in browser.get(f"/f/{office.link()}?lang=en").text


def test_every_language_can_be_chosen_on_the_first_page(browser):
    page = browser.get("/").text
    assert {*re.findall(r'hreflang="([\w-]+)"', page)} == {*LANGUAGES}


def test_where_drafts_may_be_shown_they_are(browser):
    show_drafts(True)
    assert "ትግርኛ" in browser.get("/?lang=ti").text
    assert browser.get("/?lang=ti").text.count(MARKED) < 3
