"""Section 6 is filled from what was logged, and a review is not complete without it."""

from datetime import date
from typing import Any

import pytest

from feedback.phone.discussions import note_discussion
from feedback.phone.quick_note import Talk, note_talk
from feedback.voices.attempts import log_attempt
from people.errors import NotFound
from reviews.discussing import note_for_review
from reviews.filling import fill
from reviews.handing_in import still_missing
from reviews.reviews import REVIEWS, plan_review
from reviews.section_six import SectionSixPart, section_six
from reviews.states import SUBMITTED
from storage.store import Store
from tests.cast import CHILD, LIBRARY, Cast, Clock
from tests.family import Family

TALK = {"child": CHILD, "on": "2026-05-08", "method": "phone", "words": "We went through the plan."}


@pytest.fixture
def review_id(store: Store, cast: Cast) -> int:
    due: dict[str, Any] = {"theme": "Identity", "deadline": "2026-05-30", "form": LIBRARY.review}
    return store.write_now(plan_review, cast.head, child=CHILD, reviewer=cast.reviewer.id, **due)


def _parts(store: Store, cast: Cast, review_id: int) -> dict[str, SectionSixPart]:
    return {part.id: part for part in store.read(section_six, cast.reviewer, review_id)}


def _notes_for(store: Store, cast: Cast, review_id: int, **said: str) -> None:
    about = {key: value for key, value in TALK.items() if key != "child"}
    store.write_now(note_for_review, cast.reviewer, review_id, **about, **said)


def _lacks_section_six(store: Store, cast: Cast, review_id: int) -> int:
    return sum(one.part == "6" for one in store.read(still_missing, cast.reviewer, review_id))


@pytest.mark.rule("BR-08")
def test_nothing_was_logged_so_all_three_parts_are_open(store: Store, cast: Cast, review_id: int) -> None:
    parts = _parts(store, cast, review_id)
    assert [part.complete for part in parts.values()] == [False, False, False]
    assert parts["family"].story == "Nobody has tried to hear them yet."
    assert _lacks_section_six(store, cast, review_id) == 3


def test_what_the_family_said_on_the_web_stands_there_with_its_day_and_method(
    store: Store, cast: Cast, review_id: int
) -> None:
    family = Family(store, cast.ask().token)
    family.begins()
    family.answers("yes")
    part = _parts(store, cast, review_id)["family"]
    (row,) = part.rows
    assert (row.on, row.method_words, row.who, row.answers) == (
        date(2026, 5, 12),
        "Online form",
        "Parent or carer",
        1,
    )
    assert row.remark == "answered directly; not finished"
    assert part.story == "Link opened by them: answered in part on 12 May."
    assert part.complete
    assert part.suggested == {"section_6_family_date": "2026-05-12", "section_6_family_method": "online"}


def test_a_quick_note_fills_the_familys_part_and_says_that_it_is_a_summary(
    store: Store, cast: Cast, review_id: int
) -> None:
    note = Talk(**TALK, audience="young_person", helped={"seemed_free": "no"})
    store.write_now(note_talk, cast.reviewer, note)
    (row,) = _parts(store, cast, review_id)["family"].rows
    assert (row.method_words, row.remark) == (
        "Phone call",
        "a summary, not their exact words; noted by Peter Lindqvist; collected by a reviewer",
    )
    assert row.low_confidence


@pytest.mark.rule("BR-08")
@pytest.mark.parametrize("part", ["worker", "manager"])
def test_a_noted_discussion_completes_its_part_and_no_other(
    store: Store, cast: Cast, review_id: int, part: str
) -> None:
    _notes_for(store, cast, review_id, part=part, who="Amina Yusuf")
    parts = _parts(store, cast, review_id)
    assert {name for name, one in parts.items() if one.complete} == {part}
    (row,) = parts[part].rows
    assert (row.on, row.method_words, row.who, row.remark) == (
        date(2026, 5, 8),
        "Phone call",
        "Amina Yusuf",
        "noted by Peter Lindqvist",
    )
    assert parts[part].suggested[f"section_6_{part}_text"] == "We went through the plan."
    assert _lacks_section_six(store, cast, review_id) == 2


