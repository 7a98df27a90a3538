"""Bodies are bounded and strict: whatever is sent, the answer is a page and never a fault."""

from contextlib import suppress
from urllib.parse import quote

import pytest
from hypothesis import given, strategies

from pages.family.body import BadBody, parse

FORM = "application/x-www-form-urlencoded"


def send(phone, content: bytes | str, kind: str = FORM):
    return phone.post(phone.address, content=content, headers={"content-type": kind})


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"do=answer&answer=%ff%fe", 400),
        (b"do=answer&answer=\xff", 400),
        (b"do=answer&answer=%ed%a0%80", 400),
        (b"do=answer&answer=%zz", 400),
        (b"do=answer&answer=%", 400),
        (b"&".join(b"a=1" for _ in range(201)), 400),
        (b"", 400),
        (b"do=everything", 400),
        (b"do=change:", 400),
        (b"do=answer:x", 400),
        (b"do=answer&answer=" + b"x" * 1_000_001, 413),
    ],
)
def test_a_body_that_is_no_form_of_ours_gets_a_page_that_says_so(begun, content, status):
    reply = send(begun, content)
    assert reply.status_code == status
    assert "<h1>That did not work</h1>" in reply.text


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "text/plain", ""])
def test_another_kind_of_body_is_refused(begun, kind):
    assert send(begun, b"do=answer", kind).status_code == 415


def test_a_body_that_never_says_its_length_is_still_bounded(begun):
    chunks = (b"do=answer&answer=" + b"x" * 100_000 for _ in range(30))
    reply = begun.post(begun.address, content=chunks, headers={"content-type": FORM})
    assert reply.status_code == 413


def test_sixty_thousand_characters_in_any_script_come_back(begun):
    while "<textarea" not in begun.page:
        begun.press("skip")
    words = "ትግርኛ " * 10_000
    assert begun.press("answer", words).status_code == 422
    assert words.strip() in begun.page


def test_line_ends_become_plain_newlines():
    assert parse(b"answer=one%0D%0Atwo+three") == {"answer": ["one\ntwo three"]}


@given(strategies.text(), strategies.text())
def test_every_text_that_can_be_sent_is_read_as_it_was(name, value):
    body = f"{quote(name)}={quote(value)}".encode()
    assert parse(body) == {name: [value.replace("\r\n", "\n").replace("\r", "\n")]}


@given(strategies.binary(max_size=300))
def test_any_bytes_are_fields_or_a_bad_body(body):
    with suppress(BadBody):
        assert all(isinstance(value, str) for values in parse(body).values() for value in values)


@pytest.mark.parametrize("question", ["", "nothing", "safe", "\0", "x" * 5000, "__class__"])
@pytest.mark.parametrize("button", ["answer", "skip", "back", "change:nothing", "lang:ar", "finish"])
def test_a_form_that_was_tampered_with_is_never_a_fault(begun, button, question):
    reply = begun.press(button, "\0odd", question=question, language="\0")
    assert reply.status_code in (303, 409, 422)


def test_other_methods_are_not_allowed(begun):
    assert begun.put(begun.address).status_code == 405
    assert begun.delete(begun.address).status_code == 405
