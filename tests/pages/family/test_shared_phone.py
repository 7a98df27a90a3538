"""A phone that others use too shows nothing of what was said: after a while, on leaving, at the end, when cleared."""

import pytest

from feedback.voices.places import add_place
from tests.pages.family.test_conversation import FIRST, SECOND, answer_all, to_the_words

WORDS = "I wanted to say this."


def test_the_same_browser_forgets_after_a_while_without_a_press(begun, clock):
    begun.press("answer", "a_little")
    assert "A little" in begun.page
    clock.forward(seconds=899)
    assert "A little" in begun.open().text
    clock.forward(seconds=2)
    begun.open()
    assert "A little" not in begun.page
    assert "To keep the answers private" in begun.page
    begun.press("begin")
    assert begun.heading == SECOND
    assert "A little" not in begun.page
    assert "change:" not in begun.page


def test_each_press_counts_from_the_beginning_and_a_look_does_not(begun, clock):
    begun.press("answer", "a_little")
    clock.forward(seconds=800)
    begun.press("skip")
    clock.forward(seconds=800)
    assert "A little" in begun.open().text
    clock.forward(seconds=101)
    assert "A little" not in begun.open().text


@pytest.mark.parametrize("button", ["answer", "skip", "back", "lang:ar", "change:understood_why"])
def test_who_typed_for_long_loses_nothing_when_they_press(office, begun, clock, button):
    to_the_words(begun)
    clock.forward(seconds=3600)
    assert begun.press(button, WORDS).status_code == 303
    (voice,) = office.voices()
    kept = [answer["value"] for answer in voice["answers"].values()]
    drafts = [text for own in voice["drafts"].values() for text in own.values()]
    assert WORDS in kept + drafts


def test_a_moment_that_has_not_come_yet_is_not_believed(begun):
    begun.press("answer", "a_little")
    kept = begun.cookies["views"].partition(".")[0]
    begun.cookies.clear()
    assert "A little" not in begun.get(begun.address, headers={"cookie": f"views={kept}.99999999999"}).text


def test_at_the_end_one_button_clears_the_phone_and_says_what_it_cannot(begun):
    answer_all(begun)
    begun.press("finish")
    assert '<form method="post" action="/clear">' in begun.page
    reply = begun.post("/clear", data={"language": "ar"})
    assert reply.headers["location"] == "/clear?lang=ar"
    assert "Max-Age=0" in reply.headers["set-cookie"]
    assert reply.headers["clear-site-data"] == '"cache"'
    page = begun.get("/clear").text
    assert "This phone or computer is cleared" in page
    assert "delete it from the history" in page
    assert begun.open().status_code == 404


def test_it_says_cleared_only_where_that_is_so(begun):
    page = begun.get("/clear").text
    assert "is cleared" not in page
    assert '<form method="post" action="/clear">' in page


def test_another_website_cannot_clear(begun):
    assert begun.post("/clear", data={}, headers={"origin": "https://elsewhere.example"}).status_code == 403


def test_without_cookies_it_says_why_not_and_offers_the_call(office, phone):
    mine = phone(office.link(language="ti"))
    mine.open()
    reply = mine.post(mine.address, data={"do": "begin", "language": "en"})
    mine.cookies.clear()
    page = mine.get(reply.headers["location"]).text
    assert "did not keep our cookie" in page
    assert 'href="tel:02073323621"' in page
    assert 'href="?lang=en"' in page


def test_without_cookies_at_a_poster_it_is_said_too(store, cast, phone):
    hall = store.write_now(add_place, cast.head, "Hall", "place")
    mine = phone("x")
    reply = mine.post(f"/q/{hall['code']}", data={"who": "parent_carer", "language": "en"})
    mine.cookies.clear()
    assert "did not keep our cookie" in mine.get(reply.headers["location"]).text


def test_with_cookies_the_first_page_after_start_is_the_question(office, phone):
    mine = phone(office.link())
    reply = mine.post(mine.address, data={"do": "begin", "language": "en"})
    assert FIRST in mine.get(reply.headers["location"]).text


def in_danger(phone):
    while phone.heading != "Do you feel safe right now?":
        phone.press("skip")
    phone.press("answer", "no")


def test_the_numbers_stand_open_at_the_moment_of_danger_and_leave_no_trace(begun):
    in_danger(begun)
    assert '<details class="safe" id="now" open>' in begun.page
    begun.press("answer", "no")
    assert " open>" not in begun.page
    assert "If you need help now" not in begun.page
    answer_all(begun)
    assert "If you need help now" not in begun.page
    begun.press("finish")
    assert "If you need help now" not in begun.open().text


def test_who_goes_back_from_it_is_not_shown_it_again(begun):
    in_danger(begun)
    begun.press("back")
    assert "If you need help now" not in begun.page


def test_beside_a_box_for_words_the_emergency_number_stands_in_a_line_that_opens(begun):
    to_the_words(begun)
    line = begun.page.partition('<details class="safe">')[2].partition("</summary>")[0]
    assert "In danger now? Call" in line
    assert "999" in line
    assert begun.page.index('<details class="safe">') < begun.page.index('<textarea id="answer"')


@pytest.mark.parametrize("said", ["no", "yes"])
def test_what_is_wrong_stands_at_the_top_of_the_page(begun, said):
    in_danger(begun)
    if said == "yes":
        begun.press("answer", "yes")
    begun.press("answer", "")
    main = begun.page.partition("<main>")[2].lstrip()
    assert main.startswith('<div class="problem" id="now" role="alert" tabindex="-1">')
    assert "<title>Error: " in begun.page
    assert begun.page.count('id="now"') == 1


def test_numbers_in_ones_own_words_stay_in_order_in_bubble_and_box_and_are_kept_as_typed(office, begun):
    to_the_words(begun)
    question = begun.heading
    begun.press("answer", "رقمي 020 7946 0123")
    assert "رقمي \u2066020 7946 0123\u2069" in begun.page
    (voice,) = office.voices()
    asked = next(name for name, one in voice["answers"].items() if one["value"])
    begun.press(f"change:{asked}")
    assert begun.heading == question
    assert "رقمي \u2066020 7946 0123\u2069</textarea>" in begun.page
    begun.press("answer")
    assert office.answers()[asked] == "رقمي 020 7946 0123"
