"""A hidden folder to work in, beside the name that it will have: whoever is killed leaves no half thing under it."""

import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ABANDONED = 24 * 3600.0  # seconds after which nobody is at work on a part any more


@contextmanager
def part_in(folder: Path, prefix: str) -> Iterator[Path]:
    """The folder, gone afterwards unless it was given a name; what was abandoned long ago goes too."""
    for old in folder.glob(f"{prefix}*"):
        if time.time() - old.stat().st_mtime > ABANDONED:
            shutil.rmtree(old, ignore_errors=True)
    part = new_part(folder, prefix)
    part.mkdir(mode=0o700)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def new_part(folder: Path, prefix: str) -> Path:
    """A name that nothing has yet."""
    return folder / f"{prefix}{secrets.token_hex(4)}"
