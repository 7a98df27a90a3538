"""Gives back the memory of screens that were closed.

A screen is a ring of objects that point at each other, so only a whole run of the collector frees it; with what is
loaded frozen, such a run is short, but by its own counting it would come too seldom to keep the program small.
"""

import ctypes
import gc
from contextlib import suppress

from nicegui import app as nicegui_app

ENOUGH = 20  # closed screens that are worth a run
TAB_AGE = 120.0  # seconds for which NiceGUI keeps an empty note of each tab; its own thirty days fill the memory


class ClosedScreens:
    """Counts closed screens, and clears up after enough of them."""

    def __init__(self) -> None:
        self.waiting = 0
        nicegui_app.storage.max_tab_storage_age = TAB_AGE
        nicegui_app.on_delete(self._closed)

    def _closed(self) -> None:
        self.waiting += 1

    async def clear_up(self) -> None:
        """One round of the job: nothing to do where few were closed."""
        if self.waiting < ENOUGH:
            return
        self.waiting = 0
        gc.collect()
        with suppress(OSError, AttributeError):  # only glibc has it; elsewhere the freed memory is used again
            ctypes.CDLL(None).malloc_trim(0)
