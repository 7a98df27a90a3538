"""One definition of complete: the list of what is missing, the progress and handing in never disagree."""

from typing import Any

import pytest

from feedback.phone.discussions import note_discussion
from feedback.voices.attempts import log_attempt
from forms.schema import Form
from people.actor import Actor
from people.errors import NotAllowed
from people.roles import Role
from reviews.citations import citations, cite, withdraw
from reviews.completeness import Missing
from reviews.discussing import note_for_review
from reviews.evidence import evidence
from reviews.filling import fill
from reviews.handing_in import Unfinished, hand_in, still_missing
from reviews.reviews import REVIEWS, review
from reviews.section_six import section_six
from reviews.sheet import review_view
from reviews.versions import versions
from storage.store import Store
from tests.cast import CHILD, LIBRARY, Cast, Clock
from tests.family import Family
from tests.reviews.test_handing_in import ROW, Writing

CHILD_TABLE, SERVICE_TABLE = "section_8_recommendations", "section_9_recommendations"
TALK = {"part": "worker", "on": "2026-05-08", "method": "phone", "words": "We went through the plan."}


@pytest.fixture
def writing(store: Store, cast: Cast) -> Writing:
    """A review that lacks nothing."""
    writing = Writing(store, cast)
    writing.fills_all_but_feedback_and_recommendations()
    writing.hears_worker_and_manager()
    writing.recommends()
    family = Family(store, cast.ask().token)
    family.begins()
    family.answers("mostly")
    assert _lacks(writing) == []
    return writing


def _lacks(writing: Writing) -> list[Missing]:
    return writing.store.read(still_missing, writing.reviewer, writing.id)


def _fields(writing: Writing) -> list[tuple[str, str]]:
    return [(one.question, one.cell) for one in _lacks(writing)]


@pytest.mark.rule("BR-10")
@pytest.mark.parametrize("table", [CHILD_TABLE, SERVICE_TABLE])
@pytest.mark.parametrize("column", ["action", "impact", "by_whom", "date", "type"])
def test_a_recommendation_that_is_not_whole_does_not_count(writing: Writing, table: str, column: str) -> None:
    writing.fills(table, [ROW, {**ROW, column: ""}])
    assert _fields(writing) == [(table, f"2-{column}")]
    with pytest.raises(Unfinished):
        writing.store.write_now(hand_in, writing.reviewer, writing.id)


def test_a_recommendation_with_only_an_action_names_the_four_that_are_missing(writing: Writing) -> None:
    writing.fills(CHILD_TABLE, [{"action": "Offer an advocate"}])
    assert [one.what for one in _lacks(writing)] == [
        "Recommendation 1: Impact on the child",
        "Recommendation 1: By whom",
        "Recommendation 1: Date for completion",
        "Recommendation 1: What kind of recommendation is it?",
    ]


@pytest.mark.rule("BR-10")
def test_a_day_that_was_past_when_it_was_written_is_no_day_for_a_recommendation(writing: Writing) -> None:
    writing.fills(CHILD_TABLE, [{**ROW, "date": "2026-05-11"}])
    assert _fields(writing) == [(CHILD_TABLE, "1-date")]
    writing.fills(CHILD_TABLE, [{**ROW, "date": "2026-05-12"}])
    assert _fields(writing) == [], "today is not past"


def test_a_day_that_has_passed_since_it_was_written_stays_good(writing: Writing, clock: Clock) -> None:
    clock.forward(days=90)
    writing.fills(CHILD_TABLE, [ROW, {**ROW, "action": "A second one", "date": "2026-09-30"}])
    assert _fields(writing) == []
    writing.fills(CHILD_TABLE, [ROW, {**ROW, "action": "A second one", "date": "2026-06-29"}])
    assert _fields(writing) == [(CHILD_TABLE, "2-date")]


