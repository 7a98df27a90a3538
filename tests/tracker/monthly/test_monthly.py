"""The monthly message: one for each who has something in the tracker, once, by mail and in the app (BR-51)."""

import re
from datetime import UTC, date, datetime

import pytest

from feedback.messages.mail import mails
from feedback.messages.mail.mails import Mail
from people.actor import Actor
from people.leaving import disable
from storage.store import Store
from tests.cast import CHILD, Cast, Clock
from tests.mail_server import round_of
from tests.tracker.tracked import Tracked, day, new_item
from tracker.adding import feed
from tracker.due_dates import ask_later
from tracker.index import TrackerIndex
from tracker.monthly.at_home import MonthlyAtHome, monthly_at_home
from tracker.monthly.rules import MonthlyRules
from tracker.monthly.sending import make_message, make_messages
from tracker.monthly.whose import shares
from tracker.updating import update

RULES = MonthlyRules(tracker="https://heard.example/staff/tracker", mails=True)
pytestmark = pytest.mark.rule("BR-51")


def make(store: Store, rules: MonthlyRules = RULES) -> int:
    made: int = round_of(make_messages, store, TrackerIndex(), rules)
    return made


def queued(store: Store) -> dict[int, Mail]:
    """By whom it is to."""
    found = store.read(mails.newest, 50)
    by_person = {one["staff"]: one for one in found}
    assert len(by_person) == len(found), "somebody has two"
    return by_person


def at_home(store: Store, actor: Actor) -> MonthlyAtHome | None:
    return store.read(monthly_at_home, actor)


def test_each_owner_has_one_message_with_all_that_is_theirs(store: Store, cast: Cast) -> None:
    mine = [Tracked(store, cast).number for _ in range(3)]
    his = Tracked(store, cast, owner=cast.worker_of_another_team, child=None).number
    assert make(store) == 2
    sent = queued(store)
    assert set(sent) == {cast.worker.id, cast.worker_of_another_team.id}
    assert sent[cast.worker.id]["subject"] == "Heard: 3 items of yours"
    assert [f"Item {number}:" in sent[cast.worker.id]["body"] for number in (*mine, his)] == [True, True, True, False]
    assert f"https://heard.example/staff/tracker/{mine[0]}" in sent[cast.worker.id]["body"]


def test_it_says_of_each_item_how_it_stands(store: Store, cast: Cast, clock: Clock) -> None:
    overdue, soon, done = (Tracked(store, cast, due=day(store, ahead)) for ahead in (2, 40, 50))
    clock.now = datetime(2026, 6, 20, 9, tzinfo=UTC)
    store.write_now(update, cast.worker, soon.number, "Asked all.")
    done.is_done()
    make(store)
    body = queued(store)[cast.worker.id]["body"]
    assert "You have 3 items in the tracker: 1 overdue, 1 due this month, 1 done, effect not known:" in body
    assert f"- Item {overdue.number}: overdue, it was due 14 May; no update this month\n" in body
    assert f"- Item {soon.number}: due 21 June\n" in body
    assert f"- Item {done.number}: done, effect not known\n" in body


def test_it_names_no_child_and_says_nothing_of_what_was_written(store: Store, cast: Cast) -> None:
    one = Tracked(store, cast, action="Ask Selam what she fears", theme="Fear of Selam")
    store.write_now(ask_later, cast.worker, one.number, day(store, 60), "Selam is ill")
    make(store)
    for mail in queued(store).values():
        said = mail["subject"] + mail["body"]
        for word in ("Selam", "Tesfamariam", CHILD, "fear", "ill"):
            assert not re.search(rf"\b{word}\b", said, re.IGNORECASE), word


def test_it_is_made_once_however_often_the_program_runs_or_starts(store: Store, cast: Cast, clock: Clock) -> None:
    Tracked(store, cast)
    assert make(store) == 1
    assert make(store) == 0
    clock.forward(days=10)
    assert make(store) == 0
    clock.now = datetime(2026, 6, 1, 9, tzinfo=UTC)
    assert make(store) == 1


