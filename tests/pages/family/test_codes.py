"""Typing a code at the front door leads to the questions; whatever is wrong with it gets one answer."""

import asyncio
import re
from collections import Counter

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.opening import KINDS
from feedback.asking.requests import revoke
from feedback.voices.codes import HANDED_OVER
from feedback.voices.places import add_place, close_place
from feedback.voices.typed_codes import TYPED_CODES, grouped
from feedback.web.code_entry import try_code
from language.registry import LANGUAGES
from pages.family.codes import WRONG
from pages.family.routes import routes
from pages.family.site import Site
from people.errors import Throttled
from people.throttling import TRIES
from storage.store import Store
from tests.cast import LIBRARY
from tests.conftest import SECRET
from tests.letters import print_letter
from tests.pages.family.conftest import ADDRESS
from tests.pages.family.test_html import check


class FrontDoor(TestClient):
    """A browser at the front door, from one network address."""

    def __init__(self, app: Starlette, network: str = "192.0.2.7") -> None:
        super().__init__(
            app, base_url=ADDRESS, follow_redirects=False, headers={"accept-language": "en"}, client=(network, 1)
        )

    def types(self, code: str, language: str = "en", **headers: str):
        return self.post("/", data={"language": language, "code": code}, headers=headers)


@pytest.fixture
def door(app):
    return FrontDoor(app)


@pytest.fixture
def asked(cast):
    return cast.ask(language="ti")


@pytest.fixture
def code(store, cast, asked):
    return print_letter(store, cast.worker, asked.request, HANDED_OVER).code


@pytest.mark.parametrize("way", [grouped, str.lower, lambda code: f" {code[:5]} {code[5:]} "])
def test_a_right_code_leads_to_the_conversation(door, code, way):
    reply = door.types(way(code))
    assert reply.status_code == 303
    assert re.fullmatch(r"/f/[\w-]{22}", reply.headers["location"])
    assert 'lang="ti"' in door.get(reply.headers["location"]).text


def test_each_time_it_is_another_link(door, code):
    assert door.types(code).headers["location"] != door.types(code).headers["location"]


def test_a_posters_code_leads_to_the_poster_in_the_language_of_the_page(store, cast, door):
    hall = store.write_now(add_place, cast.head, "Hall", "place")
    reply = door.types(grouped(hall["code"]).lower(), "ar")
    assert reply.headers["location"] == f"/q/{grouped(hall['code'])}?lang=ar"


def test_whatever_is_wrong_with_a_code_the_answer_is_the_same(store, cast, clock, door, asked, code):
    closed = store.write_now(add_place, cast.head, "Hall", "place")
    store.write_now(close_place, cast.head, closed.doc_id)
    store.write_now(revoke, cast.worker, asked.request)
    answers = {
        re.sub(r'value="[^"]*"', "", door.types(typed).text) for typed in (code, closed["code"], "0000000000", "", "x")
    }
    assert len(answers) == 1
    assert WRONG in answers.pop()


def test_what_was_typed_stands_there_to_be_mended(door):
    reply = door.types('4xk-q79 <"mt')
    assert reply.status_code == 422
    assert 'value="4xk-q79 &lt;&#34;mt"' in reply.text
    assert "<title>Error: " in reply.text
    assert "aria-invalid" in reply.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_code_gives_a_valid_page_in_each_language(door, language):
    check(door.types("nothing", language), language)


def test_looking_at_the_front_door_changes_nothing(store, door, code):
    before = store.read(lambda db: [dict(one) for one in db.table(TYPED_CODES)])
    door.get(f"/?code={code}")
    door.head("/")
    assert store.read(lambda db: [dict(one) for one in db.table(TYPED_CODES)]) == before


def test_guessing_ends_after_some_tries_and_only_for_that_network(app, door, code):
    assert [door.types(f"{number:010}").status_code for number in range(20)] == [422] * 20
    blocked = door.types(code)
    assert blocked.status_code == 429
    assert "Please wait ten minutes" in blocked.text
    assert FrontDoor(app, "198.51.100.9").types(code).status_code == 303


def test_a_household_with_many_addresses_counts_as_one(app, code):
    for number in range(20):
        FrontDoor(app, f"2001:db8::{number:x}").types("0")
    assert FrontDoor(app, "2001:db8::ffff").types(code).status_code == 429
    assert FrontDoor(app, "2001:db8:0:1::1").types(code).status_code == 303


async def test_tries_that_come_at_once_are_counted_before_they_are_looked_at(app, code):
    async with AsyncClient(transport=ASGITransport(app, client=("192.0.2.7", 1)), base_url=ADDRESS) as phone:
        sent = [phone.post("/", data={"language": "en", "code": f"{number:010}"}) for number in range(120)]
        statuses = Counter(reply.status_code for reply in await asyncio.gather(*sent))
    assert statuses == {422: 20, 429: 100}


def test_a_thousand_wrong_codes_from_many_networks_close_the_door_to_nobody(store, app, code):
    for number in range(1000):
        store.write_now(try_code, "0000000000", f"10.0.{number // 250}.{number % 250}")
    assert FrontDoor(app, "198.51.100.9").types(code).status_code == 303
    guesser = FrontDoor(app, "192.0.2.1")
    assert [guesser.types(f"{number:010}").status_code for number in range(6)] == [422] * 5 + [429], "only slower"


def test_two_processes_count_together(store, clock, tmp_path):
    another = Store.open(tmp_path / "data", KINDS, secret=SECRET, clock=clock)
    for number in range(20):
        (store, another)[number % 2].write_now(try_code, "0000000000", "192.0.2.1")
    for each in (store, another):
        with pytest.raises(Throttled):
            each.write_now(try_code, "0000000000", "192.0.2.1")
    another.close()


def test_a_network_may_try_again_when_its_time_is_over_and_old_counts_are_cleared_away(store, clock):
    for number in range(30):
        store.write_now(try_code, "0000000000", f"10.0.0.{number}")
    for _ in range(19):
        store.write_now(try_code, "0000000000", "10.0.0.0")
    with pytest.raises(Throttled) as throttled:
        store.write_now(try_code, "0000000000", "10.0.0.0")
    assert throttled.value.wait == 600
    clock.forward(hours=2)
    for _ in range(3):
        assert store.write_now(try_code, "0000000000", "10.0.0.0") is None
    assert store.read(lambda db: len(db.table(TRIES))) == 2


def test_no_network_address_is_written_down(store):
    store.write_now(try_code, "0000000000", "192.0.2.55")
    assert "192.0.2" not in store.read(lambda db: str(db.table(TRIES).all()))


def test_right_codes_are_not_counted(door, store, cast):
    for _ in range(25):
        request = cast.ask(child="D0001").request
        assert door.types(print_letter(store, cast.worker, request, HANDED_OVER).code).status_code == 303


@pytest.mark.parametrize(
    ("sent", "status"),
    [(b"%ff", 400), (b"code=" + b"A" * 1_100_000, 413), (b"code=%00%00", 422), (b"", 422), (b"code=a&code=b", 422)],
)
def test_bad_bodies_get_an_answer_and_never_a_fault(door, sent, status):
    reply = door.post("/", content=sent, headers={"content-type": "application/x-www-form-urlencoded"})
    assert reply.status_code == status


def test_another_website_cannot_type_for_them(door, code):
    assert door.types(code, origin="https://elsewhere.example").status_code == 403


def test_a_secure_site_sets_no_cookie_for_a_code(office, code):
    reply = FrontDoor(Starlette(routes=routes(office.store, Site(secure_cookies=True), LIBRARY))).types(code)
    assert "set-cookie" not in reply.headers
