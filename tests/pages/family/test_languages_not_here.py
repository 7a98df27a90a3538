"""A language that is not here: the page is in English, says so in that language's own name, and offers a call."""

import re

import pytest
from starlette.testclient import TestClient

from feedback.voices.voices import VOICES

SORRY = "Sorry, this page is not in"
NAMES = {
    "ur": ("اردو", "rtl"),
    "pl": ("polski", "ltr"),
    "ro": ("română", "ltr"),
    "uk": ("українська", "ltr"),
    "zh-Hans": ("中文", "ltr"),
    "kmr": ("kurdî (kurmancî)", "ltr"),
    "om": ("Oromoo", "ltr"),
    "pa": ("ਪੰਜਾਬੀ", "ltr"),
    "it": ("italiano", "ltr"),
    "ru": ("русский", "ltr"),
    "ha": ("Hausa", "ltr"),
}


@pytest.fixture
def browser(app):
    return TestClient(app, base_url="http://views.example", headers={"accept-language": "en"})


def told(page: str) -> str:
    assert '<html lang="en" dir="ltr">' in page
    (said,) = re.findall(rf"<p>{SORRY} (.*?) yet.</p>\n<p>You can talk to us with an interpreter.", page)
    return said


@pytest.mark.parametrize(("code", "own"), NAMES.items())
def test_it_is_named_as_its_readers_name_it(browser, code, own):
    name, direction = own
    assert re.fullmatch(
        rf'<bdi lang="\w+" dir="{direction}">{re.escape(name)}</bdi>', told(browser.get(f"/?lang={code}").text)
    )


@pytest.mark.parametrize("address", ["/", "/help", "/said", "/clear", "/nothing", "/f/{token}", "/q/nothing"])
def test_every_first_page_says_so_and_gives_the_duty_number(browser, office, site, address):
    page = browser.get(address.format(token=office.link()) + "?lang=ur").text
    assert "اردو" in told(page)
    assert site.duty_day_number in page


def test_a_browser_that_asks_for_nothing_else_is_told_too(browser):
    assert "اردو" in told(browser.get("/", headers={"accept-language": "ur-PK,ur;q=0.9"}).text)


@pytest.mark.parametrize("accepted", ["ur,en;q=0.5", "ur,ps;q=0.5", "*", "xx", "", "-;q=2"])
def test_a_browser_that_is_content_with_another_one_is_given_that(browser, accepted):
    assert SORRY not in browser.get("/", headers={"accept-language": accepted}).text


@pytest.mark.parametrize("code", ["xx", "../../etc/passwd", "en\x00", "a" * 400, "<b>", "e", "ar-" * 90])
def test_what_is_no_language_is_passed_over(browser, code):
    reply = browser.get("/", params={"lang": code})
    assert reply.status_code == 200
    assert SORRY not in reply.text


def test_a_language_that_cldr_knows_only_in_english_is_named_in_english(browser):
    assert told(browser.get("/?lang=rom").text) == '<bdi lang="en" dir="ltr">Romany</bdi>'


@pytest.mark.parametrize(
    ("asked", "code"),
    [("prs", "fa-AF"), ("FA_af", "fa-AF"), ("ku-Arab", "ckb"), ("pt-BR", "pt"), ("ps-AF", "ps"), ("en-US", "en")],
)
def test_another_name_of_a_language_that_is_here_opens_in_it(browser, asked, code):
    page = browser.get("/", params={"lang": asked}).text
    assert f'<html lang="{code}"' in page
    assert SORRY not in page


def test_a_language_that_goes_while_somebody_answers_keeps_all_and_goes_on_in_english(office, phone):
    mine = phone(office.link(language="so"))
    mine.open()
    mine.press("begin")
    mine.press("skip")
    stale = mine.page.replace('name="language" value="so"', 'name="language" value="pl"')
    office.store.write_now(lambda db: db.table(VOICES).update({"language": "pl"}))  # it was here when they began
    assert "polski" in told(mine.open().text)
    mine.page = stale
    while "<textarea" not in mine.page:
        assert mine.press("skip").status_code == 303
    assert mine.press("lang:pl", "Pomagaja mi").status_code == 303
    assert "Pomagaja mi" in mine.page
    assert mine.press("answer", "Pomagaja mi").status_code == 303
    assert '<html lang="en" dir="ltr">' in mine.page
    assert "Pomagaja mi" in office.answers().values()


def test_a_button_for_a_language_that_is_not_here_changes_nothing_but_keeps_what_was_typed(begun, office):
    while "<textarea" not in begun.page:
        begun.press("skip")
    assert begun.press("lang:xx", "half a sentence").status_code == 303
    assert '<html lang="en"' in begun.page
    assert "half a sentence" in begun.page
    (voice,) = office.store.read(lambda db: db.table(VOICES).all())
    assert voice["language"] == "en"
