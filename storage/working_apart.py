"""The process that `apart` starts: it opens the store it is told of, does one job, and answers over its output."""

import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime, timedelta
from typing import Any, BinaryIO, Final

from storage.apart import LENGTH, Errand, rest_of

NICENESS: Final = 5  # a third of a page's share: less, and whoever waits for what it has locked waits with it


def main() -> None:
    """One errand, from standard input to standard output; what anything else prints goes to the errors."""
    if sys.platform != "win32":
        os.nice(NICENESS)  # within its session, which is therefore that of who started it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is pressed at a terminal is for them, and they tell us
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    told = sys.stdin.buffer
    errand: Errand = pickle.loads(told.read(int.from_bytes(told.read(LENGTH), "big")))  # noqa: S301  # our own parent
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=stopping.set).start())
    threading.Thread(target=_listen, args=(told, stopping), daemon=True).start()
    answer = _answer(errand, stopping)
    with suppress(BrokenPipeError):  # whoever asked is gone
        answers.write(answer)
        answers.flush()
    os._exit(0)  # the listener sits on the input for good, and nothing else is left to do


def _answer(errand: Errand, stopping: threading.Event) -> bytes:
    try:
        with closing(errand.way_in.open(_going_on(errand.now))) as store:
            return pickle.dumps((True, errand.job(store, rest_of(stopping), *errand.args)))
    except Exception as error:
        return _as_told(error)


def _as_told(error: Exception) -> bytes:
    """As it is where it can cross; else the errors have it, and the other side hears that there is no answer."""
    told = pickle.dumps((False, error))
    pickle.loads(told)  # noqa: S301  # our own, to see whether it comes out again
    return told


def _going_on(now: datetime) -> Callable[[], datetime]:
    begun = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - begun)


def _listen(told: BinaryIO, stopping: threading.Event) -> Any:
    """The pipe ends when whoever started us does."""
    told.read()
    stopping.set()


if __name__ == "__main__":
    main()
