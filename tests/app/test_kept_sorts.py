"""Each sort of thing goes by its own rule: its words from everywhere, never its trace, nor what something needs."""

import asyncio
from pathlib import Path

import pytest

from app.keeping import KEEPING
from app.kept_sorts import REVIEWS as REVIEW_SORTS
from app.last_known import gone_since, identify, seen_now
from app.verifying import what_is_wrong
from feedback.concerns import concerns
from feedback.concerns.kinds import AT_RISK
from feedback.concerns.raising import raise_concern
from feedback.concerns.responding import acknowledge, record_action
from feedback.triage.attached import opened
from feedback.voices import attachments, attempts, requests, voices
from feedback.voices.attempts import log_attempt
from people import audit
from people.audit import AUDIT, AuditSearch, first_broken_entry
from people.audit_views import audit_entries
from people.errors import NotFound
from people.retention import listed, rules
from people.retention.going import work_at_night
from people.retention.holds import hold, lift
from people.retention.rules import change_rule
from people.retention.standing import what_will_go
from reviews.closing import close, fill_box
from reviews.entries import entries
from reviews.final_grades import final_of
from reviews.final_view import final_view
from reviews.holding import hold_review
from reviews.papers.review_paper import review_paper
from reviews.reviews import review
from reviews.sheet import review_view
from storage.documents import number_of
from storage.export import export
from storage.store import Database, Store
from tests.cast import CHILD, Cast, Clock
from tests.family import Family
from tests.reviews.judged import Judged
from tests.tracker.tracked import Tracked
from tracker.finishing import judge
from tracker.index import TrackerIndex
from tracker.items import ITEMS
from tracker.states import EFFECTIVE

NOTED = "The neighbour opened and looked frightened"
ERASED = "Erased on "


def a_night(store: Store, clock: Clock, days: float = 1) -> None:
    clock.forward(days=days)
    asyncio.run(work_at_night(store, KEEPING, rest=0))


def its_time_passes(store: Store, clock: Clock, rule: str) -> None:
    """Listed, and gone at the end of the notice."""
    a_night(store, clock, store.read(rules.days_of, rule))
    a_night(store, clock, 14)


def exported(store: Store, folder: Path) -> str:
    export(store, folder / "all.json")
    return (folder / "all.json").read_text()


def ended(store: Store) -> list[int]:
    return store.read(lambda db: [number_of(one) for one in db.table(AUDIT) if one["action"] == audit.ENDED])


def an_answer(store: Store, cast: Cast) -> int:
    """A voice that holds an answer, of a conversation that has come to its end."""
    asked = cast.ask()
    family = Family(store, asked.token)
    family.begins()
    family.answers("mostly")
    family.skips_the_rest()
    family.finishes()
    voice = store.read(lambda db: voices.by_request(db, asked.request))
    assert voice is not None
    return number_of(voice)


# The trail


def test_old_entries_end_and_the_chain_is_whole_to_its_beginning(store: Store, cast: Cast, clock: Clock) -> None:
    identify(store, Path("data"))
    store.write_now(log_attempt, cast.worker, CHILD, "phone", "no_answer", NOTED)
    before = store.read(seen_now)
    old = store.read(lambda db: len(db.table(AUDIT)))
    its_time_passes(store, clock, rules.TRAIL)
    assert ended(store) == list(range(1, old + 1))
    assert store.read(gone_since, before) == []
    assert what_is_wrong(store, [before]) == []
    shown = store.read(audit_entries, cast.head, AuditSearch()).lines
    assert min(one.number for one in shown) > old
    told = store.read(lambda db: [one["about"] for one in db.table(AUDIT) if "seals_ended" in one["about"]])
    assert (told[-1]["up_to"], told[-1]["head"]) == (old, before.seal)
    assert sum(len(one["numbers"]) for one in told) == old


def test_entries_about_words_that_are_here_or_a_child_that_is_held_stay(store: Store, cast: Cast, clock: Clock) -> None:
    voice = an_answer(store, cast)
    store.write_now(change_rule, cast.head, rules.VOICES, "3650", "We compare ten years.")
    held = store.write_now(hold, cast.head, CHILD, "A claim.")
    its_time_passes(store, clock, rules.TRAIL)
    kept = store.read(lambda db: [one for one in db.table(AUDIT) if one["child"] == CHILD])
    assert [one["action"] for one in kept if one["about"].get("voice") == voice]
    assert "feedback.asked" in [one["action"] for one in kept]
    store.write_now(lift, cast.head, held, "Settled.")
    a_night(store, clock)
    a_night(store, clock, 14)
    left = store.read(lambda db: [one for one in db.table(AUDIT) if one["child"] == CHILD])
    assert "feedback.asked" not in [one["action"] for one in left]
    assert [one["action"] for one in left if one["about"].get("voice") == voice]
    assert what_is_wrong(store) == []


