"""Four looks with one heart: which audience has which, and Easy Read one press away for whoever has no pictures yet."""

import re
from datetime import UTC, datetime

import pytest

from feedback.voices.places import add_place
from forms.schema import Question
from forms.vocabulary import AUDIENCES, PICTURES
from language.registry import LANGUAGES
from pages.family.inline_assets import STYLES
from pages.family.looks import Look, look_of, minutes, picture_of
from pages.family.pictures import pictures

NOT_IN_OLD_ENGINES = re.compile(
    r"[a-z]-(?:inline|block)(?:-|:)|inset|:is\(|[;{]gap:|grid|fit-content|text-align:(?:start|end)|[;{]rotate:"
)
EASY_ON, EASY_OFF = 'value="easy:on"', 'value="easy:off"'


def style_of(page: str) -> str:
    return re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_page_of_a_conversation_has_the_look_of_its_audience(office, phone, audience):
    mine = phone(office.link("conference" if audience in CONFERENCE else "looked_after_review", audience))
    expected = STYLES[look_of(audience)]
    assert style_of(mine.open().text) == expected
    mine.press("begin")
    assert style_of(mine.page) == expected
    while 'value="finish"' not in mine.page:
        mine.press("skip")
    assert style_of(mine.page) == expected
    mine.press("finish")
    assert style_of(mine.page) == expected


CONFERENCE = ("child_4_7", "child_8_11", "young_person", "parent_carer")


def test_the_four_looks_differ():
    assert len({str(style) for style in STYLES.values()}) == len(Look) == 4


@pytest.mark.parametrize("look", Look)
def test_a_style_needs_nothing_that_old_engines_do_not_know(look):
    assert NOT_IN_OLD_ENGINES.findall(STYLES[look]) == []
    for rule in re.findall(r"[^{}]*:has\([^{}]*\{", STYLES[look]):
        assert "," not in rule, "an engine that does not know :has drops the whole rule"


@pytest.mark.parametrize("look", Look)
def test_what_stands_on_a_side_is_mirrored(look):
    sided = re.findall(r"([^{}@]*)\{([^{}]*)}", STYLES[look])
    for selector, rules in sided:
        if re.search(r"(?:^|;)(?:left|border-left|text-align:left)", rules) and "[dir" not in selector:
            names = re.findall(r"\.[a-z]+", selector)
            if "opacity:0" not in rules:
                assert any("[dir=" in other and names[0] in other for other, _ in sided), selector


def test_a_press_on_a_card_is_the_answer_and_is_shown_when_gone_back_to(office, phone):
    mine = phone(office.link(audience="child_4_7"))
    mine.press("begin")
    assert 'type="radio"' not in mine.page
    assert 'class="talk' not in mine.page
    first = mine.heading
    mine.press("answer:a_bit")
    assert mine.heading != first
    assert 'class="talk' not in mine.page
    mine.press("back")
    (chosen,) = re.findall(r'value="(answer:\w+)"[^>]* aria-pressed="true"', mine.page)
    assert (mine.heading, chosen) == (first, "answer:a_bit")


def test_a_card_that_the_question_does_not_have_is_refused_with_words(office, phone):
    mine = phone(office.link(audience="child_4_7"))
    mine.press("begin")
    assert mine.press("answer:never_heard_of").status_code == 422
    assert "There is a problem" in mine.page
    assert office.answers() == {}


def test_a_child_with_a_helper_says_who_it_was_and_may_leave_it_out(office, phone):
    for role, words in (("foster_carer", "a foster carer"), ("nobody", None), ("", None)):
        mine = phone(office.link(audience="child_4_7"))
        mine.press("begin")
        while 'value="finish"' not in mine.page:
            mine.press("skip")
        assert mine.heading == "Who helped you?"
        if role:
            mine.press(f"helper:{role}")
            assert re.findall(r'value="helper:(\w+)" aria-pressed="true"', mine.page) == [role]
        mine.press("finish")
        assert office.voices()[-1]["helped_by"] == words


def test_nobody_else_is_asked_who_helped_and_no_other_role_is_kept(office, phone, begun):
    begun.press("helper:parent")
    mine = phone(office.link(audience="child_4_7"))
    mine.press("begin")
    mine.press("helper:king")
    assert [voice["helped"] for voice in office.voices()] == [None, None]


def test_easy_read_is_one_press_away_keeps_what_is_typed_and_can_be_switched_off(begun):
    while "<textarea" not in begun.page:
        assert EASY_ON in begun.page
        begun.press("skip")
    begun.press("easy:on", "Half a sentence")
    assert style_of(begun.page) == STYLES[Look.EASY]
    assert "Half a sentence" in begun.page
    begun.press("skip")
    assert EASY_OFF in begun.page
    begun.press("easy:off")
    assert style_of(begun.page) == STYLES[Look.CALM]


