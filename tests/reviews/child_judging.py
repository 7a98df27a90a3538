"""A process that takes one review after another through both moderations, and can be killed between any two steps."""

import os
import sys
from pathlib import Path

from app.opening import KINDS
from reviews.closing import close, fill_box
from reviews.moderation.stage_one import finalise
from storage.store import Store
from tests.cast import Cast, Clock
from tests.reviews.judged import Judged

SECRET = b"a secret that only the tests know"
DAY = "2026-05-12"


def say(line: str) -> None:
    """One write a line: what was printed was acknowledged."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def takes_through(store: Store, cast: Cast) -> None:
    judged = Judged(store, cast)
    judged.is_returned()
    say(f"{judged.id} returned")
    judged.is_passed()
    say(f"{judged.id} passed")
    store.write_now(finalise, cast.head, judged.id, "As both see it.")
    say(f"{judged.id} final")
    for step, state in (("send", "sent"), ("upload", "uploaded"), ("set_meeting", "meeting_set")):
        store.write_now(fill_box, cast.head, judged.id, step, DAY)
        say(f"{judged.id} {state}")
    store.write_now(close, cast.head, judged.id)
    say(f"{judged.id} closed")


def main(folder: str) -> None:
    store = Store.open(Path(folder), KINDS, secret=SECRET, clock=Clock())
    cast = Cast(store)
    say("0 open")
    for _ in range(1_000):
        takes_through(store, cast)


if __name__ == "__main__":
    main(*sys.argv[1:])
