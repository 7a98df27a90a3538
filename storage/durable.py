"""Makes a file's name as durable as its content."""

import os
from pathlib import Path


def keep_names(folder: Path) -> None:
    """Waits until the folder itself is on the disk: a new or renamed file may else be gone after a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
