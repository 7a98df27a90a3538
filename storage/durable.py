"""Makes a file and its name durable."""

import os
import secrets
from pathlib import Path


def keep_names(folder: Path) -> None:
    """Waits until the folder itself is on the disk: a new or renamed file may else be gone after a power cut."""
    _keep(folder)


def keep_content(file: Path) -> None:
    """Waits until what was written to a file, by whomever, is on the disk."""
    _keep(file)


def put_text(file: Path, text: str) -> None:
    """Puts a text into the place of what a file held, whole or not at all; for its owner alone to read."""
    part = file.with_name(f"{file.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(text)
        keep_content(part)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    keep_names(file.absolute().parent)


def _keep(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
