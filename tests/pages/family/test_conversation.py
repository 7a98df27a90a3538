"""A family talks: every press is kept, nothing typed is lost, and a shared phone does not tell."""

import re

import pytest

FIRST = "Did you understand why the meeting was held?"
SECOND = "Did you get to read the social worker's report before the day?"


def answer_all(phone) -> None:
    for _ in range(20):
        if 'value="finish"' in phone.page:
            return
        words = "They listened." if '<textarea id="answer"' in phone.page else "no"
        codes = re.findall(r'type="radio" name="answer" value="(\w+)"', phone.page)
        assert phone.press("answer", codes[0] if codes else words).status_code == 303


def test_a_family_begins_answers_checks_and_finishes(office, begun):
    assert begun.heading == FIRST
    answer_all(begun)
    assert begun.heading == "Check your answers"
    assert "They listened." in begun.page
    begun.press("finish")
    assert begun.heading == "Thank you"
    (voice,) = office.voices()
    assert voice["finished"]
    assert voice["answers"]["well_or_differently"]["value"] == "They listened."


def test_looking_changes_nothing(office, phone):
    token = office.link()
    mine = phone(token)
    for method in ("GET", "HEAD"):
        for query in ("", "?lang=ar", "?leave", "?do=begin&language=en", "?do=finish"):
            reply = mine.request(method, f"/f/{token}{query}")
            assert reply.status_code in (200, 303)
    assert office.voices() == []


def test_a_head_has_the_headers_of_the_get_and_no_body(office, phone):
    mine = phone(office.link())
    seen, asked = mine.get(mine.address), mine.head(mine.address)
    assert asked.content == b""
    assert asked.headers == seen.headers


def test_every_press_is_followed_by_a_get_so_that_a_reload_is_harmless(office, begun):
    reply = begun.press("answer", "partly")
    assert reply.status_code == 303
    assert reply.headers["location"].startswith(begun.address)
    before = office.voices()
    begun.open()
    begun.open()
    assert office.voices() == before


def test_the_same_answer_sent_twice_is_one_answer(office, begun):
    page = begun.page
    begun.press("answer", "partly")
    begun.page = page
    assert begun.press("answer", "partly").status_code == 303
    assert office.answers() == {"understood_why": "partly"}
    assert begun.heading == SECOND


def test_a_retry_without_the_cookie_is_taken(office, begun):
    page = begun.page
    begun.press("answer", "partly")
    begun.page = page
    begun.cookies.clear()
    assert begun.press("answer", "partly").status_code == 303
    assert office.answers() == {"understood_why": "partly"}


def test_nothing_is_chosen_for_the_family(begun):
    assert " checked" not in begun.page.partition("<main>")[2]


def test_going_back_shows_ones_own_answer(begun):
    begun.press("answer", "mostly")
    begun.press("back")
    assert begun.heading == FIRST
    assert re.findall(r'value="(\w+)"[^>]* checked', begun.page) == ["mostly"]


def test_changing_an_answer_from_its_bubble_leads_on_to_the_next_open_question(office, begun):
    begun.press("answer", "mostly")
    begun.press("change:understood_why")
    assert begun.heading == FIRST
    begun.press("answer", "no")
    assert begun.heading == SECOND
    assert office.answers() == {"understood_why": "no"}


def test_a_question_can_be_skipped(office, begun):
    begun.press("skip")
    assert begun.heading == SECOND
    assert "Skipped" in begun.page
    assert office.answers() == {"understood_why": None}


def to_the_words(phone) -> None:
    while "<textarea" not in phone.page:
        phone.press("skip")


@pytest.mark.parametrize(
    ("away", "and_back"),
    [("back", "skip"), ("skip", "back"), ("change:understood_why", "skip"), ("lang:ar", "lang:en")],
)
def test_typed_words_survive_whatever_else_is_pressed(begun, away, and_back):
    to_the_words(begun)
    asked = begun.heading
    begun.press(away, "half a sentence\nand more")
    begun.press(and_back)
    assert begun.heading == asked
    assert "\nhalf a sentence\nand more</textarea>" in begun.page


def test_another_language_keeps_the_answers_and_what_was_chosen(office, begun):
    begun.press("answer", "partly")
    begun.press("lang:ar", "no")
    assert '<html lang="ar" dir="rtl">' in begun.page
    assert re.findall(r'value="(\w+)"[^>]* checked', begun.page) == ["no"]
    assert office.answers() == {"understood_why": "partly"}


def test_before_it_begins_the_language_is_a_plain_link(office, phone):
    mine = phone(office.link())
    assert '<html lang="ti" dir="ltr">' in mine.open("?lang=ti").text
    mine.press("begin")
    assert '<html lang="ti" dir="ltr">' in mine.page


