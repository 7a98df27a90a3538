"""A family asks about its data: within a month it is erased, corrected or refused, by somebody named, with a reason."""

from typing import Any

import pytest

from app.verifying import what_is_wrong
from feedback.triage.deciding import decide
from feedback.voices import triage_items, voices
from feedback.voices.statements_beside import STATEMENTS
from people.audit import entries_of
from people.errors import NotAllowed, NotFound, Unacceptable
from people.retention.holds import hold, lift
from reviews.answering_data_requests import answer_by_correcting, answer_by_erasing
from reviews.citations import citations, cite
from reviews.data_requests import (
    CORRECT,
    CORRECTED,
    ERASE,
    ERASED,
    NOTHING_HELD,
    REFUSED,
    REFUSED_IN_PART,
    DataRequestView,
    check_identity,
    data_requests,
    late_ones,
    receive_data_request,
)
from reviews.evidence import evidence
from reviews.holding import hold_review
from reviews.reviews import plan_review
from storage.documents import number_of
from storage.store import Store
from tests.cast import CHILD, LIBRARY, OTHER_CHILD, Cast, Clock
from tests.family import Family

WRONG = "My brother lives with us since May"
RIGHT = "My brother left in April. I said it the wrong way round."


@pytest.fixture
def said(store: Store, cast: Cast) -> list[int]:
    """Two finished conversations that somebody has read."""
    for _ in range(2):
        mother = Family(store, cast.ask().token)
        mother.begins()
        mother.writes(WRONG)
        mother.skips_the_rest()
        mother.finishes()
    for item in store.read(triage_items.all_open):
        store.write_now(decide, cast.head, number_of(item), "no_action")
    return [number_of(one) for one in store.read(voices.by_child, CHILD)]


def received(store: Store, cast: Cast, asks: str = ERASE, **other: Any) -> int:
    typed = {
        "child": CHILD,
        "asks": asks,
        "who": "Her mother",
        "words": "All of it.",
        "received": "2026-05-12",
        **other,
    }
    return store.write_now(lambda db: receive_data_request(db, cast.head, **typed))


def checked(store: Store, cast: Cast, asks: str = ERASE) -> int:
    number = received(store, cast, asks)
    store.write_now(check_identity, cast.head, number, "Her worker knows her voice.")
    return number


def only(store: Store, cast: Cast) -> DataRequestView:
    (found,) = store.read(data_requests, cast.head)
    return found


def test_it_is_due_in_a_calendar_month_and_late_the_day_after(store: Store, cast: Cast, clock: Clock) -> None:
    received(store, cast)
    assert only(store, cast).request["due"] == "2026-06-12"
    clock.forward(days=31)
    assert (only(store, cast).is_late, store.read(late_ones)) == (False, 0)
    clock.forward(days=1)
    assert (only(store, cast).is_late, store.read(late_ones)) == (True, 1)


def test_a_month_that_has_no_such_day_ends_on_its_last(store: Store, cast: Cast) -> None:
    received(store, cast, received="2026-01-31")
    assert only(store, cast).request["due"] == "2026-02-28"


@pytest.mark.parametrize(
    "wrong",
    [
        {"asks": "look"},
        {"who": " "},
        {"who": "x" * 201},
        {"words": ""},
        {"received": "soon"},
        {"received": "2026-05-13"},
        {"received": "2024-01-01"},
    ],
)
def test_what_is_typed_wrongly_is_told(store: Store, cast: Cast, wrong: dict[str, str]) -> None:
    with pytest.raises(Unacceptable):
        received(store, cast, **wrong)
    with pytest.raises(NotFound):
        received(store, cast, child="D9999")
    assert store.read(data_requests, cast.head) == []


def test_nobody_decides_before_it_is_known_who_asks(store: Store, cast: Cast, said: list[int]) -> None:
    number = received(store, cast)
    with pytest.raises(Unacceptable, match="who they are"):
        store.write_now(answer_by_erasing, cast.head, number, said, "She asked.")
    assert all("erased" not in one for one in store.read(voices.by_child, CHILD))


def test_all_is_erased_and_on_record_by_whom_and_why(store: Store, cast: Cast, said: list[int]) -> None:
    number = checked(store, cast)
    assert store.write_now(answer_by_erasing, cast.head, number, said, "She asked.") == ERASED
    assert [one["answers"] for one in store.read(voices.by_child, CHILD)] == [{}, {}]
    answered = only(store, cast).request["answered"]
    assert answered is not None
    assert (answered["result"], answered["name"], answered["erased"]) == (ERASED, "Helen Marsh", said)
    assert what_is_wrong(store) == []
    (entry,) = store.read(lambda db: list(entries_of(db, "data_request.answered")))
    assert (entry["who"], entry["about"]["voices"]) == (cast.head.id, said)
    with pytest.raises(Unacceptable, match="answered already"):
        store.write_now(answer_by_erasing, cast.head, number, [], "Again.")


def test_some_of_it_is_refused_in_part_and_none_of_it_refused(store: Store, cast: Cast, said: list[int]) -> None:
    number = checked(store, cast)
    assert store.write_now(answer_by_erasing, cast.head, number, said[:1], "A claim needs it.") == REFUSED_IN_PART
    assert ["erased" in one for one in store.read(voices.by_child, CHILD)] == [True, False]
    assert store.write_now(answer_by_erasing, cast.head, checked(store, cast), [], "A claim.") == REFUSED


