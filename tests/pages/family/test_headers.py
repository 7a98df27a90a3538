"""What goes along with every page: nothing is kept, nothing is let in, and one cookie at most."""

import gzip
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from starlette.applications import Starlette

from pages.family.routes import routes
from pages.family.site import Site
from tests.cast import LIBRARY

PAGES = ["/", "/help", "/privacy", "/accessibility", "/said", "/f/nothing"]


def every_reply(begun, phone):
    yield phone(begun.address.removeprefix("/f/")).open()
    yield begun.open()
    yield begun.press("answer", "no such")
    yield begun.press("answer", "yes")
    yield begun.post(begun.address, content=b"%ff")
    for address in PAGES:
        yield begun.get(address)


def test_every_reply_may_not_be_kept_framed_indexed_or_referred_to(begun, phone):
    for reply in every_reply(begun, phone):
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["referrer-policy"] == "no-referrer"
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "noindex" in reply.headers["x-robots-tag"]
        assert reply.headers["cross-origin-opener-policy"] == "same-origin"


def test_the_policy_lets_in_our_style_and_script_and_nothing_else(begun):
    policy = begun.open().headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for kind in ("style", "script"):
        for inside in re.findall(rf"<{kind}>(.*?)</{kind}>", begun.page, re.DOTALL):
            (allowed,) = re.findall(rf"{kind}-src ([^;]+)", policy)
            assert f"'sha256-{b64encode(sha256(inside.encode()).digest()).decode()}'" in allowed
    assert not re.search(r'\s(style|on\w+)=|src="http|href="http', begun.page)


def test_looking_sets_no_cookie_and_pressing_sets_one_that_only_we_can_read(office, phone):
    mine = phone(office.link())
    assert "set-cookie" not in mine.open().headers
    reply = mine.press("begin")
    assert re.fullmatch(r"views=[\w-]{22}\.\d+; Path=/; HttpOnly; SameSite=Lax", reply.headers["set-cookie"])
    session = mine.cookies["views"].partition(".")[0]
    assert mine.press("answer", "yes").headers["set-cookie"].startswith(f"views={session}.")


def test_the_cookie_is_bound_to_the_host_where_the_connection_is_safe(office, phone):
    app = Starlette(routes=routes(office.store, Site(secure_cookies=True), LIBRARY))
    mine = type(phone("x"))(app, office.link())
    cookie = mine.post(mine.address, data={"do": "begin"}).headers["set-cookie"]
    assert re.fullmatch(r"__Host-views=[\w-]{22}\.\d+; Path=/; Secure; HttpOnly; SameSite=Lax", cookie)


@pytest.mark.parametrize(
    ("accepts", "squeezed"),
    [("gzip, deflate, br", True), ("*", True), ("identity", False), ("gzip;q=0", False), ("gzip;q=0.5", True)],
)
def test_a_page_is_squeezed_only_for_who_can_take_it(begun, accepts, squeezed):
    for address in (begun.address, "/help"):
        reply = begun.get(address, headers={"accept-encoding": accepts})
        assert (reply.headers.get("content-encoding") == "gzip") is squeezed
        assert "</html>" in reply.text


def weight(reply) -> int:
    """Every byte of a reply that crosses the wire, its body squeezed, its headers as HTTP/1.1 writes them."""
    lines = sum(len(name) + len(value) + 4 for name, value in reply.headers.raw)
    body = len(gzip.compress(reply.content, 5))
    return len(b"HTTP/1.1 200 OK\r\n\r\n") + lines + body


@pytest.mark.parametrize(
    ("language", "audience"),
    [("en", "parent_carer"), ("ar", "young_person"), ("ti", "parent_carer"), ("ti", "child_4_7"), ("ar", "child_8_11")],
)
def test_pages_are_light(office, phone, language, audience):
    mine = phone(office.link(language=language, audience=audience))
    first = weight(mine.open())
    assert first + sum(weight(mine.get(one)) for one in re.findall(r'src="(/pictures/[^"]+)"', mine.page)) <= 14_600
    mine.press("begin")
    for _ in range(20):
        writes = '<textarea id="answer"' in mine.page
        words = "እ" * 4_000 if writes else "no"
        codes = re.findall(r'type="radio" name="answer" value="(\w+)"', mine.page)
        assert weight(mine.open()) <= 8_000
        pressed = re.findall(r'value="(answer:\w+)"', mine.page)
        mine.press(pressed[0]) if pressed else mine.press("answer", codes[0] if codes else words)
    mine.press("finish")
    assert weight(mine.open()) <= 8_000
