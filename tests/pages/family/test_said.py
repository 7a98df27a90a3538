"""/said: what was released and nothing else, in every language, light however much there is."""

import re

import pytest
from starlette.testclient import TestClient

from language.registry import LANGUAGES
from storage.database import Database
from storage.errors import StorageError
from tests.pages.family.conftest import ADDRESS
from tests.pages.family.test_headers import weight
from tests.pages.family.test_html import check
from tests.tracker.said.told import ARABIC, WORDS, Told
from tracker.said.releasing import take_back
from tracker.said.writing import LONGEST_ANSWER, LONGEST_SAID, words_of, write_entry

BOUND = 14_600
LETTERS = {"en": "the quick brown fox jumps over ", "ar": "يحتاج الناس إلى وقت كاف ", "ti": "ሰባት እኹል ግዜ የድልዮም እዩ "}


@pytest.fixture
def visitor(app) -> TestClient:
    return TestClient(app, base_url=ADDRESS, follow_redirects=False, headers={"accept-language": "en"})


@pytest.fixture
def told(store, cast) -> Told:
    return Told(store, cast)


def long_words(language: str, number: int):
    """As much as an entry takes, no two alike, so that squeezing has some work."""
    letters = LETTERS[language].split()
    turned = " ".join(letters[(number * 7 + at * at) % len(letters)] + str(at * number % 97) for at in range(200))
    return words_of(turned[:LONGEST_SAID], turned[::-1][:LONGEST_ANSWER], turned[3 : LONGEST_ANSWER + 3].strip())


def many(told: Told, number: int, words=None) -> list[int]:
    """So many released entries, in every language."""
    found = []
    for one in range(number):
        in_english = words("en", one) if words else words_of(f"Told {one}.", f"Done {one}.", "")
        told.number = told.store.write_now(write_entry, told.cast.head, "plans", [told.item], in_english)
        if words:
            for language in ("ar", "ti"):
                told.says_in(language, words(language, one))
        told.is_released()
        found.append(told.number)
    return found


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_is_valid_in_each_language_with_entries_and_without(visitor, told, code):
    check(visitor.get(f"/said?lang={code}"), code)
    told.is_released()
    told.says_in("ar", ARABIC)
    told.is_released()
    check(visitor.get(f"/said?lang={code}"), code)
    check(visitor.get(f"/said?lang={code}&before=0000-01-000000001"), code)


@pytest.mark.rule("BR-54")
def test_what_was_released_is_read_under_its_theme_with_its_month(visitor, told):
    assert "There is nothing here yet." in visitor.get("/said").text
    told.is_released()
    page = visitor.get("/said").text
    assert re.findall(r"<title>(.*?)</title>", page) == ["You said, we did"]
    assert "<h2>Meetings</h2>" in page
    assert "May 2026" in page
    assert WORDS["said"] in page
    assert "<dt>We did</dt>" in page
    assert "We could not, because" not in page


@pytest.mark.rule("BR-54")
def test_what_could_not_be_done_is_told_with_the_reason(visitor, store, cast):
    told = Told(store, cast, words=words_of("Rooms are cold.", "", "The building is <not> ours."))
    told.is_released()
    page = visitor.get("/said").text
    assert "<dt>We could not, because</dt><dd>The building is &lt;not&gt; ours.</dd>" in page
    assert "<dt>We did</dt>" not in page


@pytest.mark.rule("BR-71")
def test_a_draft_is_never_read_and_what_is_taken_back_is_gone_at_once(visitor, told, cast):
    assert WORDS["said"] not in visitor.get("/said").text
    told.is_released()
    assert WORDS["said"] in visitor.get("/said").text
    told.store.write_now(take_back, cast.head, told.number)
    assert WORDS["said"] not in visitor.get("/said").text


@pytest.mark.rule("BR-71")
def test_it_tells_no_numbers_no_days_and_nobody(visitor, store, cast):
    told = Told(store, cast, children=4)
    told.is_released(reason="Every survey says so.")
    page = visitor.get("/said").text
    for untold in (cast.head.name, "Every survey says so.", "4 ", "12 May", "D0001"):
        assert untold not in re.sub(r"<style>.*?</style>|<aside.*?</aside>", "", page, flags=re.DOTALL)


def test_a_missing_translation_stands_in_english_and_says_so(visitor, told):
    told.is_released()
    page = visitor.get("/said?lang=ar").text
    assert f'<dd lang="en" dir="ltr">{WORDS["said"]}</dd>' in page
    told.says_in("ar", ARABIC)
    told.is_released()
    page = visitor.get("/said?lang=ar").text
    assert f"<dd>{ARABIC['said']}</dd>" in page
    assert WORDS["said"] not in page


def test_looking_changes_nothing_and_sets_no_cookie(visitor, told, store):
    told.is_released()
    before = store.commits
    for method in (visitor.get, visitor.head):
        reply = method("/said")
        assert (reply.status_code, "set-cookie" in reply.headers) == (200, False)
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["content-security-policy"].startswith("default-src 'none'")
    assert store.commits == before
    assert visitor.post("/said").status_code == 405


def test_leaving_works(visitor):
    assert visitor.get("/said?leave").status_code == 303


@pytest.mark.parametrize("meant", ["/said/", "/Said", "/said."])
def test_the_address_opens_as_people_type_it(visitor, meant):
    assert visitor.get(meant).headers["location"] == "/said"


@pytest.mark.parametrize("before", ["", "x", "%00", "2026-05", "2026-05-000000001'", "9" * 300])
def test_a_place_that_is_none_is_the_top(visitor, told, before):
    told.is_released()
    reply = visitor.get(f"/said?before={before}")
    assert reply.status_code == 200
    assert WORDS["said"] in reply.text


def test_all_entries_are_reached_the_newest_first_and_each_once(visitor, told):
    many(told, 30)
    read, address = [], "/said?lang=en"
    while address:
        page = visitor.get(address).text
        read += [int(one) for one in re.findall(r"Told (\d+)\.", page)]
        found = re.search(r'href="(\?before=[^"]*)"[^>]*>Earlier', page)
        address = f"/said{found[1].replace('&amp;', '&')}" if found else ""
    assert read == list(range(29, -1, -1))


def test_another_language_stays_at_the_same_place(visitor, told):
    numbers = many(told, 15)
    page = visitor.get(f"/said?before=2026-05-{numbers[2]:09d}&lang=en").text
    (other,) = re.findall(r'href="(\?before[^"]*lang=ar)"', page)
    assert "Told 1." in visitor.get(f"/said{other.replace('&amp;', '&')}").text
    assert "Told 2." not in visitor.get(f"/said{other.replace('&amp;', '&')}").text


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_comes_in_one_round_trip_however_much_there_is(visitor, told, code):
    many(told, 14, long_words)
    address = f"/said?lang={code}"
    for _ in range(3):
        reply = visitor.get(address)
        assert weight(reply) <= BOUND
        address = "/said" + re.search(r'href="(\?before=[^"]*)"', reply.text)[1].replace("&amp;", "&")


def test_the_front_door_thanks_and_posters_lead_to_it(visitor, begun):
    assert 'href="/said?lang=en"' in visitor.get("/").text
    while 'value="finish"' not in begun.page:
        begun.press("skip")
    begun.press("finish")
    assert 'href="/said?lang=en"' in begun.page


def test_where_the_store_cannot_be_read_they_are_told_so(visitor, store, monkeypatch):
    def fails(*_: object) -> Database:
        raise StorageError

    monkeypatch.setattr(store, "reread", fails)
    assert visitor.get("/said").status_code == 503
