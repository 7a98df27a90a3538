"""The words of each form can be read at the age of those who are asked, and docs/reading-age.md is current."""

import pytest

from forms.schema import Form
from tests.reading_age import (
    ADULT,
    AGES,
    EASY_READ,
    LONGEST,
    PAGE,
    answers,
    asked,
    bound,
    easy,
    family_forms,
    measure,
    page,
    pages,
    sentences,
    syllables,
    words,
)

FORMS = family_forms()
HARD = ("views", "identity", "seriously", "professionals", "background", "solicitor", "services")
EASY_ENOUGH = 10  # words
EXPLAINED = ("IRO", "Personal Adviser", "advocate", "solicitor", "interpreter", "pathway plan")


def by_id(form: Form) -> str:
    return form.id


@pytest.mark.parametrize("form", FORMS, ids=by_id)
def test_a_form_can_be_read_at_the_age_of_those_who_are_asked(form: Form) -> None:
    assert measure(asked(form)).hardest <= bound(form)
    assert measure([*asked(form), *answers(form)]).hardest <= bound(form)
    assert measure(easy(form)).hardest <= min(EASY_READ, bound(form))


@pytest.mark.parametrize("form", FORMS, ids=by_id)
def test_no_sentence_is_longer_than_fifteen_words(form: Form) -> None:
    said = sentences([*asked(form), *answers(form), *easy(form)])
    assert [one for one in said if len(words(one)) > LONGEST] == []


def test_no_sentence_of_a_family_page_is_longer_than_fifteen_words() -> None:
    long = {name: [one for one in sentences(said) if len(words(one)) > LONGEST] for name, said in pages().items()}
    assert {name: found for name, found in long.items() if found} == {}


@pytest.mark.parametrize("form", FORMS, ids=by_id)
def test_each_question_has_a_picture(form: Form) -> None:
    assert [question.id for question in form.questions if not question.picture] == []


@pytest.mark.parametrize("form", [one for one in FORMS if "child" not in (one.audience or "")], ids=by_id)
def test_a_question_that_is_not_easy_has_an_easy_wording(form: Form) -> None:
    for question in form.questions:
        hard = len(words(question.text)) > EASY_ENOUGH or any(word in question.text for word in HARD)
        assert not hard or question.easy, question.text
        assert question.easy != question.text


@pytest.mark.parametrize("form", [one for one in FORMS if one.audience and one.audience != "helper"], ids=by_id)
def test_a_word_of_the_services_is_explained_where_it_first_stands(form: Form) -> None:
    for word in EXPLAINED:
        first = next((one for one in form.questions if word in one.text or word in one.hint), None)
        assert first is None or word.casefold() in first.explain.casefold(), (word, first)


@pytest.mark.parametrize("form", [one for one in FORMS if one.audience == "child_4_7"], ids=by_id)
def test_the_youngest_answer_with_faces_draw_or_tell(form: Form) -> None:
    for question in form.questions:
        faces = (question.scale or "").startswith("F3")
        drawn = question.picture in ("drawing", "heart") or "draw" in question.hint
        for_the_helper = question.text.startswith("For your helper:")
        assert faces or drawn or for_the_helper or question.purpose in ("call_back", "tell_back"), question.id
        assert {option.code for option in question.asides} <= {"dont_know"}


@pytest.mark.parametrize(
    ("word", "count"), [("meeting", 2), ("time", 1), ("asked", 1), ("wanted", 2), ("people", 2), ("by", 1), ("7", 1)]
)
def test_syllables_are_groups_of_vowels_without_a_silent_e(word: str, count: int) -> None:
    assert syllables(word) == count


def test_long_words_in_long_sentences_are_read_later() -> None:
    short = measure(["Did they hear you?"])
    long = measure(["Professionals proportionately considered representations."])
    assert short.hardest < AGES["child_4_7"] < ADULT < min(long.ari, long.fk)


def test_a_sentence_counts_once_and_a_value_is_a_word() -> None:
    assert sentences(["One. Two {name}?", "One."]) == ["One.", "Two  name ?"]
    assert measure(["Read by {date}. <b>Thanks</b>"]).longest == 3


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "`make reading-age` writes it again"
