"""When an answer cannot be kept the page says so, holds the words, and Continue tries again."""

import pytest

from storage.errors import NotSaved, Unreadable


@pytest.fixture
def full_disk(office, monkeypatch):
    """From now on nothing can be kept."""

    async def write(*args, **kwargs):
        raise NotSaved("The disk is full.")

    def fill() -> None:
        monkeypatch.setattr(office.store, "write", write)

    return fill


def to_the_words(phone) -> None:
    while "<textarea" not in phone.page:
        phone.press("skip")


def test_the_words_stay_and_continue_tries_again(office, begun, full_disk, monkeypatch):
    to_the_words(begun)
    full_disk()
    reply = begun.press("answer", "Please keep this")
    assert reply.status_code == 503
    assert "we could not keep your answer just now" in begun.page
    assert "Please keep this</textarea>" in begun.page
    monkeypatch.undo()
    assert begun.press("answer").status_code == 303
    assert office.answers()["well_or_differently"] == "Please keep this"


def test_a_choice_that_could_not_be_kept_is_still_chosen(begun, full_disk):
    full_disk()
    assert begun.press("answer", "mostly").status_code == 503
    assert 'value="mostly" checked' in begun.page
    assert "aria-invalid" not in begun.page.partition("<main>")[2]


def test_start_and_finish_say_so_too(office, phone, begun, full_disk):
    other = phone(office.link())
    other.open()
    for _ in range(20):
        if 'value="finish"' not in begun.page:
            begun.press("skip")
    full_disk()
    assert other.press("begin").status_code == 503
    assert begun.press("finish").status_code == 503
    assert "could not keep that just now" in begun.page
    assert 'value="finish"' in begun.page


def test_even_when_nothing_can_be_read_the_words_come_back(office, begun, full_disk, monkeypatch):
    to_the_words(begun)
    full_disk()

    def read(*args, **kwargs):
        raise Unreadable("The disk is gone.")

    monkeypatch.setattr(office.store, "read", read)
    reply = begun.press("answer", "my words")
    assert reply.status_code == 503
    assert "my words</textarea>" in reply.text
    assert begun.open().status_code == 503
