from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from feedback.triage.translating import lay_beside
from feedback.voices.translations_beside import PROFESSIONAL
from forms.answers import AnswerRefused
from forms.schema import Part
from people.children import child
from people.errors import NotAllowed, NotFound, Unacceptable
from reviews.citations import CITATIONS, citations, cite, withdraw
from reviews.evidence import evidence
from reviews.filling import fill
from reviews.reviews import is_late, plan_review, review, reviews
from reviews.sheet import review_view
from reviews.versions import keep_version, version
from reviews.window import six_months_before
from storage.errors import Conflict
from storage.store import Store
from tests.cast import CHILD, LIBRARY, Cast, Clock
from tests.family import Family

FINDINGS = "section_1_findings"


def part(part_id: str) -> Part:
    return next(part for part in LIBRARY.review.parts if part.id == part_id)


@pytest.fixture
def review_id(store: Store, cast: Cast) -> int:
    return store.write_now(
        plan_review,
        cast.head,
        child=CHILD,
        reviewer=cast.reviewer.id,
        theme="Voice of the child",
        deadline="2026-05-30",
        form=LIBRARY.review,
    )


@pytest.fixture
def mother(store: Store, cast: Cast) -> Family:
    family = Family(store, cast.ask(language="ar").token)
    family.begins("ar")
    family.answers("mostly")
    return family


def test_the_reviewer_may_know_of_the_child_once_the_review_is_theirs(store: Store, cast: Cast, review_id: int) -> None:
    assert store.read(child, cast.reviewer, CHILD)["ref"] == CHILD
    assert [one.doc_id for one in store.read(reviews, cast.reviewer)] == [review_id]


def test_another_reviewer_does_not_learn_that_there_is_a_review(store: Store, cast: Cast, review_id: int) -> None:
    assert store.read(reviews, cast.another_reviewer) == []
    with pytest.raises(NotFound):
        store.read(review, cast.another_reviewer, review_id)


def test_the_allocated_worker_does_not_read_the_review_of_their_own_work(
    store: Store, cast: Cast, review_id: int
) -> None:
    with pytest.raises(NotFound):
        store.read(review_view, cast.worker, review_id)


@pytest.mark.rule("BR-01")
@pytest.mark.parametrize("wrong", [{"theme": " "}, {"deadline": "soon"}, {"reviewer": 999}])
def test_a_review_without_theme_date_or_reviewer_is_not_planned(
    store: Store, cast: Cast, wrong: dict[str, object]
) -> None:
    good = {
        "child": CHILD,
        "reviewer": cast.reviewer.id,
        "theme": "T",
        "deadline": "2026-05-30",
        "form": LIBRARY.review,
    }
    with pytest.raises(Unacceptable):
        store.write_now(plan_review, cast.head, **{**good, **wrong})


def test_nobody_reviews_a_child_they_work_with(store: Store, cast: Cast) -> None:
    with pytest.raises(Unacceptable):
        store.write_now(
            plan_review,
            cast.head,
            child=CHILD,
            reviewer=cast.worker.id,
            theme="T",
            deadline="2026-05-30",
            form=LIBRARY.review,
        )


def test_findings_are_saved_with_name_and_time_and_the_review_is_in_progress(
    store: Store, cast: Cast, review_id: int
) -> None:
    store.write_now(fill, cast.reviewer, review_id, FINDINGS, "The history is clear.", 0)
    opened = store.read(review_view, cast.reviewer, review_id)
    assert opened.entries[FINDINGS]["value"] == "The history is clear."
    assert opened.entries[FINDINGS]["by_name"] == "Peter Lindqvist"
    assert opened.review["state"] == "in_progress"
    assert opened.progress["1"] == "started"


def test_a_section_is_done_when_all_that_it_asks_is_filled(store: Store, cast: Cast, review_id: int) -> None:
    store.write_now(fill, cast.reviewer, review_id, FINDINGS, "Clear.", 0)
    store.write_now(fill, cast.reviewer, review_id, "section_1_grade", "good", 0)
    assert store.read(review_view, cast.reviewer, review_id).progress["1"] == "done"


