"""Gives back the memory of screens that were closed.

A screen is a ring of objects that point at each other, so only a whole run of the collector frees it, and by its own
counting one comes too seldom to keep the program small. A run after a few screens is short; one after hundreds is not.
"""

import asyncio
import ctypes
import gc
from contextlib import suppress

from nicegui import app as nicegui_app

ENOUGH = 20  # closed screens that are worth a run
BREATH = 1.0  # seconds after the last of them, when nothing holds it any more
TAB_AGE = 120.0  # seconds for which NiceGUI keeps an empty note of each tab; its own thirty days fill the memory


class ClosedScreens:
    """Counts closed screens, and clears up after each twenty."""

    def __init__(self) -> None:
        self.waiting = 0
        nicegui_app.storage.max_tab_storage_age = TAB_AGE
        nicegui_app.on_delete(self.closed)

    def closed(self) -> None:
        """One more screen is gone."""
        self.waiting += 1
        if self.waiting >= ENOUGH:
            self.waiting = 0
            asyncio.get_running_loop().call_later(BREATH, clear_up)


def clear_up() -> None:
    """Free what nobody reaches, and give the freed pages back."""
    gc.collect()
    with suppress(OSError, AttributeError):  # only glibc has it; elsewhere the freed memory is used again
        ctypes.CDLL(None).malloc_trim(0)
