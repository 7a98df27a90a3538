"""What every staff screen works with: the store, the forms, the settings and who was seen lately."""

from dataclasses import dataclass

from forms.library import Library
from pages.staff.desk import Desk
from pages.staff.presence import Presence
from storage.store import Store


@dataclass(frozen=True)
class House:
    """One program's staff screens."""

    store: Store
    library: Library
    desk: Desk
    presence: Presence
