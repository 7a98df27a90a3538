"""Whoever began can come back on each of the next 14 days, on any device, and sees nothing of what was said before."""

import re

import pytest

from feedback.voices.places import add_place
from tests.pages.family.test_conversation import SECOND


def go_on_from(office, phone, clock, token, **later):
    """Another phone, later."""
    clock.forward(**later)
    theirs = phone(token)
    theirs.open()
    return theirs


@pytest.mark.parametrize("age", [0, 20, 29])
def test_a_link_that_was_begun_late_is_open_for_a_fortnight_all_the_same(office, phone, clock, age):
    token = office.link()
    clock.forward(days=age)
    mine = phone(token)
    mine.open()
    mine.press("begin")
    mine.press("answer", "a_little")
    theirs = go_on_from(office, phone, clock, token, days=14, hours=10)
    assert "A little" not in theirs.page
    theirs.press("begin")
    assert theirs.heading == SECOND
    assert "A little" not in theirs.page
    assert "change:" not in theirs.page
    assert theirs.press("skip").status_code == 303


def test_after_that_it_opens_nothing(office, phone, clock):
    token = office.link()
    clock.forward(days=29)
    mine = phone(token)
    mine.open()
    mine.press("begin")
    assert go_on_from(office, phone, clock, token, days=15, seconds=1).open().status_code == 404


def test_what_was_said_at_a_poster_can_be_gone_on_with_for_a_fortnight(office, phone, clock, store, cast):
    code = store.write_now(add_place, cast.head, "Hall", "place")["code"]
    mine = phone("x")
    begun = mine.post(f"/q/{code}", data={"do": "begin", "who": "parent_carer", "language": "en"})
    token = re.fullmatch(r"/f/([\w-]{22})\?.*", begun.headers["location"])[1]
    assert go_on_from(office, phone, clock, token, days=14).open().status_code == 200


def test_the_first_page_says_until_when_and_that_day_is_whole(office, phone, clock):
    token = office.link()
    mine = phone(token)
    said = re.search(r"You can come back until (.*?)\.", mine.open().text)[1]
    last = clock.now
    while phone(token).open().status_code == 200:
        last = clock.now
        clock.forward(hours=1)
    assert f"{last:%-d %B}" != said  # the day on which it ends is not promised
    clock.now = last
    clock.forward(hours=-24)
    assert f"{clock.now:%-d %B}" == said


def test_on_its_last_day_nothing_is_promised(office, phone, clock):
    mine = phone(office.link())
    clock.forward(days=29, hours=20)
    assert "You can come back until" not in mine.open().text