def test_easy_read_can_be_chosen_before_the_first_question_by_a_link_that_changes_nothing(office, phone):
    mine = phone(office.link())
    assert 'href="?easy&amp;lang=en"' in mine.open().text
    assert style_of(mine.open("?easy&lang=ar").text) == STYLES[Look.EASY]
    assert 'href="?easy&amp;lang=ti"' in mine.page
    assert office.voices() == []
    mine.press("begin")
    assert EASY_OFF in mine.page


def test_easy_read_belongs_to_the_browser_that_asked(office, phone, begun):
    begun.press("easy:on")
    other = phone(begun.address.removeprefix("/f/"))
    other.open()
    other.press("begin")
    assert EASY_ON in other.page
    assert EASY_OFF in begun.open().text


@pytest.mark.parametrize("audience", ["child_4_7", "child_8_11"])
def test_children_under_twelve_have_easy_words_already(office, phone, audience):
    mine = phone(office.link(audience=audience))
    assert "?easy" not in mine.open().text
    mine.open("?easy")
    mine.press("begin")
    assert "easy:o" not in mine.page
    assert style_of(mine.page) == STYLES[look_of(audience)]


def test_the_question_is_put_in_its_easy_words_where_it_has_them():
    question = Question(
        id="one", kind="long_text", text="What, in your view, ought to change?", easy="What should change?"
    )
    assert question.wording(easy=True) == "What should change?"
    assert question.wording(easy=False) == question.text
    assert Question(id="one", kind="long_text", text="Why?").wording(easy=True) == "Why?"


@pytest.mark.parametrize("audience", ["young_person", "care_leaver"])
def test_from_twelve_on_it_is_said_how_long_it_takes(office, phone, audience):
    mine = phone(office.link("looked_after_review", audience))
    assert re.search(r"It takes about \d minutes\.", mine.open().text)
    mine.press("begin")
    assert re.search(r"About \d minutes left", mine.page)


def test_there_is_a_minute_at_least():
    assert [minutes(number) for number in (0, 1, 9, 10)] == [1, 1, 3, 3]


def test_every_name_of_a_picture_is_drawn_small_and_as_nothing_but_a_drawing():
    assert set(pictures()) == set(PICTURES)
    for name, (drawn, _) in pictures().items():
        assert len(drawn) <= 1_250, name
        assert b"<script" not in drawn
        assert b"href" not in drawn


def test_a_question_without_a_picture_has_one_of_what_it_is_about():
    assert picture_of(Question(id="one", kind="long_text", text="Why?", picture="school")) == "school"
    assert picture_of(Question(id="one", kind="short_text", text="Which number?", format="phone")) == "phone"
    assert picture_of(Question(id="one", kind="yes_no", text="Are you safe?", purpose="safe_now")) == "safe"
    assert picture_of(Question(id="one", kind="scale", text="Did they listen?")) == "listening"


def test_pictures_come_after_the_words_and_are_kept_by_the_browser(office, phone):
    mine = phone(office.link(audience="child_8_11"))
    mine.press("begin")
    (tag,) = re.findall(r"<img[^>]*>", mine.page)
    assert {'alt=""', 'loading="lazy"'} <= set(tag.rstrip(">").split())
    reply = mine.get(re.search(r'src="([^"]*)"', tag)[1])
    assert reply.headers["content-type"] == "image/svg+xml"
    assert reply.headers["cache-control"] == "public, max-age=604800"
    assert "set-cookie" not in reply.headers
    assert mine.get("/pictures/passwd.svg").status_code == 404


@pytest.mark.parametrize("address", ["link", "poster", "code"])
def test_the_first_page_names_every_language_as_a_plain_link(office, phone, store, cast, address):
    wall = store.write_now(add_place, cast.head, "Hall", "place")["code"]
    mine = phone(office.link())
    page = mine.get({"link": mine.address, "poster": f"/q/{wall}", "code": "/"}[address]).text
    names = page[page.index('<nav class="names"') : page.index("<h1>")]
    for code, spoken in LANGUAGES.items():
        assert re.search(rf'<a href="\?lang={code}" hreflang="{code}" lang="{code}" dir="{spoken.direction}"', names)
        assert f">{spoken.own_name}</a>" in names


def test_the_last_page_says_by_which_day_a_person_has_read_it(office, phone, clock):
    clock.now = datetime(2026, 11, 30, 12, tzinfo=UTC)
    mine = phone(office.link())
    mine.open()
    mine.press("begin")
    for _ in range(30):
        if 'value="finish"' in mine.page:
            break
        mine.press("skip")
    mine.press("finish")
    assert "A person reads this by Tuesday 1 December." in mine.page
