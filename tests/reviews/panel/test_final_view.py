"""The final grade beside what the reviewer, the Head and each member thought: all kept, none in place of another."""

import pytest

from people.actor import Actor
from people.roles import Role
from reviews.final_view import final_view
from reviews.panel.confirming import confirm
from reviews.panel.judging import say
from reviews.panel.planning import list_review
from reviews.panel.settling import Settlement, settle
from reviews.panel.sitting import open_meeting
from storage.store import Store
from tests.cast import Cast
from tests.reviews.judged import Judged
from tests.reviews.panel.conftest import opinions, planned


def test_before_it_is_final_there_is_nothing_to_see(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    judged.is_passed()
    assert store.read(final_view, cast.head, judged.id) is None


@pytest.mark.rule("BR-46", "BR-47")
def test_each_grade_stands_apart_with_who_differed_and_why(store: Store, cast: Cast, seats: dict[Role, Actor]) -> None:
    judged = Judged(store, cast)
    judged.is_passed(grade="outstanding")
    number = planned(store, cast, seats)
    store.write_now(list_review, cast.head, number, judged.id)
    for member in seats.values():
        overall = "outstanding" if member.id == cast.head.id else "good"
        store.write_now(say, member, number, judged.id, opinions(s7=overall), read=True)
    store.write_now(open_meeting, cast.chair, number, [one.id for one in seats.values()])
    decision = Settlement(grade="outstanding", reason="The outcome for her is exceptional.", by_chair=True)
    store.write_now(settle, cast.chair, number, judged.id, "7", decision)
    store.write_now(confirm, cast.chair, number, judged.id, [])
    seen = store.read(final_view, cast.reviewer, judged.id)
    assert seen is not None
    *sections, overall_row = seen.rows
    assert {(one.reviewer, one.head, one.final["source"]) for one in sections} == {("good", "", "reviewer")}
    assert (overall_row.reviewer, overall_row.head, overall_row.final["grade"]) == (
        "good",
        "outstanding",
        "outstanding",
    )
    assert dict(overall_row.members) == {
        **{one.name: "good" for one in seats.values()},
        cast.head.name: "outstanding",
    }
    assert overall_row.final["source"] == "chair"
    assert overall_row.final["reason"] == "The outcome for her is exceptional."
    assert overall_row.final["differed"] == ["Helen Marsh: Outstanding"]
    assert (seen.panel_on, seen.removed) == ("2026-05-20", {"8": 0, "9": 0})
