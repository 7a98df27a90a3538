"""A proposal that is safe by a narrow rule goes once with nobody pressing; all else waits, and says why."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.background import jobs_of_asking, working
from app.opening import KINDS
from feedback.asking.requests import revoke
from feedback.concerns.kinds import AT_RISK
from feedback.concerns.raising import raise_concern
from feedback.messages import outbox
from feedback.messages.outbox import FAILED, UNKNOWN, queue
from feedback.messages.state_transitions import move
from feedback.proposing.asking_by_itself import ask_by_itself, ask_what_is_safe
from feedback.proposing.proposal_list import to_ask, to_ask_about
from feedback.proposing.putting_aside import put_aside, take_back_aside
from feedback.proposing.safe_by_itself import ByItself
from feedback.proposing.switch import asking_by_itself, let_asking_go_on, stop_asking
from feedback.voices.requests import REQUESTS, Request
from people import children
from people.audit import SYSTEM, entries_of
from people.backups import note_restored
from people.contacts import add_contact, by_id
from people.contacts import change as change_contact
from people.errors import NotAllowed, Unacceptable
from people.opt_outs import stop
from people.records.events import note_event
from storage.store import Database, Store
from tests.cast import CHILD, LIBRARY, OTHER_CHILD, Cast, Clock
from tests.conftest import SECRET
from tests.outgoing import HOUSE, PHONE, a_mother, ask_her, send, states, twilio
from tests.stand_in import standing_in

ALWAYS = [{"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "from": "00:00", "to": "24:00"}]
SAFE: dict[str, Any] = {"safe_times": "", "safe_spans": ALWAYS}
NOON = datetime(2026, 5, 12, 11, 0, tzinfo=UTC)


def a_safe_mother(store: Store, child: str = CHILD, **about: Any) -> int:
    return a_mother(store, child, **{**SAFE, **about})


def happened(store: Store, cast: Cast, touchpoint: str = "conference", *, child: str = CHILD) -> int:
    """Three days ago, and somebody noted it."""
    day = store.now.date() - timedelta(days=3)
    number = store.write_now(note_event, cast.manager, child, touchpoint, day)
    assert number is not None
    return number


def goes_round(store: Store) -> int:
    return asyncio.run(ask_what_is_safe(store, LIBRARY, HOUSE))


def stands(store: Store, cast: Cast) -> ByItself:
    (one,) = store.read(lambda db: to_ask_about(db, cast.manager, CHILD, LIBRARY, texts=True, alone=HOUSE)).shown
    assert one.by_itself is not None
    return one.by_itself


def requests_made(store: Store) -> list[Request]:
    return store.read(lambda db: list(db.table(REQUESTS)))


def test_what_is_safe_goes_the_day_after_and_nobody_is_said_to_have_pressed(
    store: Store, cast: Cast, clock: Clock
) -> None:
    mother, event = a_safe_mother(store), happened(store, cast)
    assert stands(store, cast) == ByItself("", NOON.date() + timedelta(days=1), False)
    assert goes_round(store) == 0
    clock.forward(days=1)
    assert goes_round(store) == 1
    (asked,) = requests_made(store)
    assert (asked["contact"], asked["channel"], asked["by"]) == (mother, "sms", None)
    assert asked["by_itself"] == f"{event} {mother}"
    assert states(store) == ["queued"]
    trail = store.read(lambda db: list(entries_of(db, "feedback.asked", "feedback.asked_by_itself")))
    assert [(one["action"], one["who"]) for one in trail] == [
        ("feedback.asked", SYSTEM),
        ("feedback.asked_by_itself", SYSTEM),
    ]
    assert store.read(lambda db: to_ask(db, cast.worker, LIBRARY, texts=True)).now == 0


def test_it_goes_once_however_often_and_by_however_many_it_is_tried(
    store: Store, cast: Cast, clock: Clock, tmp_path: Path
) -> None:
    mother, event = a_safe_mother(store), happened(store, cast)
    clock.forward(days=1)
    another = Store.open(tmp_path / "data", KINDS, secret=SECRET, clock=clock)  # as a second process has it

    async def at_once() -> int:
        return sum(await asyncio.gather(*(ask_what_is_safe(one, LIBRARY, HOUSE) for one in (store, another) * 2)))

    assert asyncio.run(at_once()) == 1
    another.close()
    assert goes_round(store) == 0
    assert not store.write_now(ask_by_itself, LIBRARY, HOUSE, event, mother)
    assert len(requests_made(store)) == 1


async def test_the_work_beside_the_pages_asks_where_the_setting_lets_it(store: Store, cast: Cast, clock: Clock) -> None:
    a_safe_mother(store), happened(store, cast)
    clock.forward(days=1)
    assert jobs_of_asking(store, LIBRARY, None) == ()
    async with working(store, jobs_of_asking(store, LIBRARY, HOUSE)):
        while not states(store):  # noqa: ASYNC110  # there is no event to wait for
            await asyncio.sleep(0.01)
    assert len(requests_made(store)) == 1


def test_one_that_was_closed_again_is_a_persons_from_then_on(store: Store, cast: Cast, clock: Clock) -> None:
    a_safe_mother(store), happened(store, cast)
    clock.forward(days=1)
    goes_round(store)
    store.write_now(revoke, cast.worker, requests_made(store)[0].doc_id)  # type: ignore[attr-defined]
    assert stands(store, cast).why_not == "It went by itself once, and was closed again."
    assert goes_round(store) == 0


@pytest.mark.rule("BR-66")
def test_a_mother_of_two_has_one_text(store: Store, cast: Cast, clock: Clock) -> None:
    for child in (CHILD, OTHER_CHILD):
        a_safe_mother(store, child)
        happened(store, cast, child=child)
    clock.forward(days=1)
    assert goes_round(store) == 1


def test_it_keeps_the_quiet_hours_and_those_that_are_safe_for_them(store: Store, cast: Cast, clock: Clock) -> None:
    a_safe_mother(store, safe_spans=[{"days": ["thu"], "from": "07:00", "to": "09:00"}])
    happened(store, cast)
    clock.forward(days=1)
    assert (goes_round(store), stands(store, cast).why_not) == (0, "")
    clock.now = datetime(2026, 5, 14, 6, 30, tzinfo=UTC)  # 07:30 in London: safe for them, and quiet
    assert goes_round(store) == 0
    clock.forward(hours=1)
    assert goes_round(store) == 1


Change = Callable[[Database, Cast, int, int], object]


def with_contact(**fields: Any) -> Change:
    def change(db: Database, _cast: Cast, mother: int, _event: int) -> None:
        found = by_id(db, mother)
        assert found is not None
        change_contact(db, found, **fields)

    return change


def beside_her(**about: Any) -> Change:
    fields = {"name": "Another", "relation": "Aunt", "audience": "professional", "language": "en", **about}
    return lambda db, _cast, _mother, _event: add_contact(db, CHILD, fields)


def _unknown_text(db: Database, _cast: Cast, _mother: int, _event: int) -> None:
    text = outbox.by_id(db, queue(db, to=PHONE, body="Text", purpose="reply", language="en"))
    assert text is not None
    move(db, text, UNKNOWN)


def _nobody_works(db: Database, _cast: Cast, _mother: int, _event: int) -> None:
    found = children.by_ref(db, CHILD)
    assert found is not None
    children.change(db, found, {"worker": 0, "manager": 0})


def _put_aside_and_back(db: Database, cast: Cast, mother: int, event: int) -> None:
    put_aside(db, cast.worker, event, mother, "She was not there.")
    take_back_aside(db, cast.worker, event, mother)


def _a_concern_about_her_other_child(db: Database, cast: Cast, _mother: int, _event: int) -> None:
    add_contact(
        db,
        OTHER_CHILD,
        {"name": "Ms Tesfamariam", "relation": "Mother", "audience": "parent_carer", "language": "en", "phone": PHONE},
    )
    raise_concern(db, cast.head, AT_RISK, child=OTHER_CHILD, words="A bruise.")


FOR_A_PERSON: list[tuple[str, Change]] = [
    ("was put aside once", _put_aside_and_back),
    ("this family", _a_concern_about_her_other_child),
    ("domestic abuse flag", beside_her(abuse_flag=True)),
    ("same number", beside_her(phone=PHONE)),
    ("earlier text to them went", _unknown_text),
    ("Nobody works with the child", _nobody_works),
    ("Something is in the way", with_contact(hold_until="2026-06-01", hold_reason="A funeral")),
    ("Nothing goes by itself but a text", with_contact(safe_checked="2026-01-01")),
    ("Nothing goes by itself but a text", with_contact(phone=None)),
    ("No days and hours", with_contact(safe_spans=[])),
    ("for a person to read", with_contact(safe_times="Not when he is home")),
    ("for a person to read", with_contact(safe_note="Ring twice")),
    ("interpreter", with_contact(interpreter=True)),
    ("Tigrinya is signed off", with_contact(language="ti")),
    ("which language they read", with_contact(language="")),
    ("parents, carers and care leavers", with_contact(audience="child_8_11")),
    ("parents, carers and care leavers", with_contact(relation="Self")),
]


def test_whatever_is_not_plainly_safe_waits_for_a_person_and_says_why(store: Store, cast: Cast, clock: Clock) -> None:
    mother, event = a_safe_mother(store), happened(store, cast)
    clock.forward(days=1)
    assert stands(store, cast).now

    def said_after(db: Database, change: Change) -> str:
        """In a unit of work of which nothing is kept."""
        change(db, cast, mother, event)
        (one,) = to_ask_about(db, cast.manager, CHILD, LIBRARY, texts=True, alone=HOUSE).shown
        assert one.by_itself is not None
        assert not one.by_itself.now
        assert not ask_by_itself(db, LIBRARY, HOUSE, event, mother)
        raise Undone(one.by_itself.why_not)

    for said, change in FOR_A_PERSON:
        with pytest.raises(Undone, match=said):
            store.write_now(said_after, change)
    assert goes_round(store) == 1


class Undone(Exception):
    """What was tried is not kept."""


def test_a_visit_is_asked_about_by_a_person_and_what_was_noted_late_too(store: Store, cast: Cast, clock: Clock) -> None:
    a_safe_mother(store, audience="care_leaver")
    store.write_now(note_event, cast.manager, CHILD, "placement_visit", NOON.date())
    assert stands(store, cast).why_not == "After a visit they are asked there and then."
    clock.forward(days=30)
    store.write_now(note_event, cast.manager, CHILD, "closure", store.now.date() - timedelta(days=7))
    found = store.read(lambda db: to_ask_about(db, cast.manager, CHILD, LIBRARY, texts=True, alone=HOUSE)).shown
    assert [one.by_itself.why_not for one in found if one.by_itself] == [
        "It was noted too late for that.",
        "Its days are over.",
    ]


def test_who_asked_to_stop_between_looking_and_asking_is_not_asked(store: Store, cast: Cast, clock: Clock) -> None:
    mother, event = a_safe_mother(store), happened(store, cast)
    clock.forward(days=1)
    store.write_now(stop, PHONE, "STOP", "en")
    assert not store.write_now(ask_by_itself, LIBRARY, HOUSE, event, mother)


def test_who_was_asked_by_a_person_is_not_asked_again(store: Store, cast: Cast, clock: Clock) -> None:
    mother, _ = a_safe_mother(store), happened(store, cast)
    clock.forward(days=1)
    ask_her(store, cast, mother)
    assert goes_round(store) == 0


def test_a_head_stops_it_at_once_and_what_had_not_left_does_not_leave(store: Store, cast: Cast, clock: Clock) -> None:
    a_safe_mother(store), happened(store, cast)
    clock.forward(days=1)
    goes_round(store)
    with pytest.raises(NotAllowed):
        store.write_now(stop_asking, cast.worker, "No.")
    with pytest.raises(Unacceptable, match="Say why"):
        store.write_now(stop_asking, cast.head, " ")
    assert store.write_now(stop_asking, cast.head, "A wrong list was brought in.") == 1
    assert store.write_now(stop_asking, cast.head, "Once more.") == 0
    with standing_in() as provider:
        send(store, twilio(provider))
    assert states(store) == [FAILED]
    a_safe_mother(store, OTHER_CHILD, name="Mr Al-Amiri", phone="+447700900009")
    happened(store, cast, child=OTHER_CHILD)
    clock.forward(days=1)
    assert goes_round(store) == 0
    standing = store.read(asking_by_itself, cast.head)
    assert standing.lately == 1
    assert standing.stopped is not None
    assert (standing.stopped.why, standing.stopped.by) == ("A wrong list was brought in.", "Helen Marsh")
    store.write_now(let_asking_go_on, cast.head, "The list is right now.")
    assert store.read(asking_by_itself, cast.head).stopped is None
    assert goes_round(store) == 1


def test_nothing_goes_after_a_restore_until_somebody_lets_it_and_of_before_nothing_ever(
    store: Store, cast: Cast, clock: Clock
) -> None:
    a_safe_mother(store), happened(store, cast)
    clock.forward(days=1)
    store.write_now(note_restored, SYSTEM, "2026-05-12T00:00:00+00:00")
    assert goes_round(store) == 0
    standing = store.read(asking_by_itself, cast.head).stopped
    assert standing is not None
    assert "restored" in standing.why
    clock.forward(minutes=1)
    store.write_now(let_asking_go_on, cast.head, "Nobody was asked since.")
    assert goes_round(store) == 0
    assert "restored" in stands(store, cast).why_not
    a_safe_mother(store, OTHER_CHILD, name="Mr Al-Amiri", phone="+447700900009")
    happened(store, cast, child=OTHER_CHILD)
    clock.forward(days=1)
    assert goes_round(store) == 1


def test_a_kill_in_the_middle_asks_nobody_twice_and_loses_nobody(on_disk: Path) -> None:
    store = Store.open(on_disk, KINDS, secret=SECRET, clock=lambda: NOON)
    cast = Cast(store)
    for number, child in enumerate((CHILD, OTHER_CHILD)):
        a_safe_mother(store, child, name=f"Parent {number}", phone=f"+44770090000{number}")
        happened(store, cast, child=child)
    store.close()
    words = [sys.executable, "-m", "tests.feedback.proposing.child_asking", str(on_disk)]
    assert subprocess.run(words, cwd=ROOT, check=False, timeout=60).returncode == -signal.SIGKILL
    after = Store.open(on_disk, KINDS, secret=SECRET, clock=lambda: NOON + timedelta(days=1))
    assert (len(requests_made(after)), states(after)) == (1, ["queued"])
    assert (goes_round(after), goes_round(after)) == (1, 0)
    assert sorted(one["child"] or "" for one in requests_made(after)) == [CHILD, OTHER_CHILD]
    assert states(after) == ["queued", "queued"]
    after.close()


ROOT = Path(__file__).parents[3]
