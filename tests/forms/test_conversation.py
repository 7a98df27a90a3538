"""A conversation asks what is relevant, once, in order, and can always go back."""

from time import perf_counter

import pytest

from forms.answers import AnswerRefused
from forms.conversation import Conversation
from forms.errors import NotAsked
from forms.schema import Form, Part, Question


def test_a_conversation_begins_with_the_first_question(small_form):
    conversation = Conversation.begin(small_form)
    assert conversation.question.id == "safe"
    assert (conversation.position, conversation.total) == (1, 2)
    assert not conversation.can_go_back
    assert not conversation.finished


def test_an_answer_leads_to_the_next_question_and_leaves_the_first_state_alone(small_form):
    first = Conversation.begin(small_form)
    second = first.answer("yes")
    assert second.question.id == "words"
    assert first.question.id == "safe"
    assert dict(first.given) == {}


def test_what_was_given_cannot_be_changed_from_outside(small_form):
    given = {"safe": "yes"}
    conversation = Conversation.resume(small_form, given)
    given["safe"] = "no"
    assert conversation.given["safe"] == "yes"
    with pytest.raises(TypeError):
        conversation.given["safe"] = "no"


def test_questions_that_an_answer_opens_share_its_number_and_the_count_never_grows(small_form):
    asked = [Conversation.begin(small_form)]
    for answer in ("no", "yes", "07700 900123"):
        asked.append(asked[-1].answer(answer))
    assert [(one.position, one.total) for one in asked] == [(1, 2), (1, 2), (1, 2), (2, 2)]


def test_a_skipped_question_is_not_asked_again_and_opens_nothing(small_form):
    conversation = Conversation.begin(small_form).skip()
    assert conversation.given == {"safe": None}
    assert conversation.question.id == "words"


def test_a_refused_answer_changes_nothing(small_form):
    conversation = Conversation.begin(small_form)
    with pytest.raises(AnswerRefused):
        conversation.answer("perhaps")
    assert conversation.question.id == "safe"


def test_going_back_keeps_every_answer_and_goes_on_at_the_first_open_question(small_form):
    conversation = Conversation.begin(small_form).answer("no").answer("no").back().back()
    assert conversation.question.id == "safe"
    assert conversation.given == {"safe": "no", "call": "no"}
    assert conversation.answer("no").question.id == "words"


def test_going_back_from_the_first_question_stays_there(small_form):
    conversation = Conversation.begin(small_form)
    assert conversation.back() == conversation


def test_the_last_question_can_be_reached_from_the_end(small_form):
    finished = Conversation.begin(small_form).answer("yes").answer("Thank you")
    assert finished.finished
    assert finished.position == finished.total == 2
    assert finished.back().question.id == "words"


def test_an_answer_whose_condition_went_false_is_kept_but_not_heard(small_form):
    called = Conversation.begin(small_form).answer("no").answer("yes").answer("07700 900123").answer("No")
    changed = called.go_to("safe").answer("yes")
    assert changed.finished
    assert changed.given["number"] == "07700 900123"
    assert [question.id for question, _value in changed.heard] == ["safe", "words"]


def test_a_condition_on_an_answer_that_no_longer_counts_does_not_hold(small_form):
    given = {"safe": "yes", "call": "yes"}
    assert [question.id for question, _value in Conversation.resume(small_form, given).heard] == ["safe"]


def test_a_question_that_is_not_relevant_cannot_be_gone_to(small_form):
    with pytest.raises(NotAsked):
        Conversation.begin(small_form).go_to("number")
    with pytest.raises(NotAsked):
        Conversation.begin(small_form).go_to("nothing_of_that_name")


def test_a_finished_conversation_takes_no_further_answer(small_form):
    finished = Conversation.begin(small_form).skip().skip()
    with pytest.raises(NotAsked):
        finished.answer("yes")
    with pytest.raises(NotAsked):
        finished.skip()


def test_skipping_an_answered_question_takes_the_answer_back(small_form):
    assert Conversation.begin(small_form).answer("no").back().skip().given["safe"] is None


def test_a_question_that_must_be_answered_cannot_be_skipped():
    question = Question(id="grade", kind="short_text", text="Which grade?", max_length=20, required=True)
    form = Form(id="staff", version=1, title="Staff", staff=True, parts=(Part(id="one", questions=(question,)),))
    with pytest.raises(AnswerRefused):
        Conversation.begin(form).skip()


def test_answers_to_questions_that_the_form_has_lost_are_left_out(small_form):
    conversation = Conversation.resume(small_form, {"gone": "yes", "safe": "yes"}, at="gone")
    assert conversation.question.id == "words"
    assert [question.id for question, _value in conversation.heard] == ["safe"]


def test_a_step_of_a_long_set_costs_a_small_part_of_a_request(parent_form):
    given = {question.id: None for question in parent_form.questions[:6]}
    steps = 500
    begun = perf_counter()
    for _ in range(steps):
        conversation = Conversation.resume(parent_form, given)
        assert conversation.question is not None
        conversation.answer("Everything went well")
    assert (perf_counter() - begun) / steps < 0.001  # measured 0.00002; the bound only catches another order of work
