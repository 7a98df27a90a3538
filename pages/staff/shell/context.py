"""What every staff screen works with: the store, the forms, the settings and who was seen lately."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from feedback.phone.call_order import CallOrder
from feedback.proposing.forgotten import Forgotten
from forms.library import Library
from pages.staff.shell.presence import Presence
from pages.staff.shell.readings import Readings
from pages.staff.shell.staff_settings import StaffSettings
from storage.store import Store
from tracker.index import TrackerIndex
from translations.index import WordingIndex

# a page of the family's: the language, the English, the words that are tried for it, and the form that is preferred
Preview = Callable[[str, str, str, str], str]


def _no_preview(_code: str, _english: str, _text: str, _form: str) -> str:
    return ""


@dataclass(frozen=True)
class StaffContext:
    """One program's staff screens."""

    store: Store
    library: Library
    settings: StaffSettings
    presence: Presence
    call_order: CallOrder | None = None  # None where each screen works the whole list out by itself
    tracker: TrackerIndex = field(default_factory=TrackerIndex)
    wording: WordingIndex = field(default_factory=WordingIndex)
    preview: Preview = _no_preview

    @cached_property
    def forgotten(self) -> Forgotten:
        """What nobody asked about in time, of all children."""
        return Forgotten()

    @cached_property
    def readings(self) -> Readings:
        """What was noted in this hour as opened."""
        return Readings(self.store)
