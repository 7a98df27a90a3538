"""Answers are read generously and kept in one shape; what cannot be kept is refused with a reason."""

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from forms.answers import AnswerRefused, read_answer, score
from forms.schema import Column, Option, Question

OPTIONS = (Option(code="always", text="Always", value=5), Option(code="never", text="Never", value=1))
ASIDES = (Option(code="dont_know", text="I don't know"),)
SCALE = Question(id="s", kind="scale", text="?", choices=OPTIONS, asides=ASIDES)
SEVERAL = Question(id="m", kind="several_choices", text="?", choices=OPTIONS, asides=ASIDES)
SHORT = Question(id="n", kind="short_text", text="?", max_length=10)
LONG = Question(id="t", kind="long_text", text="?", max_length=20)
DAY = Question(id="d", kind="date", text="?")
TABLE = Question(
    id="r",
    kind="table",
    text="?",
    columns=(Column(id="action", title="Action"), Column(id="date", title="Date", kind="date")),
)


@pytest.mark.parametrize("typed", ["never", " Never ", "NEVER", "2", "٢", "۲", "২", ["never"]])
def test_a_choice_is_read_by_its_code_its_words_or_its_number(typed):
    assert read_answer(SCALE, typed) == "never"


@pytest.mark.parametrize("typed", ["", "perhaps", "0", "4", [], ["always", "never"]])
def test_a_choice_that_is_not_offered_is_refused(typed):
    with pytest.raises(AnswerRefused, match="Choose one"):
        read_answer(SCALE, typed)


def test_several_choices_are_kept_once_and_in_the_order_of_the_list():
    assert read_answer(SEVERAL, ["never", "always", "never"]) == ["always", "never"]
    assert read_answer(SEVERAL, "dont_know") == ["dont_know"]


def test_not_knowing_cannot_stand_beside_knowing():
    with pytest.raises(AnswerRefused, match="stand alone"):
        read_answer(SEVERAL, ["always", "dont_know"])


@pytest.mark.parametrize("typed", ["", [], ["perhaps"], [{"a": "b"}]])
def test_several_choices_need_one_that_is_offered(typed):
    with pytest.raises(AnswerRefused):
        read_answer(SEVERAL, typed)


def test_only_scored_choices_have_a_score():
    assert score(SCALE, "always") == 5
    assert score(SCALE, "dont_know") is None
    assert score(SCALE, None) is None
    assert score(LONG, "always") is None
    assert score(SEVERAL, ["always"]) is None


def test_words_keep_their_lines_and_lose_only_the_space_around_them():
    assert read_answer(LONG, "  one\r\ntwo\tthree\r\n ") == "one\ntwo\tthree"


def test_own_words_keep_their_own_digits_and_a_number_is_folded():
    assert read_answer(LONG, "٣ مرات") == "٣ مرات"
    assert read_answer(SHORT, " ٠٧٧  ٠٠ ") == "077 00"


def test_words_are_composed_so_that_equal_words_are_equal():
    assert read_answer(LONG, "cafe\u0301") == "caf\u00e9"


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800"])
def test_characters_that_are_no_text_are_refused(character):
    for question in (SHORT, LONG):
        with pytest.raises(AnswerRefused, match="cannot keep"):
            read_answer(question, f"a{character}b")


def test_joiners_and_direction_marks_of_other_scripts_are_kept():
    assert read_answer(LONG, "می‌خواهم \u200f!") == "می‌خواهم \u200f!"


def test_words_that_are_too_long_are_refused_with_both_numbers():
    with pytest.raises(AnswerRefused, match="20 characters") as refused:
        read_answer(LONG, "x" * 23)
    assert refused.value.values == {"allowed": 20, "used": 23}
    assert "{allowed}" in refused.value.message


@pytest.mark.parametrize("typed", ["", "  \n ", []])
def test_an_empty_text_is_refused(typed):
    with pytest.raises(AnswerRefused, match="skip"):
        read_answer(LONG, typed)


@pytest.mark.parametrize(
    "typed",
    ["2026-03-07", "7/3/2026", "07.03.2026", "7 3 2026", "7 March 2026", "7 mar 2026", "٧/٣/٢٠٢٦", " 2026-3-7 "],
)
def test_a_day_is_read_in_the_ways_people_write_it(typed):
    assert read_answer(DAY, typed) == "2026-03-07"


@pytest.mark.parametrize("typed", ["", "soon", "31/2/2026", "7/3/26", "2026-13-01", "7 foo 2026", "0000-01-01"])
def test_a_day_that_does_not_exist_is_refused(typed):
    with pytest.raises(AnswerRefused, match="day, month and year"):
        read_answer(DAY, typed)


def test_a_table_keeps_its_filled_rows_and_lets_cells_wait():
    rows = [{"action": " Meet ", "date": "1/4/2026"}, {"action": "", "date": " "}, {"action": "Call"}]
    assert read_answer(TABLE, rows) == [{"action": "Meet", "date": "2026-04-01"}, {"action": "Call", "date": ""}]
    assert read_answer(TABLE, []) == []


@pytest.mark.parametrize("rows", ["text", ["text"], [{"unknown": "x"}], [{"date": "soon"}], [{"action": "\x00"}]])
def test_a_table_that_does_not_fit_is_refused(rows):
    with pytest.raises(AnswerRefused):
        read_answer(TABLE, rows)


@over(st.text(), st.sampled_from([SCALE, SEVERAL, SHORT, LONG, DAY]))
def test_any_text_is_kept_or_refused_and_reads_the_same_again(typed, question):
    try:
        kept = read_answer(question, typed)
    except AnswerRefused:
        return
    assert read_answer(question, kept) == kept