def test_where_nothing_is_held_nothing_was_erased(store: Store, cast: Cast) -> None:
    assert store.write_now(answer_by_erasing, cast.head, checked(store, cast), [], "Nobody answered.") == NOTHING_HELD


def test_a_hold_and_another_childs_words_and_no_reason_keep_all(store: Store, cast: Cast, said: list[int]) -> None:
    number = checked(store, cast)
    with pytest.raises(Unacceptable):
        store.write_now(answer_by_erasing, cast.head, number, said, " ")
    other = Family(store, cast.ask(child=OTHER_CHILD).token)
    other.begins()
    (elsewhere,) = store.read(voices.by_child, OTHER_CHILD)
    with pytest.raises(Unacceptable, match="not there any more"):
        store.write_now(answer_by_erasing, cast.head, number, [number_of(elsewhere)], "She asked.")
    store.write_now(hold, cast.head, CHILD, "A claim was announced.")
    with pytest.raises(Unacceptable, match="legal hold"):
        store.write_now(answer_by_erasing, cast.head, number, said, "She asked.")
    assert all("erased" not in one for one in store.read(voices.by_child, CHILD))


def test_where_one_cannot_go_none_goes(store: Store, cast: Cast, said: list[int]) -> None:
    mother = Family(store, cast.ask().token)
    mother.begins()
    mother.answers("mostly")
    every = [number_of(one) for one in store.read(voices.by_child, CHILD)]
    with pytest.raises(Unacceptable, match="can still answer"):
        store.write_now(answer_by_erasing, cast.head, checked(store, cast), every, "She asked.")
    assert all("erased" not in one for one in store.read(voices.by_child, CHILD))


def test_a_correction_lies_beside_the_answer_and_changes_nothing_of_it(
    store: Store, cast: Cast, said: list[int]
) -> None:
    review_id = store.write_now(
        plan_review,
        cast.head,
        child=CHILD,
        reviewer=cast.reviewer.id,
        theme="Voice",
        deadline="2026-05-30",
        form=LIBRARY.review,
    )
    piece = next(one for one in store.read(evidence, cast.reviewer, review_id).pieces if one.words == WRONG)
    store.write_now(cite, cast.reviewer, review_id, "1", piece.voice_id, piece.question_id)
    before = store.read(voices.by_id, piece.voice_id)
    number, answer = checked(store, cast, CORRECT), f"{piece.voice_id}/{piece.question_id}"
    assert store.write_now(answer_by_correcting, cast.head, number, answer, RIGHT, "It is hers.") == CORRECTED
    assert store.read(voices.by_id, piece.voice_id) == before
    again = [one for one in store.read(evidence, cast.reviewer, review_id).pieces if one.statements]
    assert [(one.words, one.statements[0]["words"]) for one in again] == [(WRONG, RIGHT)]
    (quote,) = store.read(citations, cast.reviewer, review_id)
    assert (quote["words"], [one["words"] for one in quote["statements"]]) == (WRONG, [RIGHT])
    assert what_is_wrong(store) == []
    store.write_now(answer_by_erasing, cast.head, checked(store, cast), said, "She asked.")
    assert store.read(lambda db: len(db.table(STATEMENTS))) == 0


def test_what_a_held_review_quotes_cannot_be_erased(store: Store, cast: Cast, said: list[int]) -> None:
    planned = {"child": CHILD, "reviewer": cast.reviewer.id, "theme": "Voice", "deadline": "2026-05-30"}
    review_id = store.write_now(plan_review, cast.head, form=LIBRARY.review, **planned)
    piece = next(one for one in store.read(evidence, cast.reviewer, review_id).pieces if one.words == WRONG)
    store.write_now(cite, cast.reviewer, review_id, "1", piece.voice_id, piece.question_id)
    held = store.write_now(hold_review, cast.head, str(review_id), "An appeal against the grade.")
    number = checked(store, cast)
    with pytest.raises(Unacceptable, match="quoted in a review"):
        store.write_now(answer_by_erasing, cast.head, number, said, "She asked.")
    store.write_now(lift, cast.head, held, "The appeal is decided.")
    assert store.write_now(answer_by_erasing, cast.head, number, said, "She asked.") == ERASED


@pytest.mark.parametrize("typed", ["", "x", "9999", "٣", "-1"])
def test_a_hold_on_a_review_needs_one_that_is_there(store: Store, cast: Cast, typed: str) -> None:
    with pytest.raises(Unacceptable):
        store.write_now(hold_review, cast.head, typed, "An appeal.")


@pytest.mark.parametrize("answer", ["", "1", "x/y", "9999/what", "١/y"])
def test_a_correction_needs_an_answer_that_is_there(store: Store, cast: Cast, said: list[int], answer: str) -> None:
    number = checked(store, cast, CORRECT)
    with pytest.raises(Unacceptable):
        store.write_now(answer_by_correcting, cast.head, number, answer, RIGHT, "It is hers.")
    with pytest.raises(Unacceptable):
        store.write_now(answer_by_erasing, cast.head, number, said, "She asked.")
    assert store.write_now(answer_by_correcting, cast.head, number, "", " ", "It was not her answer.") == REFUSED


def test_it_is_not_for_others(store: Store, cast: Cast) -> None:
    number = received(store, cast)
    for person in (cast.worker, cast.manager, cast.administrator, cast.reviewer):
        with pytest.raises(NotAllowed):
            store.read(data_requests, person)
        with pytest.raises(NotAllowed):
            store.write_now(answer_by_erasing, person, number, [], "No.")
