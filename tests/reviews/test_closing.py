"""The Head's box: its days in their order, and a review that is closed once all stand (BR-49)."""

import pytest

from people.errors import NotAllowed, Unacceptable
from reviews.closing import close, fill_box
from reviews.entries import entries
from reviews.moderation.stage_one import finalise
from storage.store import Store
from tests.cast import Cast
from tests.reviews.judged import Judged


@pytest.fixture
def final(store: Store, cast: Cast) -> Judged:
    judged = Judged(store, cast)
    judged.is_passed()
    store.write_now(finalise, cast.head, judged.id)
    return judged


@pytest.mark.rule("BR-49")
def test_the_box_is_filled_in_its_order_and_closes_the_review(store: Store, cast: Cast, final: Judged) -> None:
    for step, day in (("send", "2026-05-12"), ("upload", "2026-05-12"), ("set_meeting", "2026-06-02")):
        store.write_now(fill_box, cast.head, final.id, step, day)
    store.write_now(close, cast.head, final.id)
    said = {question: one["value"] for question, one in store.read(entries, final.id).items() if question[:4] == "head"}
    assert final.state == "closed"
    assert said == {
        "head_sent": "2026-05-12",
        "head_uploaded": "2026-05-12",
        "head_tracker_meeting": "2026-06-02",
        "head_panel": "no",
    }


@pytest.mark.parametrize(
    ("day", "says"),
    [("2026-05-11", "before 12 May 2026"), ("2026-05-13", "has not come yet"), ("", "Give the day on which")],
)
def test_a_day_that_cannot_be_is_said_in_words(store: Store, cast: Cast, final: Judged, day: str, says: str) -> None:
    with pytest.raises(Unacceptable, match=says):
        store.write_now(fill_box, cast.head, final.id, "send", day)
    assert final.state == "final"


@pytest.mark.rule("BR-49")
def test_a_tracker_meeting_is_not_before_the_review_was_sent(store: Store, cast: Cast, final: Judged) -> None:
    for step in ("send", "upload"):
        store.write_now(fill_box, cast.head, final.id, step, "2026-05-12")
    with pytest.raises(Unacceptable, match="before 12 May 2026"):
        store.write_now(fill_box, cast.head, final.id, "set_meeting", "2026-05-11")


@pytest.mark.rule("BR-49")
def test_nothing_of_the_box_is_skipped(store: Store, cast: Cast, final: Judged) -> None:
    with pytest.raises(Unacceptable, match="moved on"):
        store.write_now(close, cast.head, final.id)


def test_only_the_head_fills_it(store: Store, cast: Cast, final: Judged) -> None:
    with pytest.raises(NotAllowed):
        store.write_now(fill_box, cast.reviewer, final.id, "send", "2026-05-12")