def test_an_unknown_language_is_passed_over(office, phone):
    mine = phone(office.link())
    assert '<html lang="en"' in mine.open("?lang=xx").text
    assert mine.press("begin", language="xx").status_code == 303
    assert mine.press("lang:xx").status_code == 303
    mine.open()
    assert '<html lang="en"' in mine.page


def test_an_answer_that_cannot_be_kept_comes_back_with_the_reason_beside_it(office, begun):
    to_the_words(begun)
    reply = begun.press("answer", "x" * 60_000)
    assert reply.status_code == 422
    assert "<title>Error: Question" in begun.page
    assert "x" * 60_000 in begun.page
    assert 'aria-describedby="wrong"' in begun.page
    assert '<a href="#answer">You can write up to 5000 characters' in begun.page


def test_no_choice_is_refused_with_the_way_on(begun):
    assert begun.press("answer").status_code == 422
    assert begun.heading == FIRST
    assert "Choose one of the answers, or skip this question." in begun.page


def test_a_nul_is_refused_in_words_and_the_text_comes_back(office, begun):
    to_the_words(begun)
    reply = begun.press("answer", "good\0bad")
    assert reply.status_code == 422
    assert "a character here that we cannot keep" in begun.page
    assert "good" in begun.page


def test_another_browser_sees_nothing_that_was_said_and_may_go_on(office, begun, phone):
    begun.press("answer", "partly")
    other = phone(begun.address.removeprefix("/f/"))
    other.open()
    assert "Partly" not in other.page
    assert FIRST not in other.page
    assert "Some questions have been answered already" in other.page
    other.press("begin")
    assert other.heading == SECOND
    assert "Partly" not in other.page
    assert "change:" not in other.page


def test_another_browser_cannot_change_or_overwrite_an_answer(office, begun, phone):
    begun.press("answer", "partly")
    other = phone(begun.address.removeprefix("/f/"))
    other.open()
    other.press("begin")
    assert other.press("answer", "no", question="understood_why").status_code == 409
    other.press("change:understood_why")
    assert other.heading == SECOND
    assert office.answers() == {"understood_why": "partly"}


def test_a_finished_link_thanks_its_own_browser_and_is_closed_to_others(office, begun, phone):
    answer_all(begun)
    begun.press("finish")
    assert begun.open().status_code == 200
    assert begun.heading == "Thank you"
    assert phone(begun.address.removeprefix("/f/")).open().status_code == 404


def test_who_does_not_feel_safe_sees_the_numbers_first_and_is_asked_about_a_call(begun):
    for _ in range(20):
        if begun.heading == "Do you feel safe right now?":
            break
        begun.press("skip")
    begun.press("answer", "no")
    main = begun.page.partition("<main>")[2]
    assert main.index("999") < main.index("<h1>")
    assert main.index("999") < main.index("Do you feel safe right now?")
    assert begun.page.count('id="now"') == 1
    assert begun.heading == "Would you like someone to call you?"
    begun.press("answer", "yes")
    assert 'href="tel:999"' in begun.page.partition("<h1>")[2].partition("</main>")[0]


def test_leaving_forgets_the_browser_and_nothing_else(office, begun, site):
    begun.press("answer", "partly")
    before = office.voices()
    for address in (f"{begun.address}/leave", f"{begun.address}?leave"):
        reply = begun.get(address)
        assert reply.status_code == 303
        assert reply.headers["location"] == site.leave_to
        assert "Max-Age=0" in reply.headers["set-cookie"]
    assert office.voices() == before
    begun.open()
    assert "Partly" not in begun.page


def test_younger_children_read_their_own_words(office, phone):
    mine = phone(office.link(audience="child_8_11"))
    mine.open()
    assert "We will try to tell you first." in mine.page
    assert "tell a grown-up you trust" in mine.page


def test_the_youngest_have_faces_that_only_decorate(office, phone):
    mine = phone(office.link(audience="child_4_7"))
    mine.open()
    mine.press("begin")
    faces = re.findall(r'<svg class="face \w+" aria-hidden="true".*?<path d="(.*?)"/>', mine.page)
    assert len(set(faces)) == len(faces) == 3
    assert "</svg>Yes</button>" in mine.page


def test_nothing_on_a_page_or_in_its_title_tells_what_it_is_about(office, begun, phone):
    for page in (phone(begun.address.removeprefix("/f/")).open().text, begun.page):
        for word in ("child protection", "Selam", "Tesfamariam", "D0001", "anonymous", "After the meeting"):
            assert word.lower() not in page.lower()
        assert re.search(r"<title>(Question 1 of \d+ – )?Your views</title>", page)


def test_a_press_on_a_page_of_a_browser_that_was_forgotten_leads_to_the_welcome(begun):
    begun.press("answer", "partly")
    page = begun.page
    for button in ("back", "change:understood_why", "lang:ar", "finish"):
        begun.page = page
        begun.cookies.clear()
        assert begun.press(button).status_code == 303
        assert begun.heading == "Tell us what it is like for you"
