"""How the fault tests start a process, and what must hold of its data whatever became of it."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from engines import VOICES, open_store
from tinydb import where

from storage.integrity import structural_faults

CHILD = Path(__file__).with_name("child_writing.py")


def start(engine: str, folder: Path, *before: str, callers: int = 8) -> subprocess.Popen[str]:
    """Starts a writing process, `before` being what its command line begins with."""
    command = [*before, sys.executable, str(CHILD), engine, str(folder), str(callers)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def said(output: str, word: str) -> set[str]:
    """The names that stand after a word in whole lines of the output."""
    lines = output.split("\n")[:-1]
    return {line.split(" ")[1] for line in lines if line.startswith(f"{word} ")}


def check(engine: str, folder: Path, kept: set[str], refused: frozenset[str] | set[str] = frozenset()) -> int:
    """Nothing acknowledged is lost, nothing refused came back, nothing is half done, and the index agrees."""
    store = open_store(engine, folder)
    try:
        voices = store.read(lambda db: db.table(VOICES).all())
        times = Counter(voice["child"] for voice in voices)
        assert kept - set(times) == set(), f"acknowledged and lost: {sorted(kept - set(times))} of {len(kept)}"
        assert refused & set(times) == set(), "refused and kept"
        assert {name: n for name, n in times.items() if n != 2} == {}, "half done or doubled"
        assert all("heard_at" in voice for voice in voices if "first" in voice["tags"]), "half done"
        assert store.read(lambda db: db.table(VOICES).count(where("tags").any(["second"]))) == len(times)
        for name in list(kept)[-20:]:
            assert store.read(lambda db, name=name: db.table(VOICES).count(where("child") == name)) == 2
        assert structural_faults(store.engine, whole=True) == []
        return len(times)
    finally:
        store.close()
