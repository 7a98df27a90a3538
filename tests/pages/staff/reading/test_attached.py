"""Where staff see a drawing and hear a voice note: plain HTTP, guarded as the exact words are."""

import httpx
import pytest

from feedback.voices.attaching import checked
from feedback.voices.attachments import ATTACHMENTS, VOICE_NOTE
from feedback.web import answering
from pages.staff.shell.addresses import attached_file
from people.audit import entries_of
from people.readings import OPENED
from storage.documents import number_of
from tests.pages.staff.conftest import COOKIE, Office
from tests.pictures import note

SOUND = note("ogg")


@pytest.fixture
def number(office: Office) -> int:
    """A voice note that a parent has answered with."""
    family = office.family()
    while family.sees().question.kind != "long_text":
        family.skips()
    about = (family.token, family.browser, family.sees().question.id)
    office.store.write_now(answering.attach, *about, checked(VOICE_NOTE, SOUND), "en")
    family.answers("")
    return office.store.read(lambda db: max(number_of(one) for one in db.table(ATTACHMENTS).all()))


def heard(office: Office, number: int, **headers: str) -> httpx.Response:
    cookies = {COOKIE: office.key_of(office.cast.head)}
    return httpx.get(f"{office.url}{attached_file(number)}", cookies=cookies, headers=headers, timeout=20)


def test_a_reader_hears_it_and_nothing_in_it_can_run(office, number):
    reply = heard(office, number)
    assert (reply.status_code, reply.content) == (200, SOUND)
    assert reply.headers["content-type"] == "audio/ogg"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["content-security-policy"].startswith("default-src 'none'; sandbox")
    assert reply.headers["cache-control"] == "no-store"


def test_a_player_may_ask_for_a_piece(office, number):
    reply = heard(office, number, range="bytes=0-1")
    assert (reply.status_code, reply.content) == (206, SOUND[:2])
    assert reply.headers["content-range"] == f"bytes 0-1/{len(SOUND)}"
    assert heard(office, number, range="bytes=1990-").content == SOUND[1990:]
    assert heard(office, number, range="bytes=90000-").status_code == 416
    assert heard(office, number, range="bytes=a-b").status_code == 200


def test_whom_the_words_are_not_for_is_not_told_that_it_is_there(office, number):
    assert office.opens(office.cast.worker, attached_file(number)).status_code == 404
    assert office.opens(office.cast.administrator, attached_file(number)).status_code == 404
    assert office.opens(office.cast.chair, attached_file(number)).status_code == 404
    assert office.opens(office.cast.head, attached_file(999_999)).status_code == 404
    assert office.opens(office.cast.head, attached_file("nonsense")).status_code == 404
    assert httpx.get(f"{office.url}{attached_file(number)}").status_code != 200


def test_who_heard_it_is_on_record_once_however_many_pieces_a_player_asks_for(office, number):
    for _ in range(3):
        heard(office, number, range="bytes=0-1")
    entries = office.store.read(lambda db: list(entries_of(db, OPENED)))
    assert [one["who"] for one in entries if one["about"]["what"] == f"attachment {number}"] == [office.cast.head.id]