@pytest.mark.rule("BR-07")
@pytest.mark.parametrize(
    ("grades", "reasons"),
    [
        ({"2": "inadequate", "7": "outstanding"}, ["inadequate"]),
        ({"2": "inadequate", "7": "good"}, ["inadequate"]),
        ({"2": "inadequate", "7": "requires_improvement"}, []),
        ({"7": "inadequate"}, ["far"]),
        ({"7": "outstanding"}, []),
        ({**dict.fromkeys("12345", "inadequate"), "7": "outstanding"}, ["inadequate", "far"]),
    ],
)
def test_an_overall_grade_that_draws_a_warning_needs_a_reason(
    writing: Writing, grades: dict[str, str], reasons: list[str]
) -> None:
    for section, grade in grades.items():
        writing.fills(f"section_{section}_grade", grade)
    assert [question for question, _ in _fields(writing)] == [f"section_7_reason_{one}" for one in reasons]
    for one in reasons:
        writing.fills(f"section_7_reason_{one}", "The one section was about a week in March.")
    writing.store.write_now(hand_in, writing.reviewer, writing.id)


@pytest.mark.rule("BR-07")
def test_outstanding_without_a_word_of_the_family_needs_a_reason(store: Store, cast: Cast) -> None:
    writing = Writing(store, cast)
    writing.fills_all_but_feedback_and_recommendations()
    writing.fills("section_7_grade", "outstanding")
    assert ("section_7_reason_unheard", "") in _fields(writing)
    family = Family(store, cast.ask().token)
    family.begins()
    family.answers("mostly")
    assert ("section_7_reason_unheard", "") not in _fields(writing)


@pytest.mark.rule("BR-11")
def test_nothing_but_training_needs_a_reason(writing: Writing) -> None:
    writing.fills(CHILD_TABLE, [{**ROW, "type": "training"}])
    assert _fields(writing) == [("recommendations_reason", "")]
    writing.fills(SERVICE_TABLE, [{**ROW, "type": "service"}])
    assert _fields(writing) == []


@pytest.mark.rule("BR-04")
def test_a_standard_that_is_partly_met_needs_an_action(writing: Writing) -> None:
    writing.fills("standard_3_outcome", "partly_met")
    (one,) = _lacks(writing)
    assert (one.part, one.question, one.what) == (
        "standards",
        "standard_3_action",
        "Children are seen alone where required: What action is required?",
    )


def test_no_two_lines_of_what_is_missing_say_the_same(store: Store, cast: Cast) -> None:
    writing = Writing(store, cast)
    lines = [(one.part, one.what) for one in _lacks(writing)]
    assert len(lines) == len(set(lines))
    assert ("4", "Are the Social GRACES explored? What shows this?") in lines


def test_each_line_leads_to_a_field_that_there_is(store: Store, cast: Cast) -> None:
    form = LIBRARY.review
    for one in _lacks(Writing(store, cast)):
        assert one.question in {question.id for question in _part(form, one.part).questions}


def _part(form: Form, part_id: str) -> Any:
    return next(part for part in form.parts if part.id == part_id)


def _progress(writing: Writing) -> dict[str, str]:
    return dict(writing.store.read(review_view, writing.reviewer, writing.id).progress)


def test_a_dot_is_done_where_nothing_of_the_part_is_missing_and_only_there(writing: Writing) -> None:
    progress = _progress(writing)
    assert {part for part, state in progress.items() if state == "done"} == {"standards", *"12345678"}
    assert (progress["9"], progress["head"]) == ("optional", "empty")
    writing.fills("section_2_grade", "inadequate")
    writing.fills(SERVICE_TABLE, [{"action": "x"}])
    progress, lacking = _progress(writing), {one.part for one in _lacks(writing)}
    assert {progress[part] for part in lacking} == {"started"}
    assert lacking == {"7", "9"}


def test_section_6_is_started_when_one_of_three_is_covered_and_done_when_all_are(store: Store, cast: Cast) -> None:
    writing = Writing(store, cast)
    assert _progress(writing)["6"] == "empty"
    store.write_now(note_for_review, cast.reviewer, writing.id, **TALK)
    assert _progress(writing)["6"] == "started"
    store.write_now(note_discussion, cast.reviewer, child=CHILD, **{**TALK, "part": "manager"})
    family = Family(store, cast.ask().token)
    family.begins()
    family.answers("mostly")
    assert _progress(writing)["6"] == "done"


