"""A form that another website sends is refused; our own, from any browser, is taken."""

import pytest
from starlette.applications import Starlette

from pages.family.routes import routes
from pages.family.site import Site
from tests.cast import LIBRARY


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
        {"origin": "http://views.example"},
        {"origin": "https://views.example", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ],
)
def test_our_own_form_is_taken(office, phone, headers):
    mine = phone(office.link())
    assert mine.post(mine.address, data={"do": "begin", "language": "en"}, headers=headers).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "https://views.example.evil.example"},
        {"origin": "http://views.example:8081"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"origin": "null", "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_a_form_from_elsewhere_is_refused_and_changes_nothing(office, phone, headers):
    mine = phone(office.link())
    reply = mine.post(mine.address, data={"do": "begin", "language": "en"}, headers=headers)
    assert reply.status_code == 403
    assert "set-cookie" not in reply.headers
    assert office.voices() == []


def test_the_public_address_counts_where_it_is_known(office, phone):
    app = Starlette(routes=routes(office.store, Site(public_url="https://views.gov.example/"), LIBRARY))
    mine = phone(office.link())
    mine.app = app
    for origin, status in (("https://views.gov.example", 303), ("http://views.example", 403)):
        mine = type(mine)(app, mine.address.removeprefix("/f/"))
        reply = mine.post(mine.address, data={"do": "begin"}, headers={"origin": origin})
        assert reply.status_code == status
