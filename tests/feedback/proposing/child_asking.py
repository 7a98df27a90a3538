"""A program that asks what is safe, to be killed: in its second unit of work, before that is kept."""

import asyncio
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.opening import KINDS
from feedback.asking import requests
from feedback.proposing.asking_by_itself import ask_what_is_safe
from storage.store import Store
from tests.cast import LIBRARY, NOON
from tests.conftest import SECRET
from tests.outgoing import HOUSE


def dying() -> Any:
    """The request is made in the unit of work, and the second time the program is killed there."""
    keep, made = requests.keep_request, []

    def kept(*about: Any) -> int:
        made.append(keep(*about))
        if len(made) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return made[-1]

    return kept


if __name__ == "__main__":
    requests.keep_request = dying()
    store = Store.open(Path(sys.argv[1]), KINDS, secret=SECRET, clock=lambda: NOON + timedelta(days=1))
    asyncio.run(ask_what_is_safe(store, LIBRARY, HOUSE))
    store.close()
