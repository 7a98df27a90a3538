"""What happened makes a proposal at its own time, for the right person, until it is asked, put aside or forgotten."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from feedback.asking.requests import revoke
from feedback.proposing import proposal_list
from feedback.proposing.forgotten import LONGEST, Forgotten
from feedback.proposing.proposal_list import LOOKS_BACK, ToAsk, to_ask, to_ask_about
from feedback.proposing.proposals import WINDOWS, Proposal, proposals_of
from feedback.proposing.putting_aside import PROPOSALS_PUT_ASIDE, put_aside
from forms.library import Library
from people import staff
from people.actor import Actor
from people.audit import AUDIT
from people.children import by_ref, change
from people.contacts import by_id
from people.contacts import change as change_contact
from people.errors import NotAllowed, NotFound, Unacceptable
from people.opt_outs import stop
from people.records.endings import note_ending
from people.records.events import TouchpointEvent, note_event
from people.records.staff_records import set_leave
from storage.documents import number_of
from storage.store import Database, Store
from tests.cast import CHILD, LIBRARY, OTHER_CHILD, Cast, Clock
from tests.outgoing import PHONE, a_mother, ask_her

TODAY = date(2026, 5, 12)


def happened(store: Store, cast: Cast, touchpoint: str = "conference", *, days_ago: int = 3) -> int:
    number = store.write_now(note_event, cast.manager, CHILD, touchpoint, TODAY - timedelta(days=days_ago))
    assert number is not None
    return number


def asks(store: Store, actor: Actor, *, texts: bool = True) -> ToAsk:
    return store.read(lambda db: to_ask(db, actor, LIBRARY, texts=texts))


def counts(store: Store, actor: Actor) -> tuple[int, int]:
    found = asks(store, actor)
    return found.now, found.forgotten


def test_a_conference_proposes_to_ask_the_mother_by_text_in_her_language(store: Store, cast: Cast) -> None:
    mother = a_mother(store, language="ti")
    event = happened(store, cast)
    (one,) = asks(store, cast.worker).shown
    assert (one.proposal.event, one.proposal.contact, one.proposal.child) == (event, mother, CHILD)
    assert (one.proposal.touchpoint, one.proposal.audience, one.proposal.language) == (
        "conference",
        "parent_carer",
        "ti",
    )
    assert (one.channel, one.in_the_way, one.child_name) == ("sms", (), "Selam Tesfamariam")
    assert (one.proposal.since, one.proposal.until) == (TODAY - timedelta(days=1), TODAY + timedelta(days=4))


@pytest.mark.parametrize("touchpoint", sorted(WINDOWS))
def test_it_is_proposed_from_the_first_day_to_the_last_and_then_forgotten(
    store: Store, cast: Cast, clock: Clock, touchpoint: str
) -> None:
    a_mother(store)
    happened(store, cast, touchpoint, days_ago=0)
    window, seen = WINDOWS[touchpoint], []
    for _ in range(window.last + 2):
        seen.append(counts(store, cast.worker))
        clock.forward(days=1)
    during = window.last - window.first + 1
    assert seen == [(0, 0)] * window.first + [(1, 0)] * during + [(0, 1)]


def test_what_nobody_is_asked_about_proposes_nothing(store: Store, cast: Cast) -> None:
    a_mother(store)
    happened(store, cast, "practice_review")
    assert counts(store, cast.worker) == (0, 0)


def test_whom_there_are_no_questions_for_is_not_proposed(store: Store, cast: Cast) -> None:
    a_mother(store, audience="professional")
    happened(store, cast)
    assert counts(store, cast.worker) == (0, 0)


def test_it_is_over_once_they_were_asked_and_not_by_a_request_that_was_closed(store: Store, cast: Cast) -> None:
    mother = a_mother(store)
    a_mother(store, name="Another carer", phone="+447700900002")
    happened(store, cast)
    asked = ask_her(store, cast, mother)
    assert [one.person["name"] for one in asks(store, cast.worker).shown] == ["Another carer"]
    store.write_now(revoke, cast.worker, asked.request)
    assert counts(store, cast.worker) == (2, 0)


def test_what_was_asked_before_it_happened_does_not_count(store: Store, cast: Cast, clock: Clock) -> None:
    mother = a_mother(store)
    ask_her(store, cast, mother)
    clock.forward(days=40)
    store.write_now(note_event, cast.worker, CHILD, "conference", TODAY + timedelta(days=37))
    assert counts(store, cast.worker) == (1, 0)


def test_a_conference_soon_after_a_question_says_what_is_in_the_way(store: Store, cast: Cast) -> None:
    ask_her(store, cast, a_mother(store), touchpoint="closure", form=LIBRARY.find("closure", "parent_carer"))
    happened(store, cast)
    (one,) = asks(store, cast.worker).shown
    assert (one.channel, [obstacle.code for obstacle in one.in_the_way]) == ("sms", ["asked_lately"])


def test_a_hold_is_named_and_they_are_proposed_all_the_same(store: Store, cast: Cast) -> None:
    a_mother(store, hold_until="2026-06-01", hold_reason="A funeral")
    happened(store, cast)
    (one,) = asks(store, cast.worker).shown
    assert [obstacle.code for obstacle in one.in_the_way] == ["hold"]


def test_a_phone_that_is_not_safe_today_is_not_proposed(store: Store, cast: Cast) -> None:
    a_mother(store, safe_checked=None)
    happened(store, cast)
    (one,) = asks(store, cast.worker).shown
    assert one.channel == "link"
    assert "never checked" in one.not_by_text


def test_a_landline_is_called_and_whoever_has_no_phone_has_a_letter(store: Store, cast: Cast) -> None:
    a_mother(store, name="Aunt", phone="+442079460000")
    a_mother(store, name="Grandfather", phone=None)
    happened(store, cast)
    assert {one.person["name"]: one.channel for one in asks(store, cast.worker).shown} == {
        "Aunt": "phone",
        "Grandfather": "letter",
    }


def test_where_no_text_goes_out_they_are_called(store: Store, cast: Cast) -> None:
    a_mother(store)
    happened(store, cast)
    assert [one.channel for one in asks(store, cast.worker, texts=False).shown] == ["phone"]


def test_nobody_is_proposed_who_may_not_be_asked(store: Store, cast: Cast) -> None:
    stopped = a_mother(store)
    other = a_mother(store, name="Father", phone="+447700900003")
    happened(store, cast)
    store.write_now(stop, PHONE, "STOP", "en")
    assert [one.proposal.contact for one in asks(store, cast.worker).shown] == [other]
    person = store.read(by_id, other)
    assert person is not None
    store.write_now(lambda db: change_contact(db, person, do_not_contact="Going to court"))
    assert counts(store, cast.worker) == (0, 0)
    assert stopped != other


def test_nobody_is_proposed_about_a_child_who_has_died(store: Store, cast: Cast) -> None:
    a_mother(store)
    happened(store, cast)
    store.write_now(note_ending, cast.manager, CHILD, "died", TODAY)
    assert counts(store, cast.worker) == (0, 0)


def test_it_is_the_workers_to_ask_their_deputys_while_they_are_away_and_the_managers_where_there_is_none(
    store: Store, cast: Cast, clock: Clock
) -> None:
    a_mother(store)
    happened(store, cast)
    people = (cast.worker, cast.worker_of_another_team, cast.manager, cast.reviewer)
    assert [counts(store, one)[0] for one in people] == [1, 0, 0, 0]
    store.write_now(set_leave, cast.administrator, cast.worker.id, TODAY, TODAY, cast.worker_of_another_team.id)
    assert [counts(store, one)[0] for one in people] == [0, 1, 0, 0]
    clock.forward(days=1)
    assert [counts(store, one)[0] for one in people] == [1, 0, 0, 0]
    store.write_now(lambda db: staff.change(db, cast.worker.id, active=False))
    assert [counts(store, one)[0] for one in people] == [0, 0, 1, 0]
    found = store.read(by_ref, CHILD)
    assert found is not None
    store.write_now(change, found, {"worker": 0, "manager": 0})
    assert [counts(store, one)[0] for one in people] == [0, 0, 0, 0]


def test_a_head_sees_what_anybody_forgot_for_sixty_days(store: Store, cast: Cast, clock: Clock) -> None:
    a_mother(store)
    happened(store, cast, days_ago=0)
    clock.forward(days=7)
    assert counts(store, cast.head) == (0, 0)
    clock.forward(days=1)
    assert counts(store, cast.head) == (0, 1)
    assert asks(store, cast.head).shown[0].whose_name == "Amina Yusuf"
    clock.forward(days=LOOKS_BACK.days - 8)
    assert counts(store, cast.head) == counts(store, cast.worker) == (0, 1)
    clock.forward(days=1)
    assert counts(store, cast.head) == counts(store, cast.worker) == (0, 0)


def test_somebody_puts_it_aside_with_a_reason_which_is_on_record(store: Store, cast: Cast) -> None:
    mother, event = a_mother(store), happened(store, cast)
    for empty in ("", " ​ "):
        with pytest.raises(Unacceptable, match="Say why"):
            store.write_now(put_aside, cast.worker, event, mother, empty)
    with pytest.raises(Unacceptable, match="up to 500"):
        store.write_now(put_aside, cast.worker, event, mother, "x" * 501)
    for _ in range(2):
        store.write_now(put_aside, cast.worker, event, mother, "She was not there.")
    assert counts(store, cast.worker) == (0, 0)
    about = store.read(lambda db: to_ask_about(db, cast.manager, CHILD, LIBRARY, texts=True))
    assert [(one.name, one.why, one.by) for one in about.aside] == [
        ("Ms Tesfamariam", "She was not there.", "Amina Yusuf")
    ]
    (kept,) = store.read(lambda db: db.table(PROPOSALS_PUT_ASIDE).all())
    assert (kept["why"], kept["by"], kept["child"]) == ("She was not there.", cast.worker.id, CHILD)
    noted = [one for one in store.read(lambda db: db.table(AUDIT).all()) if one["action"] == "feedback.not_asked"]
    assert len(noted) == 1


def test_what_is_put_aside_of_one_event_stays_open_of_the_next(store: Store, cast: Cast) -> None:
    mother = a_mother(store)
    store.write_now(put_aside, cast.worker, happened(store, cast, days_ago=6), mother, "She was not there.")
    happened(store, cast, days_ago=2)
    assert counts(store, cast.worker) == (1, 0)


def test_only_who_sees_the_child_puts_aside_or_looks(store: Store, cast: Cast) -> None:
    mother, event = a_mother(store), happened(store, cast)
    stranger = a_mother(store, OTHER_CHILD)
    with pytest.raises(NotFound):
        store.write_now(put_aside, cast.worker_of_another_team, event, mother, "No.")
    with pytest.raises(NotFound):
        store.write_now(put_aside, cast.worker, event, stranger, "No.")
    with pytest.raises(NotFound):
        store.write_now(put_aside, cast.worker, 999, mother, "No.")
    with pytest.raises(NotAllowed):
        store.write_now(put_aside, cast.chair, event, mother, "No.")
    with pytest.raises(NotFound):
        store.read(lambda db: to_ask_about(db, cast.worker_of_another_team, CHILD, LIBRARY, texts=True))
    assert store.read(lambda db: to_ask_about(db, cast.manager, CHILD, LIBRARY, texts=True)).now == 1


def test_what_was_forgotten_of_all_children_is_worked_out_once_and_its_beginning_anew(
    store: Store, cast: Cast, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    mother, memory = a_mother(store), Forgotten()
    earlier, later = (happened(store, cast, days_ago=days) for days in (20, 10))
    looked: list[int] = []
    monkeypatch.setattr(proposal_list, "proposals_of", _noting(looked))

    def at_head_s() -> list[int]:
        looked.clear()
        found = store.read(lambda db: to_ask(db, cast.head, LIBRARY, texts=True, memory=memory))
        assert found.forgotten == len(found.shown)
        return [one.proposal.event for one in found.shown]

    assert at_head_s() == [later, earlier]
    assert at_head_s() == [later, earlier]
    assert looked == [later, earlier]  # those that are shown, and no other
    store.write_now(put_aside, cast.manager, later, mother, "They were asked on the phone.")
    assert at_head_s() == [earlier]
    newest = happened(store, cast, "looked_after_review", days_ago=30)
    assert at_head_s() == [earlier, newest]
    store.write_now(lambda db: db.table(PROPOSALS_PUT_ASIDE).truncate())
    clock.forward(minutes=LONGEST.seconds // 60, seconds=1)
    assert at_head_s() == [later, earlier, newest]


def _noting(looked: list[int]) -> Any:
    def noted(db: Database, happened: Iterable[TouchpointEvent], library: Library) -> Iterator[Proposal]:
        known = list(happened)
        looked.extend(number_of(one) for one in known)
        return proposals_of(db, known, library)

    return noted
