"""Work on a store in a process of its own: it opens the same data, and takes no turn from whoever reads a page."""

import asyncio
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from storage.errors import StorageError
from storage.store import Store
from storage.way_in import WayIn

P = ParamSpec("P")
R = TypeVar("R")

LENGTH: Final = 8  # bytes that say how many follow
STOPPED: Final = "The work was told to stop before it came to its end."
KILLED: Final = "The process that did the work was ended before the work was done."


class Interrupted(StorageError):
    """The work did not come to its end; what it kept until then is kept: begin it again."""


class Killed(Interrupted):
    """Its process was ended from outside, and nobody meant it to stop."""


# between two units of work: `Interrupted` where the work is to end, else it returns after so many seconds
Rest = Callable[[float], None]
Job = Callable[Concatenate[Store, Rest, P], R]


@dataclass(frozen=True)
class Errand:
    """What the other process is told. It holds the secret: it goes over a pipe, and stands in no list of processes."""

    way_in: WayIn
    now: datetime  # by the store's clock, which goes on from here
    job: Callable[..., Any]
    args: tuple[Any, ...] = field(repr=False)


async def apart(store: Store, job: Job[P, R], *args: P.args, **_: P.kwargs) -> R:
    """What `job(store, rest, *args)` returns, done in a process of its own that yields the processor to all others.

    `job` is a plain function of a module. What it raises is raised here; `Killed` where the process was ended.
    Whoever is cancelled here, or killed, ends it too: it stops before its next unit of work.
    """
    if store.way_in is None:
        raise StorageError("Nobody has said where this store's data lies, so no other process can open it.")
    handed = pickle.dumps(Errand(store.way_in.handed(), store.now, job, args))
    worker, thread = Worker(), ThreadPoolExecutor(1, thread_name_prefix="heard-apart")
    try:
        answer = await asyncio.get_running_loop().run_in_executor(thread, worker.answer, handed)
    except asyncio.CancelledError:
        worker.stop()
        raise
    finally:
        thread.shutdown(wait=False)
    fine, value = pickle.loads(answer)  # noqa: S301  # from our own process, over a pipe
    if not fine:
        raise value
    return value  # type: ignore[no-any-return]  # as the job says


class Worker:
    """One process, from its start to its answer. The event loop's own way to start one forks with all threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def answer(self, handed: bytes) -> bytes:
        """What it answers; `Killed` where it ended without one. The pipe to it stays open as long as it works."""
        with self._lock:
            if self._stopped:
                raise Interrupted(STOPPED)
            self._process = subprocess.Popen(  # our own interpreter and our own module
                [sys.executable, "-m", "storage.working_apart"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        with self._process as process:
            assert process.stdin is not None
            assert process.stdout is not None
            with suppress(BrokenPipeError):  # it has died: there is no answer, which says so
                process.stdin.write(len(handed).to_bytes(LENGTH, "big") + handed)
                process.stdin.flush()
            answer = process.stdout.read()
        if process.returncode or not answer:
            raise Killed(KILLED)
        return answer

    def stop(self) -> None:
        """Tell it to stop before its next unit of work."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.terminate()


def rest_of(stopping: threading.Event) -> Rest:
    """A rest that ends, and the work with it, once somebody says stop."""

    def rest(seconds: float) -> None:
        if stopping.wait(seconds) if seconds > 0 else stopping.is_set():
            raise Interrupted(STOPPED)

    return rest


def no_rest(_: float) -> None:
    """For who has the machine to themselves."""
