"""A program that does the nightly work, to be killed: `DATA MOMENT DIES_AT`, the number of a text."""

import asyncio
import os
import signal
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.keeping import KEEPING
from app.opening import KINDS
from people.retention import going
from people.retention.going import Keeping, work_at_night
from storage.store import Database, Store
from tests.conftest import SECRET


def dying(at: int) -> Keeping:
    """The texts that went out, of which the one of this number is erased and not kept so."""
    texts = KEEPING.sorts[0]

    def erase(db: Database, number: int) -> None:
        texts.erase(db, number)
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL)

    return replace(KEEPING, sorts=(replace(texts, erase=erase),))


if __name__ == "__main__":
    going.PIECE = 2  # many pieces of few things
    moment = datetime.fromisoformat(sys.argv[2])
    with_it = Store.open(Path(sys.argv[1]), KINDS, secret=SECRET, clock=lambda: moment)
    asyncio.run(work_at_night(with_it, dying(int(sys.argv[3])), rest=0))
    with_it.close()