def _end_one_more(db: Database) -> None:
    audit.record(db, audit.SYSTEM, "child.opened", child=CHILD)
    last = audit.newest(db)
    assert last is not None
    audit.end(db, number_of(last))


def _another_seal(db: Database) -> None:
    db.table(AUDIT).replace(2, {"seal": "0" * 64})
    db.table(AUDIT).replace(3, {"previous": "0" * 64})


def _lies(db: Database) -> None:
    db.table(AUDIT).replace(2, {"at": "2026-05-12T11:00:00+00:00", "child": CHILD})


@pytest.mark.parametrize("change", [_end_one_more, _another_seal, _lies])
def test_whoever_ends_or_changes_one_by_hand_is_found(store: Store, cast: Cast, clock: Clock, change: object) -> None:
    its_time_passes(store, clock, rules.TRAIL)
    assert store.read(first_broken_entry) is None
    store.write_now(change)  # type: ignore[call-overload]
    assert store.read(first_broken_entry) is not None


def test_an_ended_entry_that_is_put_back_is_found(store: Store, cast: Cast, clock: Clock) -> None:
    was = dict(store.read(audit.entry, 2) or {})
    its_time_passes(store, clock, rules.TRAIL)
    store.write_now(lambda db: db.table(AUDIT).replace(2, was))
    assert store.read(first_broken_entry) is not None


# What families were asked and how they were reached


def test_a_request_and_a_try_leave_that_they_were_and_not_their_words(
    store: Store, cast: Cast, clock: Clock, tmp_path: Path
) -> None:
    asked = cast.ask()
    tried = store.write_now(log_attempt, cast.worker, CHILD, "phone", "no_answer", NOTED)
    its_time_passes(store, clock, rules.ATTEMPTS)
    request, attempt = store.read(requests.by_id, asked.request), store.read(attempts.by_id, tried)
    assert request is not None
    assert attempt is not None
    assert (request["keys"], request["contact"], request["channel"]) == ([], None, "link")
    assert (attempt["method"], attempt["outcome"], attempt["detail"]) == ("phone", "no_answer", "")
    assert NOTED not in exported(store, tmp_path)


def test_a_request_stays_while_what_was_answered_is_there(store: Store, cast: Cast, clock: Clock) -> None:
    voice = an_answer(store, cast)
    store.write_now(change_rule, cast.head, rules.VOICES, "3650", "We compare ten years.")
    its_time_passes(store, clock, rules.REQUESTS)
    said = store.read(voices.by_id, voice)
    assert said is not None
    assert "erased" not in (store.read(requests.by_id, said["request"] or 0) or {})


def test_a_concern_goes_only_when_it_was_acted_on(store: Store, cast: Cast, clock: Clock, tmp_path: Path) -> None:
    store.write_now(change_rule, cast.head, rules.CONCERNS, "2192", "The case file holds it in full.")
    number = store.write_now(raise_concern, cast.worker, AT_RISK, child=CHILD, words=NOTED)
    its_time_passes(store, clock, rules.CONCERNS)
    assert NOTED in exported(store, tmp_path)
    store.write_now(acknowledge, cast.head, number)
    store.write_now(record_action, cast.head, number, "Visited the same day.")
    its_time_passes(store, clock, rules.CONCERNS)
    assert NOTED not in exported(store, tmp_path)
    left = store.read(concerns.by_id, number)
    assert left is not None
    assert left["words"][0]["text"].startswith(ERASED)
    assert [one["by"] for one in left["actions"]] == [cast.head.id]


def test_a_drawing_goes_once_somebody_has_written_down_what_is_on_it(store: Store, cast: Cast, clock: Clock) -> None:
    voice = an_answer(store, cast)
    number = store.write_now(_attach, voice)
    its_time_passes(store, clock, rules.RECORDINGS)
    assert "gone" not in (store.read(attachments.by_id, number) or {})
    store.write_now(_write_down, number)
    a_night(store, clock)
    a_night(store, clock, 14)
    left = store.read(attachments.by_id, number)
    assert left is not None
    assert left["gone"]
    assert left["written"]["words"] == "A house"
    assert store.read(attachments.content_of, left) == b""
    with pytest.raises(NotFound):
        store.read(opened, cast.head, number)


def _attach(db: Database, voice: int) -> int:
    said = voices.by_id(db, voice)
    assert said is not None
    question = next(iter(said["answers"]))
    kept: attachments.Attachment = {
        "kind": attachments.DRAWING,
        "voice": voice,
        "question": question,
        "browser": "a browser",
        "mime": "image/png",
        "size": 3,
        "sha256": "0",
        "file": attachments.keep_file(db, b"png"),
        "at": db.now.isoformat(),
    }
    number = number_of(attachments.add(db, kept))
    answer = {**said["answers"][question], "attachments": {attachments.DRAWING: number}}
    voices.change(db, said, answers={**said["answers"], question: answer})  # type: ignore[dict-item]
    return number


