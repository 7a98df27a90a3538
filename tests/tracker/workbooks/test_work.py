"""The work on imports goes on after whatever stopped it, and loses nothing and doubles nothing."""

import asyncio
import subprocess
import sys
from collections import Counter
from pathlib import Path

from app.opening import KINDS
from people.roles import Role
from people.staff import STAFF
from storage.store import Store
from tests.cast import Cast
from tests.conftest import SECRET
from tests.tracker.workbooks.sheets import Brought, workbook
from tests.tracker.workbooks.test_bringing import OURS, row
from tracker.workbooks.bringing import start
from tracker.workbooks.imports import DONE, OPEN, RETURNED
from tracker.workbooks.taking_back import take_back
from tracker.workbooks.work import work_on_imports

ROWS, BEFORE_THE_KILL = 1_200, 4  # rows; pieces
BRINGS = """
import sys
from pathlib import Path
from app.opening import KINDS
from storage.store import Store
from tests.conftest import SECRET
from tracker.workbooks import bringing, work
store = Store.open(Path(sys.argv[1]), KINDS, secret=SECRET)
known = store.read(work._known, int(sys.argv[2]))
while store.write_now(bringing.bring_piece, int(sys.argv[2]), known):
    print("a piece", flush=True)
"""


def test_after_a_kill_each_row_is_there_once(on_disk: Path) -> None:
    store = Store.open(on_disk / "data", KINDS, secret=SECRET)
    one = Brought(store, Cast(store).head, workbook(OURS, *(row(at, f"Action {at}") for at in range(ROWS))))
    store.write_now(start, one.by, one.number)
    store.close()
    begun = [sys.executable, "-c", BRINGS, str(on_disk / "data"), str(one.number)]
    with subprocess.Popen(begun, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as process:
        assert process.stdout is not None
        for _ in range(BEFORE_THE_KILL):
            process.stdout.readline()
        process.kill()
    one.store = store = Store.open(on_disk / "data", KINDS, secret=SECRET)
    assert 0 < one.now["brought"] < ROWS
    assert len(one.items) == one.now["brought"]
    asyncio.run(work_on_imports(store))
    assert one.now["state"] == DONE
    assert Counter(one.actions) == Counter(f"Action {at}" for at in range(ROWS))
    store.close()


async def test_it_is_taken_back_by_the_same_work(store: Store, cast: Cast) -> None:
    one = Brought(store, cast.head, workbook(OURS, *(row(at, f"Action {at}") for at in range(250)))).comes_in()
    store.write_now(take_back, cast.head, one.number)
    await work_on_imports(store)
    assert one.now["state"] == RETURNED
    assert {item["state"] for item in one.items} == {"withdrawn"}


async def test_who_may_no_longer_bring_anything_in_stops_it_and_others_go_on(store: Store, cast: Cast) -> None:
    theirs, other = (Brought(store, cast.manager, workbook(OURS, row(at, f"Action {at}"))) for at in (1, 2))
    store.write_now(start, cast.manager, theirs.number)
    store.write_now(lambda db: db.table(STAFF).replace(cast.manager.id, {"roles": [Role.REVIEWER]}))
    store.write_now(start, cast.head, other.number)
    await work_on_imports(store)
    assert theirs.now["state"] == OPEN
    assert theirs.items == []
