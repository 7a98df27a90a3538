"""Setting an item down better: the form stays as it was opened, and where somebody was quicker both texts are shown."""

from collections.abc import Mapping
from typing import Any

from storage.documents import revision_of
from tracker.items import Item
from tracker.updating import Described

FIELDS = ("impact", "shown_by", "team", "theme")


class Describing:
    """The form of one tab: what it began from, and what a person typed that another was quicker with."""

    def __init__(self, found: Item) -> None:
        self.base = found
        self.mine: Described | None = None  # what was typed and not kept

    @property
    def revision(self) -> int:
        """What the text was typed over."""
        return revision_of(self.base)

    def text(self, name: str) -> str:
        """What stands in a field of the form."""
        return str(getattr(self.mine, name) if self.mine else self.base.get(name) or "")

    def follow(self, now: Item) -> None:
        """Begin from the item as it is now, unless somebody has written these fields otherwise meanwhile."""
        if self.mine is None and all(self.base.get(name) == now.get(name) for name in (*FIELDS, "due")):
            self.base = now

    def begin_again(self, now: Item) -> None:
        """Begin from the item as it is now, whatever it said before."""
        self.base, self.mine = now, None


def described(data: Mapping[str, Any]) -> Described:
    """What the form sends."""
    impact, shown_by, team, theme, due = (str(data.get(name, "")) for name in (*FIELDS, "due"))
    return Described(impact, shown_by, team, theme, due)
