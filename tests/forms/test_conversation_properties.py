"""What holds for every form and every walk through it."""

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from forms.answers import AnswerRefused
from forms.conversation import Conversation
from forms.errors import NotAsked
from forms.schema import Form
from tests.forms.generated import answer_to, forms, to_the_end, walks


def step(conversation: Conversation, move: str, pick: int) -> Conversation:
    if move == "back":
        return conversation.back()
    if move == "go_to":
        ids = conversation.form.ids or ("none",)
        try:
            return conversation.go_to(ids[pick % len(ids)])
        except NotAsked:
            return conversation
    if conversation.question is None:
        return conversation
    if move == "skip":
        return conversation.skip()
    if move == "refused":
        with pytest.raises(AnswerRefused):
            conversation.answer("")
        return conversation
    return conversation.answer(answer_to(conversation.question, pick))


def relevant(conversation: Conversation) -> list[str]:
    """What the conditions say, worked out the plain way."""
    counted: dict[str, object] = {}
    for question in conversation.form.questions:
        if question.when is None or question.when.holds(counted):
            counted[question.id] = conversation.given.get(question.id)
    return list(counted)


@over(forms(), st.integers(0, 9))
def test_every_walk_of_answers_ends_and_asks_nothing_twice(form: Form, pick: int):
    conversation, asked = Conversation.begin(form), []
    while conversation.question is not None:
        asked.append(conversation.question.id)
        conversation = (
            conversation.skip() if pick % 3 == 2 else conversation.answer(answer_to(conversation.question, pick))
        )
        pick += 1
    assert len(asked) == len(set(asked))
    assert [question.id for question, _value in conversation.heard] == asked


@over(forms(), walks)
def test_no_question_is_asked_whose_condition_is_false(form: Form, walk):
    conversation = Conversation.begin(form)
    for move, pick in walk:
        conversation = step(conversation, move, pick)
        assert conversation.question is None or conversation.question.id in relevant(conversation)
        assert all(question.id in relevant(conversation) for question, _value in conversation.heard)


@over(forms(), walks)
def test_a_question_once_given_is_only_asked_again_after_going_back(form: Form, walk):
    conversation = Conversation.begin(form)
    for move, pick in walk:
        conversation = step(conversation, move, pick)
        if move in ("answer", "skip") and conversation.question is not None:
            assert conversation.question.id not in conversation.given


@over(forms(), walks)
def test_a_conversation_resumed_from_what_was_given_is_the_walked_one(form: Form, walk):
    conversation = Conversation.begin(form)
    for move, pick in walk:
        conversation = step(conversation, move, pick)
        resumed = Conversation.resume(form, dict(conversation.given), conversation.at)
        assert resumed == conversation
        assert resumed.question == conversation.question


@over(forms(), walks)
def test_a_step_leaves_the_state_before_it_as_it_was(form: Form, walk):
    conversation = Conversation.begin(form)
    for move, pick in walk:
        before = (dict(conversation.given), conversation.at, conversation.question)
        following = step(conversation, move, pick)
        assert (dict(conversation.given), conversation.at, conversation.question) == before
        conversation = following


@over(forms(), walks)
def test_the_place_in_the_form_is_always_within_it(form: Form, walk):
    conversation = Conversation.begin(form)
    for move, pick in walk:
        conversation = step(conversation, move, pick)
        assert 0 <= conversation.position <= conversation.total <= len(form.ids)
        assert conversation.finished is (conversation.question is None)


@over(forms(), walks)
def test_a_count_never_grows_and_an_answer_never_leads_to_a_lower_place(form: Form, walk):
    conversation = Conversation.begin(form)
    for move, pick in walk:
        following = step(conversation, move, pick)
        assert following.total == conversation.total
        if move in ("answer", "skip") and conversation.at is None:
            assert following.position >= conversation.position
        conversation = following


@over(forms(), walks, st.integers(0, 9))
def test_whatever_was_done_before_the_end_can_still_be_reached(form: Form, walk, pick: int):
    conversation = Conversation.begin(form)
    for move, number in walk:
        conversation = step(conversation, move, number)
    assert to_the_end(conversation, pick).finished


@over(forms())
def test_a_form_written_down_and_read_again_is_the_same_form(form: Form):
    again = Form.from_document(form.as_document())
    assert again == form
    assert again.fingerprint == form.fingerprint
