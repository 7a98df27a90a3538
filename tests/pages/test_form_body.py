"""One reader for every posted body: no more than its limit is kept, and what is no form is refused."""

from collections.abc import AsyncIterator
from contextlib import suppress
from urllib.parse import quote

import pytest
from hypothesis import given, strategies
from starlette.requests import Request

from pages.form_body import FORM, MOST_FIELDS, BadBody, parse, read_body, read_form


class Post:
    """A request whose body comes in parts; `sent` is how many of them were read."""

    def __init__(self, *parts: bytes, kind: str = FORM, breaks_off: bool = False) -> None:
        self.sent = 0
        self.request = Request({"type": "http", "headers": [(b"content-type", kind.encode())]}, self._receive)
        self._messages = self._all(parts, breaks_off)

    async def _all(self, parts: tuple[bytes, ...], breaks_off: bool) -> AsyncIterator[dict[str, object]]:
        for part in parts:
            self.sent += 1
            yield {"type": "http.request", "body": part, "more_body": True}
        yield {"type": "http.disconnect"} if breaks_off else {"type": "http.request", "body": b""}

    async def _receive(self) -> dict[str, object]:
        return await anext(self._messages)


async def status_of(reading) -> int:
    with pytest.raises(BadBody) as bad:
        await reading
    return bad.value.status


async def test_a_form_is_read_in_its_order_just_as_it_was_sent() -> None:
    post = Post(b"a=1%0D%0A+2&", b"b=&a=", "é".encode(), b"%C3%A9", kind=f"{FORM}; charset=utf-8")
    assert await read_form(post.request, 100) == [("a", "1\r\n 2"), ("b", ""), ("a", "éé")]


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", ""])
async def test_another_kind_is_refused_before_it_is_read(kind: str) -> None:
    post = Post(b"a=1", kind=kind)
    assert await status_of(read_form(post.request, 100)) == 415
    assert post.sent == 0


async def test_a_body_may_be_as_long_as_its_limit_and_no_longer() -> None:
    assert await read_body(Post(b"12345", b"67890").request, 10) == b"1234567890"
    assert await status_of(read_body(Post(b"12345", b"678901").request, 10)) == 413


async def test_what_is_too_long_is_read_to_its_end_so_that_our_answer_is_seen_but_not_for_ever() -> None:
    patient, endless = Post(*[b"x" * 10] * 8), Post(*[b"x" * 10] * 1000)
    assert await status_of(read_body(patient.request, 10)) == 413
    assert await status_of(read_body(endless.request, 10)) == 413
    assert (patient.sent, endless.sent) == (8, 9)


async def test_a_body_that_breaks_off_is_no_body() -> None:
    assert await status_of(read_body(Post(b"a=1", breaks_off=True).request, 10)) == 400


def test_only_so_many_fields_are_taken() -> None:
    fields = [f"a{number}=1" for number in range(MOST_FIELDS + 1)]
    assert len(parse("&".join(fields[1:]).encode())) == MOST_FIELDS
    with pytest.raises(BadBody):
        parse("&".join(fields).encode())


@pytest.mark.parametrize("body", [b"a=%zz", b"a=%", b"a=%f", b"%ff=1", b"a=\xff", b"a=%ed%a0%80"])
def test_a_broken_escape_and_what_is_not_utf_8_are_refused(body: bytes) -> None:
    with pytest.raises(BadBody):
        parse(body)


@given(strategies.text(), strategies.text())
def test_every_text_that_can_be_sent_is_read_as_it_was(name: str, value: str) -> None:
    assert parse(f"{quote(name)}={quote(value)}".encode()) == [(name, value)]


@given(strategies.binary(max_size=300))
def test_any_bytes_are_fields_or_a_bad_body(body: bytes) -> None:
    with suppress(BadBody):
        assert all(isinstance(text, str) for pair in parse(body) for text in pair)
