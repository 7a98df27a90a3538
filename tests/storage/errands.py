"""What the tests have done in a process of its own."""

import os
import signal
from pathlib import Path
from typing import Any

from storage.apart import Rest
from storage.errors import NotSaved
from storage.kinds import Kind
from storage.store import Database, Store

COUNTERS = Kind("counters", indexed=("name",))


def count(db: Database, name: str) -> int:
    db.announce("counters")
    return db.table(COUNTERS).insert({"name": name, "at": db.now.isoformat()})


def count_apart(store: Store, rest: Rest, name: str) -> dict[str, Any]:
    rest(0)
    told = {"cmdline": Path("/proc/self/cmdline").read_bytes(), "environ": Path("/proc/self/environ").read_bytes()}
    print("this is for nobody to read")
    return {**told, "number": store.write_now(count, name), "nice": os.nice(0), "process": os.getpid()}


def fail_apart(_: Store, __: Rest, why: str) -> None:
    raise NotSaved(why)


def die_apart(_: Store, __: Rest) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def go_on_apart(store: Store, rest: Rest) -> None:
    while True:
        store.write_now(count, "on and on")
        rest(0.01)