class TestOnceItIsHandedIn:
    """Nothing of a review changes any more, whichever verb is tried."""

    @pytest.fixture
    def handed(self, writing: Writing, cast: Cast) -> Writing:
        piece = writing.store.read(evidence, cast.reviewer, writing.id).pieces[0]
        writing.store.write_now(cite, cast.reviewer, writing.id, "1", piece.voice_id, piece.question_id)
        writing.store.write_now(hand_in, writing.reviewer, writing.id)
        return writing

    @pytest.fixture(params=["reviewer", "head"])
    def person(self, request: pytest.FixtureRequest, cast: Cast) -> Actor:
        person: Actor = getattr(cast, request.param)
        return person

    def test_no_citation_is_added(self, handed: Writing, cast: Cast, person: Actor) -> None:
        piece = handed.store.read(evidence, cast.reviewer, handed.id).pieces[0]
        for section in ("1", "2"):
            with pytest.raises(NotAllowed):
                handed.store.write_now(cite, person, handed.id, section, piece.voice_id, piece.question_id)
        assert len(handed.store.read(citations, person, handed.id)) == 1

    def test_no_citation_is_withdrawn(self, handed: Writing, person: Actor) -> None:
        (one,) = handed.store.read(citations, person, handed.id)
        with pytest.raises(NotAllowed):
            handed.store.write_now(withdraw, person, one.doc_id)

    def test_no_discussion_is_noted_for_it_and_none_that_is_noted_afterwards_counts(
        self, handed: Writing, cast: Cast, clock: Clock, person: Actor
    ) -> None:
        clock.forward(minutes=5)
        with pytest.raises(NotAllowed):
            handed.store.write_now(note_for_review, person, handed.id, **TALK)
        before = handed.store.read(section_six, person, handed.id)
        handed.store.write_now(note_discussion, cast.head, child=CHILD, **TALK)
        assert handed.store.read(section_six, person, handed.id) == before

    @pytest.mark.parametrize("question", ["section_1_findings", CHILD_TABLE, "theme", "submission_date", "head_sent"])
    def test_no_field_is_filled(self, handed: Writing, person: Actor, question: str) -> None:
        with pytest.raises(NotAllowed):
            handed.store.write_now(fill, person, handed.id, question, "2026-05-12", 1)


def test_another_reviewer_neither_cites_nor_withdraws(writing: Writing, cast: Cast) -> None:
    piece = writing.store.read(evidence, cast.reviewer, writing.id).pieces[0]
    made = writing.store.write_now(cite, cast.reviewer, writing.id, "1", piece.voice_id, piece.question_id)
    deputy = Actor(999, "David Mensah", frozenset({Role.HEAD_OF_SOCIAL_CARE}))
    assert writing.store.read(citations, deputy, writing.id), "a deputy sees it, and may write reviews of their own"
    for verb, about in ((cite, (writing.id, "2", piece.voice_id, piece.question_id)), (withdraw, (made,))):
        with pytest.raises(NotAllowed):
            writing.store.write_now(verb, deputy, *about)


