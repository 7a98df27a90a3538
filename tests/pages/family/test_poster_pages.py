"""A poster's page says truthfully who we are not told of, and begins a conversation of one's own."""

import asyncio
import re
from collections import Counter

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.testclient import TestClient

from feedback.voices.places import add_place, close_place
from feedback.voices.requests import REQUESTS
from feedback.voices.typed_codes import grouped
from feedback.voices.voices import VOICES
from feedback.web.poster_conversations import visit
from language.registry import LANGUAGES
from tests.cast import LIBRARY
from tests.pages.family.conftest import ADDRESS, Phone
from tests.pages.family.test_html import check


class Visitor(TestClient):
    """Somebody with a phone who scanned the poster."""

    def __init__(self, app: Starlette, code: str, network: str = "192.0.2.7") -> None:
        super().__init__(
            app, base_url=ADDRESS, follow_redirects=False, headers={"accept-language": "en"}, client=(network, 1)
        )
        self.wall = f"/q/{grouped(code)}"

    def starts(self, who: str = "parent_carer", language: str = "en", **headers: str):
        return self.post(self.wall, data={"language": language, "who": who, "do": "begin"}, headers=headers)

    def sees(self) -> str:
        return self.get(self.where).text

    def start(self, who: str = "parent_carer", language: str = "en") -> str:
        reply = self.starts(who, language)
        assert reply.status_code == 303
        self.where = reply.headers["location"].partition("#")[0]
        return self.sees()


@pytest.fixture
def hall(store, cast):
    return store.write_now(add_place, cast.head, "Portsoken <Centre>", "place")


@pytest.fixture
def visitor(app, hall):
    return lambda network="192.0.2.7": Visitor(app, hall["code"], network)


def kept(store):
    return store.read(lambda db: (len(db.table(REQUESTS)), len(db.table(VOICES))))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_is_valid_in_each_language(visitor, code):
    mine = visitor()
    check(mine.get(f"{mine.wall}?lang={code}"), code)
    check(mine.starts("", code), code)


def test_looking_keeps_nothing_and_sets_no_cookie(store, visitor):
    mine = visitor()
    reply = mine.get(mine.wall)
    assert reply.status_code == 200
    assert mine.head(mine.wall).status_code == 200
    assert "set-cookie" not in reply.headers
    assert kept(store) == (0, 0)


def test_it_promises_only_what_is_true(visitor):
    page = visitor().get(visitor().wall).text
    assert "We will not know who you are unless you tell us." in page
    assert "We know who" not in page
    assert "Portsoken &lt;Centre&gt;" in page


def test_nothing_is_chosen_for_them_and_a_choice_is_asked_for(store, visitor):
    mine = visitor()
    assert " checked" not in mine.get(mine.wall).text
    reply = mine.starts("")
    assert reply.status_code == 422
    assert "Please choose who you are." in reply.text
    assert kept(store) == (0, 0)


def test_starting_leads_to_the_first_question_at_once(visitor):
    page = visitor().start("child_8_11")
    assert "How are we doing for you?" in page
    assert "Question 1 of " in page


def test_a_visitor_answers_to_the_end(store, visitor):
    mine = visitor()
    page = mine.start()
    for _ in range(12):
        if 'value="finish"' in page:
            break
        mine.post(mine.where, data={"do": "skip", "language": "en", "question": question_on(page)})
        page = mine.sees()
    mine.post(mine.where, data={"do": "finish", "language": "en"})
    assert "Thank you" in mine.sees()


def test_another_browser_on_the_same_address_is_told_the_truth_as_well(app, visitor):
    mine = visitor()
    mine.start("child_8_11")
    page = Phone(app, mine.where.removeprefix("/f/").partition("?")[0]).open().text
    assert "We will not know who you are unless you tell us." in page
    assert "We know who" not in page
    assert "Your social worker" not in page


def test_the_conversation_goes_on_in_the_language_of_the_page(visitor):
    assert '<html lang="ar" dir="rtl">' in visitor().start(language="ar")


def test_one_browser_keeps_its_other_conversation(office, app, hall):
    mine = Phone(app, office.link())
    mine.open()
    mine.press("begin")
    reply = mine.post(f"/q/{hall['code']}", data={"who": "helper", "language": "en"})
    assert reply.status_code == 303
    assert "Question 1 of " in mine.open().text


@pytest.mark.parametrize("wall", ["/q/0000000000", "/q/x", "/q/%00", "/q/" + "9" * 500])
def test_a_code_that_hangs_nowhere_gives_the_neutral_page(app, wall):
    mine = TestClient(app, base_url=ADDRESS)
    assert mine.get(wall).status_code == 404
    assert mine.post(wall, data={"who": "helper"}).status_code == 404
    assert "This page cannot be opened" in mine.get(wall).text


def test_a_closed_poster_gives_the_neutral_page(store, cast, hall, visitor):
    store.write_now(close_place, cast.head, hall.doc_id)
    assert visitor().get(visitor().wall).status_code == 404
    assert visitor().starts().status_code == 404


def test_one_network_begins_so_many_conversations_and_no_more(store, visitor):
    statuses = [visitor().starts().status_code for _ in range(61)]
    assert statuses == [303] * 60 + [429]
    assert visitor("198.51.100.9").starts().status_code == 303


async def test_starts_that_come_at_once_are_counted_before_they_begin(store, app, hall):
    wall, who = f"/q/{grouped(hall['code'])}", {"who": "helper", "language": "en"}
    async with AsyncClient(transport=ASGITransport(app, client=("192.0.2.7", 1)), base_url=ADDRESS) as phone:
        replies = await asyncio.gather(*(phone.post(wall, data=who) for _ in range(150)))
    assert Counter(reply.status_code for reply in replies) == {303: 60, 429: 90}
    assert kept(store) == (60, 60)


def test_a_crowd_at_one_poster_slows_each_network_and_closes_it_to_nobody(store, cast, app, hall):
    visits = (hall["code"], "a session", "helper", "en", LIBRARY.find("anytime", "helper"))
    for number in range(300):
        store.write_now(visit, f"10.0.{number // 250}.{number % 250}", *visits)
    mine = Visitor(app, hall["code"])
    assert [mine.starts().status_code for _ in range(11)] == [303] * 10 + [429]
    club = store.write_now(add_place, cast.head, "Club", "place")
    assert [Visitor(app, club["code"]).starts().status_code for _ in range(11)] == [303] * 11


def test_another_website_cannot_begin_for_them(store, visitor):
    assert visitor().starts(origin="https://elsewhere.example").status_code == 403
    assert kept(store) == (0, 0)


@pytest.mark.parametrize("sent", [b"%ff", b"who=director", b"", b"who=%00"])
def test_bad_bodies_begin_nothing(store, visitor, sent):
    mine = visitor()
    reply = mine.post(mine.wall, content=sent, headers={"content-type": "application/x-www-form-urlencoded"})
    assert 400 <= reply.status_code < 500
    assert kept(store) == (0, 0)


def test_leaving_works_from_the_poster(visitor):
    assert visitor().get(visitor().wall + "?leave").status_code == 303


def question_on(page: str) -> str:
    (question,) = re.findall(r'name="question" value="(\w+)"', page)
    return question