def test_killed_in_the_middle_the_rest_have_theirs_and_nobody_two(store: Store, cast: Cast) -> None:
    Tracked(store, cast)
    Tracked(store, cast, owner=cast.manager, child=None)
    found = store.read(shares, TrackerIndex())
    store.write_now(make_message, cast.worker.id, found[cast.worker.id], RULES)
    assert make(store) == 1
    assert len(queued(store)) == 2
    assert not store.write_now(make_message, cast.worker.id, found[cast.worker.id], RULES)


def test_who_comes_to_own_something_later_waits_for_the_next_month(store: Store, cast: Cast, clock: Clock) -> None:
    Tracked(store, cast)
    make(store)
    Tracked(store, cast, owner=cast.manager, child=None)
    assert make(store) == 0
    clock.now = datetime(2026, 6, 1, 9, tzinfo=UTC)
    assert make(store) == 2


def test_who_has_nothing_hears_nothing_and_what_is_held_nobody_hears_of(store: Store, cast: Cast) -> None:
    store.write_now(feed, None, new_item(store, cast.worker), key="review 1 8 a", held=True)
    assert make(store) == 0


def test_of_who_has_left_their_manager_hears(store: Store, cast: Cast) -> None:
    for _ in range(3):
        Tracked(store, cast)
    store.write_now(disable, cast.administrator, cast.worker.id)
    assert make(store) == 1
    assert "3 items of somebody who has left" in queued(store)[cast.manager.id]["body"]


def test_where_nobody_answers_for_it_a_head_hears(store: Store, cast: Cast) -> None:
    Tracked(store, cast, owner=cast.worker, child=None)
    store.write_now(disable, cast.administrator, cast.worker.id)
    make(store)
    assert set(queued(store)) == {cast.head.id}
    assert at_home(store, cast.head) == MonthlyAtHome(date(2026, 5, 12), 0, 0, 0, 0, 1)


def test_what_waits_for_an_answer_goes_to_who_answers_for_it(store: Store, cast: Cast) -> None:
    later, done = Tracked(store, cast), Tracked(store, cast)
    store.write_now(ask_later, cast.worker, later.number, day(store, 60), "The course is full.")
    done.is_done()
    make(store)
    body = queued(store)[cast.manager.id]["body"]
    assert f"- Item {later.number}: a later date is asked for\n" in body
    assert f"- Item {done.number}: done, effect not known\n" in body


def test_where_mail_is_off_it_stands_in_the_app_alone(store: Store, cast: Cast, clock: Clock) -> None:
    Tracked(store, cast)
    make(store, MonthlyRules())
    assert queued(store) == {}
    assert at_home(store, cast.worker) == MonthlyAtHome(date(2026, 5, 12), 1, 0, 1, 0, 0)
    clock.forward(days=8)
    assert at_home(store, cast.worker) is None


def test_at_home_only_what_still_is_so_is_counted(store: Store, cast: Cast) -> None:
    first, _ = Tracked(store, cast), Tracked(store, cast)
    make(store)
    store.write_now(update, cast.worker, first.number, "Begun.")
    shown = at_home(store, cast.worker)
    assert shown is not None
    assert (shown.items, shown.not_updated) == (2, 1)


@pytest.mark.parametrize(
    ("today", "day_of_month", "comes"),
    [
        (date(2026, 5, 2), 0, date(2026, 5, 1)),
        (date(2026, 8, 1), 0, date(2026, 8, 3)),  # a Saturday
        (date(2027, 1, 1), 0, date(2027, 1, 4)),  # a bank holiday, then a weekend
        (date(2026, 2, 1), 28, date(2026, 2, 28)),
    ],
)
def test_the_day_is_a_setting_and_else_the_first_working_day(today: date, day_of_month: int, comes: date) -> None:
    assert MonthlyRules(day_of_month).day_of(today) == comes


def test_before_the_day_nothing_is_made(store: Store, cast: Cast, clock: Clock) -> None:
    Tracked(store, cast)
    clock.now = datetime(2026, 8, 1, 9, tzinfo=UTC)
    assert make(store) == 0
    clock.now = datetime(2026, 8, 3, 0, 30, tzinfo=UTC)
    assert make(store) == 1
