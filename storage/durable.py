"""Makes a file and its name durable."""

import os
from pathlib import Path


def keep_names(folder: Path) -> None:
    """Waits until the folder itself is on the disk: a new or renamed file may else be gone after a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def keep_content(file: Path) -> None:
    """Waits until what was written to a file, by whomever, is on the disk."""
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
