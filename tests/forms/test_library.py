"""The shipped question sets keep the rules that every set keeps."""

import pytest

from forms.conversation import Conversation
from forms.errors import FormError, NoSuchForm
from forms.library import Library
from forms.scales import YOUNGER
from forms.schema import Form
from forms.vocabulary import SECTIONS, TEXT_LENGTHS
from forms.written import CLOSING_PART
from tests.forms.generated import answer_to

FORMS = list(Library.load().forms.values())
ASKED = [form for form in FORMS if form.audience]


def by_id(form: Form) -> str:
    return form.id


def the_set(form: Form):
    return [question for part in form.parts if part.id != CLOSING_PART for question in part.questions]


def test_choices_stand_in_the_order_of_their_codes(library):
    choices = library.choices()
    assert choices[0] == ("conference", "child_4_7")
    assert choices[-1] == ("anytime", "helper")
    assert all(library.find(*choice) for choice in choices)


def test_one_file_for_two_audiences_makes_two_forms_that_keep_their_words(library):
    young, leaver = library.get("closure_young_person"), library.get("closure_care_leaver")
    assert (young.audience, leaver.audience) == ("young_person", "care_leaver")
    assert young.parts[0] == leaver.parts[0]  # the closing questions name their own worker


def test_an_unknown_form_is_named(library):
    with pytest.raises(NoSuchForm, match="nothing"):
        library.get("nothing")
    assert library.find("conference", "nobody") is None


@pytest.mark.parametrize("form", ASKED, ids=by_id)
def test_a_set_is_short_and_needs_little_typing(form: Form):
    asked = the_set(form)
    assert 2 <= len(asked) <= 7
    assert sum(question.kind in TEXT_LENGTHS for question in asked) <= 2
    assert not any(question.required for question in form.questions)


@pytest.mark.parametrize("form", ASKED, ids=by_id)
def test_not_knowing_is_always_offered_and_not_saying_from_twelve_on(form: Form):
    for question in the_set(form):
        codes = [option.code for option in question.asides]
        if question.kind in TEXT_LENGTHS:
            assert question.options() == ()
        else:
            assert codes == (["dont_know"] if form.audience in YOUNGER else ["dont_know", "rather_not_say"])
            assert all(option.value is None for option in question.asides)


@pytest.mark.parametrize("form", ASKED, ids=by_id)
def test_every_answer_of_a_set_is_evidence_for_a_section(form: Form):
    assert all(question.evidence_for and set(question.evidence_for) <= set(SECTIONS) for question in the_set(form))


@pytest.mark.parametrize("form", ASKED, ids=by_id)
def test_every_set_asks_whether_the_person_is_safe_and_calls_back_who_is_not(form: Form):
    questions = {question.purpose: question for question in form.parts[-1].questions if question.purpose}
    assert questions["safe_now"].choices[0].code == "yes"
    assert questions["safe_now"].choices[-1].code == "no"
    assert questions["safe_now"].alerts == (("a_bit", "no") if form.audience == "child_4_7" else ("no",))
    for unsafe in questions["safe_now"].alerts:
        conversation = Conversation.resume(form, {"safe": unsafe, "call_back": "yes"})
        assert conversation.go_to("call_number").question is not None
        assert conversation.go_to("call_time").question is not None
    assert "tell_back" in questions


@pytest.mark.parametrize("form", ASKED, ids=by_id)
def test_who_is_safe_is_not_asked_for_a_number(form: Form):
    conversation = Conversation.resume(form, {"safe": "yes", "call_back": "no"})
    heard = {question.id for question, _value in Conversation.resume(form, dict.fromkeys(form.ids)).heard}
    assert "call_number" not in heard
    assert "call_number" not in {question.id for question, _value in conversation.heard}


def test_only_those_of_eight_and_older_whose_worker_is_known_are_asked_to_share(library):
    sharing = {form.id for form in ASKED if any(question.purpose == "share_words" for question in form.questions)}
    assert "conference_child_4_7" not in sharing
    assert "anytime_parent_carer" not in sharing
    assert {"conference_child_8_11", "closure_care_leaver", "helper_view"} <= sharing


@pytest.mark.parametrize("form", [*ASKED, Library.load().get("helped")], ids=by_id)
@pytest.mark.parametrize("pick", [0, 1, None])
def test_every_form_can_be_walked_to_its_end(form: Form, pick: int | None):
    conversation, asked = Conversation.begin(form), 0
    while (question := conversation.question) is not None:
        asked += 1
        options = question.options()
        if pick is None:
            conversation = conversation.skip()
        else:
            conversation = conversation.answer(options[pick].code if options else answer_to(question, pick))
    assert conversation.finished
    assert asked == len(conversation.heard) >= conversation.total == sum(one.when is None for one in form.questions)


@pytest.mark.parametrize("form", FORMS, ids=by_id)
def test_a_form_is_made_again_from_its_document(form: Form):
    again = Form.from_document(form.as_document())
    assert again == form
    assert again.fingerprint == form.fingerprint


def test_no_two_forms_have_one_fingerprint():
    assert len({form.fingerprint for form in FORMS}) == len(FORMS)


def test_a_scale_reads_best_answer_first_and_every_alert_is_an_answer():
    for form in FORMS:
        for question in form.questions:
            assert set(question.alerts) <= set(question.by_code)
            assert len(question.by_code) == len(question.options())


def test_unfair_treatment_is_asked_in_the_practice_review_from_twelve_on(library):
    for audience in ("young_person", "care_leaver", "parent_carer"):
        form = library.find("practice_review", audience)
        assert [question.id for question in form.questions if question.purpose == "unfair_treatment"] == [
            "treated_unfairly"
        ]
    assert not any(q.purpose == "unfair_treatment" for q in library.find("practice_review", "child_8_11").questions)


SET = """\
id: {id}
version: 1
title: Ours
audience: parent_carer
touchpoints: [conference]
ends_with: closing
questions:
  - id: heard
    kind: scale
    scale: {scale}
    text: Do they hear you?
"""


def test_a_folder_of_ones_own_forms_is_read_with_the_packaged_closing(tmp_path):
    (tmp_path / "ours.yaml").write_text(SET.format(id="ours", scale="W5"))
    form = Library.load(tmp_path).find("conference", "parent_carer")
    assert form is not None
    assert [question.id for question in form.questions][:2] == ["heard", "share"]


def test_a_wrong_file_stops_the_library_and_is_named(tmp_path):
    (tmp_path / "ours.yaml").write_text(SET.format(id="ours", scale="W6"))
    with pytest.raises(FormError, match=r"ours\.yaml, line 10: .*W6.*W5"):
        Library.load(tmp_path)


def test_two_forms_of_one_id_or_for_one_audience_stop_the_library(tmp_path):
    (tmp_path / "a.yaml").write_text(SET.format(id="ours", scale="W5"))
    (tmp_path / "b.yaml").write_text(SET.format(id="ours", scale="W5"))
    with pytest.raises(FormError, match=r"b\.yaml.*“ours”"):
        Library.load(tmp_path)
    (tmp_path / "b.yaml").write_text(SET.format(id="other", scale="W5"))
    with pytest.raises(FormError, match=r"already asked at conference"):
        Library.load(tmp_path)
