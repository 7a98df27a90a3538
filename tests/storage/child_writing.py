"""A process that writes under load and prints each number once it is acknowledged: engine, folder, callers."""

import asyncio
import os
import sys
from pathlib import Path

from engines import VOICES, open_store

from storage import Database, NotSaved, Store


def keep(db: Database, name: str) -> int:
    """Two documents and a change in one unit of work: half of it would be seen."""
    voices = db.table(VOICES)
    first = voices.insert({"child": name, "words": "x" * 600, "tags": ["first"]})
    voices.insert({"child": name, "words": "y" * 200, "tags": ["second"]})
    voices.replace(first, {"heard_at": f"{first:08}"})
    return first


def say(line: str) -> None:
    """One write a line: the log of the writing thread may not come between a name and the end of its line."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


async def write_on(store: Store, caller: int) -> None:
    for n in range(1_000_000):
        name = f"{caller}-{n}"
        try:
            await store.write(keep, name)
        except NotSaved:
            say(f"refused {name}")
            await asyncio.sleep(0.05)
        else:
            say(f"kept {name}")


async def main(engine: str, folder: str, callers: str) -> None:
    run = f"{len(list(Path(folder).parent.glob('run-*')))}"
    Path(folder).parent.mkdir(parents=True, exist_ok=True)
    (Path(folder).parent / f"run-{run}").touch()
    store = open_store(engine, Path(folder))
    say("open")
    await asyncio.gather(*(write_on(store, int(run) * 1000 + caller) for caller in range(int(callers))))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
