"""Bodies are bounded and strict: whatever is sent, the answer is a page and never a fault."""

import pytest

from pages.family.fields import by_name
from pages.form_body import FORM, parse


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
        (b"do=begin:x", 400),
        (b"do=answer&answer=" + b"x" * 1_000_001, 413),
    ],
)
def test_a_body_that_is_no_form_of_ours_gets_a_page_that_says_so(begun, content, status):
    reply = send(begun, content)
    assert reply.status_code == status
    assert "<h1>That did not work</h1>" in reply.text


@pytest.mark.parametrize("kind", ["application/json", "multipart/mixed; boundary=x", "text/plain", ""])
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
    assert by_name(parse(b"answer=one%0D%0Atwo+three&answer=%0D")) == {"answer": ["one\ntwo three", "\n"]}


@pytest.mark.parametrize("question", ["", "nothing", "safe", "\0", "x" * 5000, "__class__"])
@pytest.mark.parametrize("button", ["answer", "skip", "back", "change:nothing", "lang:ar", "finish"])
def test_a_form_that_was_tampered_with_is_never_a_fault(begun, button, question):
    reply = begun.press(button, "\0odd", question=question, language="\0")
    assert reply.status_code in (303, 409, 422)


def test_other_methods_are_not_allowed(begun):
    assert begun.put(begun.address).status_code == 405
    assert begun.delete(begun.address).status_code == 405
