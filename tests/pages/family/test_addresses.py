"""Whatever a family asks for under /, the answer is a page in their language; a link with signs at its end opens."""

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from feedback.voices.places import add_place
from feedback.voices.typed_codes import grouped, read_code
from language.registry import LANGUAGES
from pages.family import conversation as talking
from pages.family.clean_addresses import clean_address
from tests.cast import LIBRARY
from tests.pages.family.conftest import ADDRESS

TAILS = [".", ")", ",", "\u00a0", "\u200b", "/", "(End)", " (End)", '"', "”", ">", "%20", "/)", "-", "*", "؟", "።"]


@pytest.fixture
def visitor(app):
    return TestClient(app, base_url=ADDRESS, follow_redirects=False, raise_server_exceptions=False)


@pytest.mark.parametrize("tail", TAILS)
def test_a_link_with_signs_at_its_end_leads_to_the_link(office, visitor, tail):
    token = office.link()
    reply = visitor.get(f"/f/{token}{quote(tail)}?lang=ar")
    assert reply.status_code == 303
    assert reply.headers["location"] == f"/f/{token}?lang=ar"


@pytest.mark.parametrize("before", ["<", "“", "F/"])
def test_signs_before_it_and_a_capital_do_no_harm(office, visitor, before):
    token = office.link()
    path = f"/F/{token}" if before == "F/" else f"/f/{quote(before)}{token}"
    assert visitor.get(path).headers["location"] == f"/f/{token}"


@pytest.mark.parametrize("wrong", ["{}x", "{}xy.", "a{}", "{}a/b"])
def test_what_could_be_another_link_is_not_guessed(wrong):
    assert clean_address(f"/f/{wrong.format('A' * 22)}") is None


def test_a_redirect_does_not_tell_whether_the_link_exists(visitor):
    assert visitor.get(f"/f/{'A' * 22}.").status_code == 303


@pytest.mark.parametrize("tail", ["", ".", "/", " (End)", ")", "\u200b", "”"])
@pytest.mark.parametrize("written", [str, str.lower, lambda code: code.replace("-", " ")])
def test_a_posters_address_opens_however_it_was_written(store, cast, visitor, written, tail):
    code = grouped(store.write_now(add_place, cast.head, "Hall", "place")["code"])
    reply = visitor.get(f"/q/{quote(written(code) + tail)}", follow_redirects=True)
    assert reply.status_code == 200
    assert "Hall" in reply.text


@pytest.mark.parametrize("tail", ["", ".", " (End)", " [1]", "<"])
def test_a_typed_code_is_read_with_what_a_message_put_behind_it(tail):
    assert read_code("4XK-Q79-MTBD" + tail) == "4XKQ79MTBD"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/said", 200),
        ("GET", "/nothing/at/all", 404),
        ("POST", "/said", 405),
        ("GET", "/" + "a" * 9000, 404),
        ("PUT", "/", 405),
        ("DELETE", "/help", 405),
        ("PATCH", "/f/nothing", 405),
        ("POST", "/privacy", 405),
        ("GET", "/favicon.ico", 404),
        ("POST", "/f/nothing?lang=xx", 415),
    ],
)
def test_every_address_answers_with_a_page_in_their_language(visitor, method, path, status, code):
    reply = visitor.request(method, path, headers={"accept-language": code})
    assert reply.status_code == status
    assert f'<html lang="{code}"' in reply.text
    assert 'href="tel:999"' in reply.text


def test_a_fault_of_ours_is_a_page_too_and_no_log_names_the_link(office, visitor, monkeypatch, caplog):
    def fails(*_args):
        raise RuntimeError("a fault")

    monkeypatch.setattr(talking.views, "view", fails)
    token = office.link()
    reply = visitor.get(f"/f/{token}", headers={"accept-language": "ti"})
    assert reply.status_code == 500
    assert '<html lang="ti"' in reply.text
    assert "a fault" not in reply.text
    assert token not in caplog.text


@pytest.mark.parametrize("path", ["/HELP", "/help/", "/Privacy", "/accessibility.", "/CLEAR/"])
def test_a_standing_page_is_found_however_it_was_typed(visitor, path):
    reply = visitor.get(path + "?lang=ar", follow_redirects=True)
    assert reply.status_code == 200
    assert '<html lang="ar"' in reply.text


def test_nothing_promises_a_page_that_is_not_there():
    options = [option for form in LIBRARY.forms.values() for q in form.questions for option in q.options()]
    assert not [option for option in options if "website" in option.text.lower()]


@pytest.mark.parametrize("name", ["help", "privacy", "accessibility"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_pages_beside_keep_the_language_and_lead_back(office, visitor, name, code):
    address = f"/f/{office.link()}"
    welcome = visitor.get(f"{address}?lang={code}").text
    assert f'href="?page={name}&amp;lang={code}"' in welcome
    beside = visitor.get(f"{address}?page={name}&lang={code}")
    assert f'<html lang="{code}"' in beside.text
    assert f'href="?lang={code}"' in beside.text
    assert address not in beside.text
    assert beside.headers["referrer-policy"] == "no-referrer"
    assert "?page=help" not in visitor.get(f"{address}?page=https://evil.example").text.partition("<main>")[0]
