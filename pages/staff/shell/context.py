"""What every staff screen works with: the store, the forms, the settings and who was seen lately."""

from dataclasses import dataclass

from forms.library import Library
from pages.staff.shell.presence import Presence
from pages.staff.shell.staff_settings import Desk
from storage.store import Store


@dataclass(frozen=True)
class House:
    """One program's staff screens."""

    store: Store
    library: Library
    desk: Desk
    presence: Presence
