"""5,000 children and 300 staff come in from files while families read their pages."""

import asyncio
import threading
import time

from benchmarks.authority import MANY, authority, opened
from benchmarks.authority_files import Authority
from benchmarks.families import parents
from benchmarks.load import Load, dealt
from benchmarks.programs import heard
from benchmarks.row import Row, at_most
from people.imports.files import GivenFile
from people.imports.imports import CHILDREN
from people.imports.work import batch_of, bring

MOST, MOST_BESIDE = 60.0, 2.0  # seconds, times
BROWSERS, LINKS = 8, 64


def rows(voices: int = MANY, many: int = 5_000, staff: int = 300, requests: int = 1_000) -> list[Row]:
    """How long it takes from the files to the last record, and what families feel of it."""
    folder = authority(voices)
    store = opened(folder)
    looks = [one.looks() for one in store.write_now(parents, LINKS)]
    script = dealt((looks * (requests // LINKS + 1))[:requests], BROWSERS)
    whole = Authority(children=many, staff=staff, today=store.now.date())
    files = [GivenFile(name, content) for name, content in whole.files().items() if name.startswith("ssd_")]
    took: list[float] = []

    def bring_in() -> None:
        begun = time.monotonic()
        asyncio.run(bring(store, batch_of(store, CHILDREN, files)))
        took.append(time.monotonic() - begun)

    with heard(folder) as program, Load() as load:
        load.round(program.port, script)
        alone = load.round(program.port, script).only(200)
        thread = threading.Thread(target=bring_in)
        thread.start()
        slowest = 0.0
        while thread.is_alive():
            slowest = max(slowest, load.round(program.port, script).only(200).slowest_ms)
        thread.join()
    store.close()
    about = f"{many} children, {staff} staff, {3 * many} involvements, by another process than the one that serves"
    detail = f"{requests} looks a round, {BROWSERS} browsers: {slowest:.1f} ms at most for 99 in 100, "
    detail += f"alone {alone.slowest_ms:.1f} ms."
    return [
        at_most("an authority from its files", took[0], MOST, "s", about),
        at_most(
            "family GET, 99 in 100, while an authority comes in", slowest / alone.slowest_ms, MOST_BESIDE, "x", detail
        ),
    ]