def _write_down(db: Database, number: int) -> None:
    found = attachments.by_id(db, number)
    assert found is not None
    words = {"words": "A house", "lang": "en", "kept": "described", "by": 1, "name": "Grace", "at": db.now.isoformat()}
    attachments.change(db, found, written=words)  # type: ignore[typeddict-item]


# Reviews and their items


@pytest.fixture
def closed(store: Store, cast: Cast) -> Judged:
    judged = Judged(store, cast)
    judged.is_final()
    for step in ("send", "upload", "set_meeting"):
        store.write_now(fill_box, cast.head, judged.id, step, "2026-05-12")
    store.write_now(close, cast.head, judged.id)
    return judged


def all_items_end(store: Store) -> None:
    store.write_now(lambda db: db.table(ITEMS).update({"state": EFFECTIVE, "closed": "2026-05-12"}))


def test_a_review_stays_while_one_of_its_recommendations_is_open_and_then_leaves_its_grades(
    store: Store, cast: Cast, clock: Clock, tmp_path: Path, closed: Judged
) -> None:
    its_time_passes(store, clock, rules.REVIEWS)
    assert "Ask her school" in exported(store, tmp_path)
    all_items_end(store)
    a_night(store, clock)
    a_night(store, clock, 14)
    assert store.read(listed.count, rules.REVIEWS) == 0
    text = exported(store, tmp_path)
    assert "Ask her school" not in text
    assert "We talked for an hour." not in text
    assert "As agreed." not in text
    final = store.read(final_of, closed.id)
    assert final is not None
    assert {one["grade"] for one in final["grades"].values()} == {"good"}
    assert closed.state == "closed"
    said = store.read(entries, closed.id)
    assert said["section_6_worker_text"]["value"].startswith(ERASED)
    assert said["head_sent"]["value"] == "2026-05-12"


def test_a_review_that_was_erased_is_still_read_and_printed(
    store: Store, cast: Cast, clock: Clock, closed: Judged
) -> None:
    all_items_end(store)
    its_time_passes(store, clock, rules.REVIEWS)
    assert store.read(review, cast.head, closed.id).get("erased")
    assert store.read(review_view, cast.head, closed.id)
    assert store.read(final_view, cast.head, closed.id)
    assert ERASED in str(store.read(review_paper, cast.head, closed.id))


def test_a_hold_on_a_review_keeps_it_and_its_items_and_nothing_else_of_the_child(
    store: Store, cast: Cast, clock: Clock, tmp_path: Path, closed: Judged
) -> None:
    all_items_end(store)
    store.write_now(log_attempt, cast.worker, CHILD, "phone", "no_answer", NOTED)
    number = store.write_now(hold_review, cast.head, str(closed.id), "An appeal against the grade.")
    its_time_passes(store, clock, rules.REVIEWS)
    text = exported(store, tmp_path)
    assert "Ask her school" in text
    assert NOTED not in text
    store.write_now(lift, cast.head, number, "Settled.")
    a_night(store, clock)
    a_night(store, clock, 14)
    assert "Ask her school" not in exported(store, tmp_path)


def test_an_item_goes_from_the_list_in_memory_too(store: Store, cast: Cast, clock: Clock, tmp_path: Path) -> None:
    index = TrackerIndex()
    item = Tracked(store, cast, action="Ask what she is called at home")
    item.is_done()
    store.write_now(judge, cast.head, item.number, "effective", "She is called by her name.", "Her worker told us.")
    assert [one.action for one in store.read(index.closed_items)] == ["Ask what she is called at home"]
    its_time_passes(store, clock, rules.ITEMS)
    assert [one.action[: len(ERASED)] for one in store.read(index.closed_items)] == [ERASED]
    text = exported(store, tmp_path)
    for words in ("called at home", "called by her name", "told us", "Sent to all"):
        assert words not in text
    assert item.told[-1] == "erased"


# What the screen says


def test_every_sort_has_a_rule_with_its_reason_and_every_rule_goes_by_something(store: Store, cast: Cast) -> None:
    assert {one.rule for one in KEEPING.sorts} | {rules.NOTICE, rules.DRAFTS} == set(rules.PROPOSALS)
    assert all(one.why and one.counted_from for one in rules.PROPOSALS.values())
    assert REVIEW_SORTS


def test_what_will_go_names_each_sort_by_number(store: Store, cast: Cast, clock: Clock) -> None:
    store.write_now(log_attempt, cast.worker, CHILD, "phone", "no_answer", NOTED)
    a_night(store, clock, store.read(rules.days_of, rules.ATTEMPTS))
    titles = {one.title: one.count for one in store.read(what_will_go, cast.head)}
    assert titles["Notes on tries to reach families"] == 1
