"""Families are offered a language when it is live; what they were given in another one still opens in it."""

import re

import pytest
from starlette.testclient import TestClient

from pages.family.routes import family_pages
from pages.family.site import Site
from tests.cast import LIBRARY


@pytest.fixture
def app(office):
    return family_pages(office.store, Site(), LIBRARY)


@pytest.fixture
def browser(app):
    return TestClient(app, base_url="http://views.example", headers={"accept-language": "ti, ar;q=0.8"})


def language_of(page: str) -> str:
    return re.search(r'<html lang="(\w+)"', page)[1]


@pytest.mark.parametrize("address", ["/", "/help", "/privacy", "/f/nothing-of-ours"])
def test_a_draft_is_not_offered_not_even_to_a_browser_that_asks_for_it(browser, address):
    page = browser.get(address).text
    assert language_of(page) == "en"
    assert "lang=ar" not in page
    assert "your own language" not in page


def test_a_link_that_was_given_in_a_draft_still_works_and_offers_the_way_to_english(office, phone):
    mine = phone(office.link(language="ar"))
    assert language_of(mine.open().text) == "ar"
    mine.press("begin")
    assert language_of(mine.page) == "ar"
    assert re.findall(r'value="lang:(\w+)"', mine.page) == ["en"]


def test_with_one_language_there_is_nothing_to_choose(office, phone):
    mine = phone(office.link())
    assert "hreflang" not in mine.open().text
    mine.press("begin")
    assert 'value="lang:' not in mine.page


def test_an_address_that_names_a_draft_still_opens_in_it(browser):
    assert language_of(browser.get("/?lang=ti").text) == "ti"
