"""The first page promises each reader what their own form asks, of the worker whom they have."""

import pytest

from forms.library import Library
from language.catalogue import say
from pages.family.promises import SHARING, about_your_words

LIBRARY = Library.load()
PAIRS = LIBRARY.choices()


@pytest.mark.parametrize(("touchpoint", "audience"), PAIRS)
def test_unless_you_say_is_promised_only_where_it_is_asked(touchpoint: str, audience: str) -> None:
    form = LIBRARY.find(touchpoint, audience)
    assert form is not None
    asked = any(question.purpose == SHARING for question in form.questions)
    assert ("unless you say" in about_your_words(form, audience)) == asked


@pytest.mark.parametrize(("touchpoint", "audience"), PAIRS)
def test_nobody_reads_of_a_worker_whom_they_do_not_have(touchpoint: str, audience: str) -> None:
    form = LIBRARY.find(touchpoint, audience)
    assert form is not None
    told = [about_your_words(form, audience), *(one.text for one in form.questions if one.purpose == SHARING)]
    not_theirs = {"care_leaver": "social worker", "helper": "Your social worker", "child_4_7": "unless you say"}
    for words in told:
        assert not_theirs.get(audience, "nobody at all") not in words
        if audience == "care_leaver" and "unless" in words:
            assert "Personal Adviser" in words


@pytest.mark.parametrize("code", ["ar", "ti"])
@pytest.mark.parametrize(("touchpoint", "audience"), PAIRS)
def test_it_is_promised_in_their_language(touchpoint: str, audience: str, code: str) -> None:
    form = LIBRARY.find(touchpoint, audience)
    assert form is not None
    assert say(code, about_your_words(form, audience)).lang == code


@pytest.mark.parametrize(("touchpoint", "audience"), PAIRS)
def test_the_closing_questions_speak_of_the_reader_and_of_their_own_worker(touchpoint: str, audience: str) -> None:
    form = LIBRARY.find(touchpoint, audience)
    assert form is not None
    tellers = [option.text for one in form.questions if one.purpose == "tell_back" for option in one.options()]
    assert ("My worker tells me" in tellers) <= (audience != "care_leaver")
    safe = [one.text for one in form.questions if one.id == "safe"]
    assert all(("person you help" in text) == (audience == "helper") for text in safe)