def test_all_three_by_notes_alone_leave_nothing_lacking_in_section_6(store: Store, cast: Cast, review_id: int) -> None:
    for part in ("worker", "manager"):
        store.write_now(note_discussion, cast.reviewer, **TALK, part=part)
    store.write_now(note_talk, cast.worker, Talk(**TALK, audience="parent_carer"))
    assert _lacks_section_six(store, cast, review_id) == 0


def test_a_discussion_for_another_review_does_not_count_for_this_one(store: Store, cast: Cast, review_id: int) -> None:
    due: dict[str, Any] = {"theme": "Drift", "deadline": "2026-05-30", "form": LIBRARY.review}
    other = store.write_now(plan_review, cast.head, child=CHILD, reviewer=cast.reviewer.id, **due)
    _notes_for(store, cast, other, part="worker")
    assert not _parts(store, cast, review_id)["worker"].complete


def test_what_the_reviewer_wrote_is_not_suggested_over(store: Store, cast: Cast, review_id: int) -> None:
    _notes_for(store, cast, review_id, part="worker")
    store.write_now(fill, cast.reviewer, review_id, "section_6_worker_method", "video", 0)
    assert set(_parts(store, cast, review_id)["worker"].suggested) == {
        "section_6_worker_date",
        "section_6_worker_text",
    }


def test_neither_a_voice_nor_attempts_with_a_reason_means_it_is_not_complete(
    store: Store, cast: Cast, review_id: int
) -> None:
    store.write_now(fill, cast.reviewer, review_id, "section_6_family_reason", "They moved abroad.", 0)
    assert not _parts(store, cast, review_id)["family"].complete, "a reason alone proves no attempt"
    store.write_now(log_attempt, cast.worker, CHILD, "phone", "no_answer")
    part = _parts(store, cast, review_id)["family"]
    assert part.complete
    assert part.story == "1 call not answered: nobody answered by 12 May."


@pytest.mark.rule("BR-03")
def test_what_is_older_than_six_months_does_not_complete_a_review_of_today(
    store: Store, cast: Cast, clock: Clock
) -> None:
    family = Family(store, cast.ask().token)
    family.begins()
    family.answers("yes")
    store.write_now(note_discussion, cast.head, **TALK, part="worker")
    clock.forward(days=200)
    due: dict[str, Any] = {"theme": "Identity", "deadline": "2026-12-30", "form": LIBRARY.review}
    later = store.write_now(plan_review, cast.head, child=CHILD, reviewer=cast.reviewer.id, **due)
    store.write_now(fill, cast.reviewer, later, "section_6_family_reason", "Nobody answered.", 0)
    assert _lacks_section_six(store, cast, later) == 3


def test_the_last_day_that_counts_is_the_day_on_which_it_was_handed_in(
    store: Store, cast: Cast, clock: Clock, review_id: int
) -> None:
    handed = {"state": SUBMITTED, "submitted": "2026-05-13"}
    store.write_now(lambda db: db.table(REVIEWS).replace(review_id, handed))
    for _ in range(3):
        store.write_now(log_attempt, cast.worker, CHILD, "phone", "no_answer")
        clock.forward(days=1)
    assert _parts(store, cast, review_id)["family"].story == "2 calls not answered: nobody answered by 13 May."


@pytest.mark.parametrize(("days", "counts"), [(184, True), (185, False)], ids=["12 November", "13 November"])
def test_the_first_day_that_counts_is_six_months_before(
    store: Store, cast: Cast, clock: Clock, days: int, counts: bool
) -> None:
    store.write_now(log_attempt, cast.worker, CHILD, "phone", "no_answer")
    clock.forward(days=days)
    due: dict[str, Any] = {"theme": "Identity", "deadline": "2026-12-30", "form": LIBRARY.review}
    later = store.write_now(plan_review, cast.head, child=CHILD, reviewer=cast.reviewer.id, **due)
    assert _parts(store, cast, later)["family"].story.startswith("1 call" if counts else "Nobody has tried")


def test_another_reviewer_does_not_see_it(store: Store, cast: Cast, review_id: int) -> None:
    with pytest.raises(NotFound):
        store.read(section_six, cast.another_reviewer, review_id)
