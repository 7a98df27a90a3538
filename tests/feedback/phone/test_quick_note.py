"""A talk that took place already is a voice, or a part of section 6, in a few fields."""

from typing import Any

import pytest

from feedback.phone.discussions import discussions_about, note_discussion
from feedback.phone.quick_note import Talk, note_talk
from feedback.triage.triage_list import triage_list
from feedback.voices import attempts
from feedback.voices.voice_access import voices_for
from people import need_to_know
from people.errors import NotAllowed, NotFound, Unacceptable
from reviews.evidence import EvidenceItem, pieces_of
from storage.store import Store
from tests.cast import CHILD, OTHER_CHILD, Cast

SAID: dict[str, Any] = {
    "child": CHILD,
    "on": "2026-05-08",
    "method": "phone",
    "audience": "parent_carer",
    "words": "He listens now. The school does not.",
    "sections": ("1", "5"),
}
DISCUSSED: dict[str, Any] = {
    "child": CHILD,
    "part": "worker",
    "on": "2026-05-08",
    "method": "in_person",
    "words": "We went through the plan.",
}


def _piece(store: Store, cast: Cast) -> EvidenceItem:
    (voice,) = store.read(voices_for, cast.head, CHILD)
    (piece,) = store.read(lambda db: [*pieces_of(db, voice)])
    return piece


def test_a_note_of_a_talk_is_a_voice_with_its_day_and_stands_beside_its_sections(store: Store, cast: Cast) -> None:
    store.write_now(note_talk, cast.caller, Talk(**SAID, exact=True))
    piece = _piece(store, cast)
    assert (piece.words, piece.at[:10], piece.channel) == (
        "He listens now. The school does not.",
        "2026-05-08",
        "phone",
    )
    assert (piece.sections, piece.collected_by, piece.is_summary) == (("1", "5", "6"), "independent", False)


def test_a_summary_is_marked_as_one(store: Store, cast: Cast) -> None:
    store.write_now(note_talk, cast.worker, Talk(**SAID, helped={"helper_role": "interpreter"}))
    piece = _piece(store, cast)
    assert (piece.is_summary, piece.helped_by, piece.collected_by) == (True, "an interpreter; a summary", "worker")


def test_the_talk_is_an_attempt_that_came_to_something_on_its_day(store: Store, cast: Cast) -> None:
    store.write_now(note_talk, cast.worker, Talk(**SAID))
    (made,) = store.read(attempts.by_child, CHILD)
    assert (made["at"][:10], made["method"], made["outcome"]) == ("2026-05-08", "phone", "answered")


def test_somebody_reads_it_too(store: Store, cast: Cast) -> None:
    store.write_now(note_talk, cast.worker, Talk(**SAID))
    (waiting,) = store.read(triage_list, cast.head)
    assert waiting.words == SAID["words"]


def test_what_an_independent_caller_was_told_is_not_the_workers_unless_they_may_read_it(
    store: Store, cast: Cast
) -> None:
    store.write_now(note_talk, cast.caller, Talk(**SAID))
    assert store.read(voices_for, cast.worker, CHILD)[0]["answers"] == {}
    store.write_now(note_talk, cast.caller, Talk(**{**SAID, "shared": True}))
    assert sorted(bool(one["answers"]) for one in store.read(voices_for, cast.worker, CHILD)) == [False, True]


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": "2026-05-13"},
        {"on": "last week"},
        {"method": "pigeon"},
        {"audience": "neighbour"},
        {"sections": ("9",)},
        {"language": "xx"},
        {"touchpoint": "tea"},
        {"words": "  "},
        {"words": "x" * 20_001},
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(store: Store, cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(Unacceptable):
        store.write_now(note_talk, cast.worker, Talk(**{**SAID, **wrong}))
    assert store.read(voices_for, cast.head, CHILD) == []


def test_the_day_of_the_talk_may_be_londons_today(store: Store, cast: Cast) -> None:
    store.write_now(note_talk, cast.worker, Talk(**{**SAID, "on": "2026-05-12"}))


def test_a_discussion_with_the_worker_or_the_manager_is_kept_with_day_and_method(store: Store, cast: Cast) -> None:
    store.write_now(need_to_know.give, cast.reviewer.id, CHILD, "reviewer 1")
    store.write_now(note_discussion, cast.reviewer, **DISCUSSED, who="Amina Yusuf", sections=["3"])
    (talk,) = store.read(discussions_about, CHILD)
    assert (talk["part"], talk["on"], talk["method"], talk["by_name"]) == (
        "worker",
        "2026-05-08",
        "in_person",
        "Peter Lindqvist",
    )


@pytest.mark.parametrize("wrong", [{"part": "family"}, {"on": "2027-01-01"}, {"words": ""}, {"method": ""}])
def test_a_discussion_that_lacks_something_is_not_kept(store: Store, cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(Unacceptable):
        store.write_now(note_discussion, cast.head, **{**DISCUSSED, **wrong})


def test_nobody_notes_a_talk_about_a_child_they_may_not_know_of(store: Store, cast: Cast) -> None:
    for person in (cast.worker_of_another_team, cast.former_worker, cast.reviewer):
        with pytest.raises(NotFound):
            store.write_now(note_talk, person, Talk(**SAID))
    with pytest.raises(NotFound):
        store.write_now(note_talk, cast.caller, Talk(**{**SAID, "child": "D9999"}))
    with pytest.raises(NotFound):
        store.write_now(note_discussion, cast.reviewer, **{**DISCUSSED, "child": OTHER_CHILD})
    with pytest.raises(NotAllowed):
        store.write_now(note_discussion, cast.worker, **DISCUSSED)
