"""A process that is killed while it judges leaves each review in one state or the next, and nothing in between."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.opening import KINDS
from reviews import steps
from reviews.entries import entries
from reviews.final_grades import final_of
from reviews.moderation.records import of_review
from reviews.reviews import REVIEWS
from reviews.states import CLOSED, JUDGED, MEETING_SET, RELEASED, RETURNED, SENT, STATES, STEPS, SUBMITTED, UPLOADED
from reviews.versions import versions
from storage.documents import number_of
from storage.store import Database, Store
from tests.reviews.child_judging import SECRET

BOX_FILLED = {SENT: 1, UPLOADED: 2, MEETING_SET: 3, CLOSED: 4}  # days, and at last whether a panel discussed it


def judges_until_killed(folder: Path, after: float) -> dict[int, str]:
    """The last state of each review that was acknowledged."""
    command = [sys.executable, "-m", "tests.reviews.child_judging", str(folder)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "0 open\n", child.communicate()[1]
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    output, errors = child.communicate(timeout=30)
    assert child.returncode == -signal.SIGKILL, errors
    lines = [line.split(" ") for line in output.split("\n")[:-1]]
    return {int(number): state for number, state in lines}


def check(db: Database) -> None:
    """What stands beside each review is what its state says, whole."""
    for found in db.table(REVIEWS).all():
        number, state = number_of(found), found["state"]
        last = steps.last_step(db, number)
        assert state == (last["after"] if last else "allocated")
        looks, handed = of_review(db, number), versions(db, number)
        taken = [one["step"] for one in db.table(steps.REVIEW_STEPS).all() if one["review"] == number]
        assert [one["outcome"] for one in looks] == [STEPS[one].after for one in taken if one in ("return", "pass")]
        assert len(handed) == taken.count("submit")
        assert (final_of(db, number) is not None) == (state in JUDGED)
        assert ("released" in found) == (state in RELEASED)
        box = [one for one in entries(db, number) if one.startswith("head_")]
        assert len(box) == BOX_FILLED.get(state, 0)


@pytest.mark.rule("BR-40", "BR-47", "BR-49")
@pytest.mark.parametrize("seed", range(3))
def test_a_kill_between_two_steps_leaves_one_state_or_the_next(on_disk: Path, seed: int) -> None:
    told = judges_until_killed(on_disk / "data", random.Random(seed).uniform(0.6, 2.5))
    store = Store.open(on_disk / "data", KINDS, secret=SECRET)
    try:
        store.read(check)
        order = [*STATES]
        for number, state in told.items():
            kept = store.read(lambda db, number=number: db.table(REVIEWS).get(doc_id=number))
            assert kept is not None
            handed_in_again = {SUBMITTED} if state == RETURNED else set()
            assert kept["state"] in {*order[order.index(state) :], *handed_in_again}
    finally:
        store.close()
