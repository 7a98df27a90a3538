"""The panel of a list: what is typed in its search draws it again, and stands in the address."""

from collections.abc import Callable, Mapping
from typing import Any

from pages.staff.shell.listing import Listing
from pages.staff.shell.panel import Panel
from pages.staff.shell.screen import Screen


async def list_panel(
    screen: Screen, path: str, listing: Listing, draw: Callable[[Listing], str], *topics: str
) -> Panel:
    """A panel that shows what the address asks for, and what is searched for from then on."""
    panel = await screen.panel(lambda: draw(listing), *topics)

    async def search(data: Mapping[str, Any]) -> None:
        nonlocal listing
        listing = listing.searching(str(data.get("wanted", "")))
        await screen.redraw(panel)
        screen.script("at", path + listing.query)

    screen.on("search", search)
    return panel