class TestAReviewBegunOnTheFirstForm:
    """It is finished on the form with which it was begun: without what that form had no place for."""

    @pytest.fixture
    def old(self, store: Store, cast: Cast) -> Writing:
        return Writing(store, cast, _first_form())

    def test_it_lacks_what_it_lacked_and_is_handed_in(self, store: Store, cast: Cast, old: Writing) -> None:
        assert {one.part for one in _lacks(old)} == {"standards", *"12345678"}
        old.fills_all_but_feedback_and_recommendations()
        old.hears_worker_and_manager()
        old.fills("section_2_grade", "inadequate")
        old.fills("section_7_grade", "outstanding")
        old.fills(CHILD_TABLE, [{"action": "Only this"}])
        assert {one.part for one in _lacks(old)} == {"6", "8"}
        old.fills(CHILD_TABLE, [{key: value for key, value in ROW.items() if key != "type"}])
        family = Family(store, cast.ask().token)
        family.begins()
        family.answers("mostly")
        store.write_now(hand_in, old.reviewer, old.id)
        assert store.read(review, old.reviewer, old.id)["state"] == "submitted"

    def test_its_findings_have_no_marks_and_nothing_asks_for_them(self, store: Store, old: Writing) -> None:
        shown = store.read(review_view, old.reviewer, old.id)
        assert not [one for one in shown.form.questions if one.kind in ("findings", "checklist", "recommendation")]
        assert not [one for one in _lacks(old) if one.question.endswith("_marked")]

    def test_a_review_that_was_handed_in_before_stands_as_it_was(self, store: Store, cast: Cast, old: Writing) -> None:
        handed = {"state": "submitted", "submitted": "2026-05-12"}
        store.write_now(lambda db: db.table(REVIEWS).replace(old.id, handed))
        assert not store.read(review_view, cast.head, old.id).writable


SINCE_VERSION_2 = {
    *(f"section_{section}_marked" for section in "123457"),
    *(f"{name}_recommendation" for name in ("ethnicity", "religion", "additional_needs")),
    "section_4_graces_considered",
    "section_4_understood",
    "section_4_understanding_recommendation",
    "standard_7_dated",
}


def _second_form() -> Form:
    """The review's form as its second version was: no marked findings, and no links to recommendations."""
    document = LIBRARY.review.as_document()
    document["version"] = 2
    for part in document["parts"]:
        part["questions"] = [one for one in part["questions"] if one["id"] not in SINCE_VERSION_2]
    return Form.from_document(document)


def _first_form() -> Form:
    """As its first version was: no required fields, no reasons, four columns."""
    document = _second_form().as_document()
    document["version"] = 1
    for part in document["parts"]:
        part["questions"] = [one for one in part["questions"] if "warning" not in one]
        for question in part["questions"]:
            question.pop("required", None)
            if "columns" in question:
                question["columns"] = [one for one in question["columns"] if one["id"] != "type"]
    return Form.from_document(document)


def test_a_review_begun_on_the_second_form_is_finished_on_it(store: Store, cast: Cast) -> None:
    begun = Writing(store, cast, _second_form())
    begun.fills_all_but_feedback_and_recommendations()
    begun.hears_worker_and_manager()
    begun.fills("section_6_family_reason", "Nobody answered.")
    store.write_now(log_attempt, cast.worker, CHILD, "phone", "no_answer")
    assert _fields(begun) == [(CHILD_TABLE, "1-action")], "additional needs have to be raised, by any recommendation"
    begun.fills(CHILD_TABLE, [dict(ROW)])
    store.write_now(hand_in, begun.reviewer, begun.id)


@pytest.mark.rule("BR-07")
def test_no_grade_is_filled_by_the_program(store: Store, cast: Cast) -> None:
    begun = Writing(store, cast)
    for section in "12345":
        begun.fills(f"section_{section}_grade", "good")
    assert "section_7_grade" not in store.read(review_view, begun.reviewer, begun.id).entries
    assert ("section_7_grade", "") in _fields(begun)


@pytest.mark.rule("BR-07", "BR-11")
def test_the_reasons_are_kept_with_what_is_handed_in(writing: Writing) -> None:
    writing.fills("section_7_grade", "inadequate")
    writing.fills(CHILD_TABLE, [{**ROW, "type": "training"}])
    for reason in ("section_7_reason_far", "recommendations_reason"):
        writing.fills(reason, "It is right all the same.")
    writing.store.write_now(hand_in, writing.reviewer, writing.id)
    (kept,) = writing.store.read(versions, writing.id)
    reasons = (kept["values"]["section_7_reason_far"], kept["values"]["recommendations_reason"])
    assert reasons == ("It is right all the same.",) * 2