def test_the_second_of_two_people_in_one_field_is_shown_the_firsts_text_and_overwrites_nothing(
    store: Store, cast: Cast, review_id: int
) -> None:
    store.write_now(fill, cast.reviewer, review_id, FINDINGS, "Peter's text", 0)
    with pytest.raises(Conflict) as met:
        store.write_now(fill, cast.head, review_id, FINDINGS, "Helen's text", 0)
    assert met.value.current["value"] == "Peter's text"
    saved = store.write_now(fill, cast.head, review_id, FINDINGS, "Both texts", met.value.current.revision)
    assert saved["by_name"] == "Helen Marsh"


def test_saving_the_same_text_again_is_no_conflict_and_no_change(store: Store, cast: Cast, review_id: int) -> None:
    first = store.write_now(fill, cast.reviewer, review_id, FINDINGS, "Once", 0)
    again = store.write_now(fill, cast.reviewer, review_id, FINDINGS, "Once", 0)
    assert again.revision == first.revision


def test_a_text_can_be_cleared_again(store: Store, cast: Cast, review_id: int) -> None:
    first = store.write_now(fill, cast.reviewer, review_id, FINDINGS, "A thought", 0)
    store.write_now(fill, cast.reviewer, review_id, FINDINGS, "", first.revision)
    assert store.read(review_view, cast.reviewer, review_id).progress["1"] == "empty"


@pytest.mark.rule("BR-06")
def test_a_grade_that_ofsted_does_not_have_is_refused(store: Store, cast: Cast, review_id: int) -> None:
    with pytest.raises(AnswerRefused):
        store.write_now(fill, cast.reviewer, review_id, "section_1_grade", "middling", 0)


def test_nobody_types_into_the_heads_box(store: Store, cast: Cast, review_id: int) -> None:
    for person in (cast.reviewer, cast.head):
        with pytest.raises(NotAllowed):
            store.write_now(fill, person, review_id, "head_sent", "2026-05-12", 0)


def test_each_answer_stands_beside_the_section_that_it_is_evidence_for(
    store: Store, cast: Cast, review_id: int, mother: Family
) -> None:
    found = store.read(evidence, cast.reviewer, review_id)
    assert found.beside(part("1")) == found.beside(part("6")) == found.beside(part("standards")) == found.pieces
    assert found.beside(part("5")) == ()
    piece = found.beside(part("1"))[0]
    assert (piece.words_lang, piece.words_english, piece.channel) == ("ar", "Yes, mostly", "link")
    assert len(found.attempts) == 1


@pytest.mark.rule("BR-05")
def test_which_parts_are_graded_the_form_says(store: Store, cast: Cast, review_id: int, mother: Family) -> None:
    found = store.read(evidence, cast.reviewer, review_id)
    ungraded = part("5").model_copy(update={"graded": False})
    assert found.beside(ungraded) == found.pieces
    assert found.beside(part("6").model_copy(update={"graded": True})) == ()


def test_a_citation_keeps_the_words_even_when_the_speaker_changes_them(
    store: Store, cast: Cast, review_id: int, mother: Family
) -> None:
    piece = store.read(evidence, cast.reviewer, review_id).pieces[0]
    for _ in range(2):
        store.write_now(cite, cast.reviewer, review_id, "1", piece.voice_id, piece.question_id)
    mother.changes(piece.question_id)
    mother.answers("no")
    kept = store.read(citations, cast.reviewer, review_id)
    assert [(one["words_english"], one["language"], one["channel"]) for one in kept] == [("Yes, mostly", "ar", "link")]
    store.write_now(withdraw, cast.reviewer, kept[0].doc_id)
    assert store.read(citations, cast.reviewer, review_id) == []


@pytest.fixture
def foreign(store: Store, cast: Cast, review_id: int, mother: Family) -> tuple[int, str, int, str]:
    """What is handed to `cite`: words in Arabic, to be quoted in section 1."""
    mother.writes("شكرا لكم")
    said = next(piece for piece in store.read(evidence, cast.reviewer, review_id).pieces if piece.own_words)
    return review_id, "1", said.voice_id, said.question_id


def _translated(store: Store, cast: Cast, foreign: tuple[int, str, int, str]) -> None:
    store.write_now(lay_beside, cast.head, *foreign[2:], "Thank you.", PROFESSIONAL, "City Interpreters")


