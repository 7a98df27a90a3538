"""`kill -9` in the middle of a night: what was told of has gone, what was not is there, and the next round ends it."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.opening import KINDS
from app.verifying import what_is_wrong
from feedback.messages import outbox
from feedback.messages.outbox import OUTBOX
from people.audit import entries_of
from people.retention import nights
from people.retention.erasures import ERASED_ENTRY
from storage.store import Database, Store
from tests.conftest import SECRET

ROOT = Path(__file__).parents[2]
BEGUN = datetime(2026, 5, 12, 11, 0, tzinfo=UTC)
NIGHTS = (BEGUN + timedelta(days=720), BEGUN + timedelta(days=740))


def a_night(folder: Path, moment: datetime, dies_at: int = 0) -> int:
    words = [sys.executable, "-m", "tests.app.child_keeping", str(folder), moment.isoformat(), str(dies_at)]
    return subprocess.run(words, cwd=ROOT, check=False, timeout=60).returncode


def told(db: Database) -> list[int]:
    return [number for entry in entries_of(db, ERASED_ENTRY) for number in entry["about"]["numbers"]]


def test_a_kill_in_the_middle_of_a_night_loses_no_trace_and_doubles_none(on_disk: Path) -> None:
    store = Store.open(on_disk, KINDS, secret=SECRET, clock=lambda: BEGUN)
    said = {"to": "+447700900123", "body": "Text", "purpose": "reply", "language": "en"}
    numbers = [store.write_now(lambda db: outbox.queue(db, **said)) for _ in range(7)]
    store.write_now(lambda db: [db.table(OUTBOX).replace(one, {"state": outbox.DELIVERED}) for one in numbers])
    store.close()
    assert a_night(on_disk, NIGHTS[0]) == 0
    assert a_night(on_disk, NIGHTS[1], dies_at=numbers[3]) == -signal.SIGKILL
    after = Store.open(on_disk, KINDS, secret=SECRET, clock=lambda: NIGHTS[1])
    assert after.read(told) == numbers[:2]
    assert after.read(lambda db: len(db.table(OUTBOX))) == 5
    assert after.read(nights.is_due)
    after.close()
    assert a_night(on_disk, NIGHTS[1]) == 0
    ended = Store.open(on_disk, KINDS, secret=SECRET, clock=lambda: NIGHTS[1])
    assert ended.read(told) == numbers
    assert ended.read(lambda db: len(db.table(OUTBOX))) == 0
    assert what_is_wrong(ended) == []
    ended.close()
