"""`heard …` as a terminal runs it: one process imports the program, and each run is a process forked from it."""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["app.commands", "app.server"])
PATIENCE = 60.0  # seconds
STREAMS = ("in", "out", "err")  # the files of standard input, output and error, in the order of their numbers


def heard(*words: str, typed: str = "", **environment: str) -> "subprocess.CompletedProcess[str]":
    """What the command does with these words, with nothing in its environment but what is given."""
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder) / name for name in STREAMS]
        streams[0].write_bytes(typed.encode())
        run = _FORKS.Process(target=_run, args=(words, {"PATH": "/usr/bin:/bin", **environment}, streams))
        run.start()
        run.join(PATIENCE)
        if run.exitcode is None:
            run.kill()
            raise subprocess.TimeoutExpired(words, PATIENCE)
        out, err = (one.read_text(encoding="utf-8") for one in streams[1:])
        return subprocess.CompletedProcess(words, run.exitcode, out, err)


def beginning(target: Callable[..., None], *given: object) -> BaseProcess:
    """A process of its own that has begun: forked from one without threads, so that no lock of ours is held in it."""
    process = _FORKS.Process(target=target, args=given)
    process.start()
    return process


def apart(target: Callable[..., None], *given: object) -> int:
    """What it ends with in a process of its own; `TimeoutExpired` where it does not end."""
    process = beginning(target, *given)
    process.join(PATIENCE)
    if process.exitcode is None:
        process.kill()
        raise subprocess.TimeoutExpired(target.__name__, PATIENCE)
    return process.exitcode


def _run(words: tuple[str, ...], environment: Mapping[str, str], streams: list[Path]) -> None:
    for number, file in enumerate(streams):
        os.dup2(os.open(file, os.O_RDWR | os.O_CREAT), number)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115  # the process's own
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["heard", *words]
    from app.commands import main

    main()