def test_foreign_words_are_cited_once_a_translation_lies_beside_them(
    store: Store, cast: Cast, foreign: tuple[int, str, int, str]
) -> None:
    with pytest.raises(Unacceptable, match="translated"):
        store.write_now(cite, cast.reviewer, *foreign)
    _translated(store, cast, foreign)
    citation = store.write_now(cite, cast.reviewer, *foreign)
    (shown,) = store.read(citations, cast.reviewer, foreign[0])
    assert (shown["words"], [one["words"] for one in shown["translations"]]) == ("شكرا لكم", ["Thank you."])
    kept = store.read(lambda db: db.table(CITATIONS).get(doc_id=citation))
    assert not {"attached", "translations"} & kept.keys(), "they are read anew each time"


def test_a_version_keeps_the_translation_that_stood_beside_a_citation(
    store: Store, cast: Cast, foreign: tuple[int, str, int, str]
) -> None:
    _translated(store, cast, foreign)
    store.write_now(cite, cast.reviewer, *foreign)
    store.write_now(lambda db: keep_version(db, cast.reviewer, review(db, cast.reviewer, foreign[0])))
    (cited,) = store.read(version, cast.reviewer, foreign[0], 1)["cited"]
    assert [one["words"] for one in cited["translations"]] == ["Thank you."]


@pytest.mark.rule("BR-03")
def test_words_from_before_the_six_months_are_cited_with_why_they_matter(
    store: Store, cast: Cast, clock: Clock, mother: Family
) -> None:
    clock.forward(days=185)
    due: dict[str, Any] = {"theme": "Identity", "deadline": "2026-12-30", "form": LIBRARY.review}
    later = store.write_now(plan_review, cast.head, child=CHILD, reviewer=cast.reviewer.id, **due)
    piece = store.read(evidence, cast.reviewer, later).pieces[0]
    about = (later, "1", piece.voice_id, piece.question_id)
    for why, says in (("  ", "Write why it matters"), ("x" * 1_001, "These are 1001")):
        with pytest.raises(Unacceptable, match=says):
            store.write_now(cite, cast.reviewer, *about, why)
    assert store.read(citations, cast.reviewer, later) == []
    store.write_now(cite, cast.reviewer, *about, "It is still how she is asked.")
    (kept,) = store.read(citations, cast.reviewer, later)
    assert kept["why"] == "It is still how she is asked."


def test_words_about_another_child_cannot_be_cited(store: Store, cast: Cast, review_id: int) -> None:
    other = Family(store, cast.ask(child="D0002").token)
    other.begins()
    asked = other.answers("yes")
    with pytest.raises(NotFound):
        store.write_now(cite, cast.reviewer, review_id, "1", 1, asked)


def test_how_to_reach_somebody_safely_is_not_evidence(
    store: Store, cast: Cast, review_id: int, a_family: Callable[..., Family]
) -> None:
    family = a_family()
    while (question := family.sees().question) is not None:
        raw = {"safe_now": "no", "call_back": "yes"}.get(question.purpose)
        if raw:
            family.answers(raw)
        elif question.id == "call_number":
            family.answers("07700 900123")
        else:
            family.skips()
    words = [piece.words for piece in store.read(evidence, cast.reviewer, review_id).pieces]
    assert words == ["No"]


@pytest.mark.rule("BR-02")
def test_the_deadline_day_itself_is_on_time() -> None:
    due = {"deadline": "2026-05-12"}
    assert not is_late(due, date(2026, 5, 12))
    assert is_late(due, date(2026, 5, 13))


@pytest.mark.rule("BR-03")
@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 5, 12), date(2025, 11, 12)),
        (date(2026, 8, 31), date(2026, 2, 28)),
        (date(2028, 8, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2026, 6, 30)),
    ],
)
def test_the_window_is_the_six_months_before_the_day_of_the_review(day: date, begins: date) -> None:
    assert six_months_before(day) == begins


def test_a_review_that_is_planned_at_half_past_midnight_is_of_that_day_in_london(
    store: Store, cast: Cast, clock: Clock
) -> None:
    clock.now = datetime(2026, 5, 19, 23, 30, tzinfo=UTC)
    review_id = store.write_now(
        plan_review,
        cast.head,
        child=CHILD,
        reviewer=cast.reviewer.id,
        theme="Identity",
        deadline="2026-05-30",
        form=LIBRARY.review,
    )
    assert store.read(review, cast.reviewer, review_id)["review_date"] == "2026-05-20"
