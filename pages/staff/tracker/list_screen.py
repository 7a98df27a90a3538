"""One open tab of the list: what is asked of it, and where an update is being written."""

from dataclasses import dataclass

from pages.staff.shell.addresses import TRACKER
from pages.staff.shell.panel import Panel
from pages.staff.shell.screen import Screen
from pages.staff.shell.templates import render
from pages.staff.tracker.asked import TrackerListing
from pages.staff.tracker.shown import tracker_shown
from pages.staff.tracker.state_words import pills, short_day, source_in_words
from people.roles import Permission
from tracker.states import IN_SIGHT, SOURCES


@dataclass
class ListScreen:
    """The list as one tab shows it."""

    screen: Screen
    listing: TrackerListing
    opened: int = 0
    panel: Panel | None = None

    def draw(self) -> str:
        """The list as it is now."""
        screen, listing = self.screen, self.listing
        shown = screen.read(tracker_shown, screen.context.tracker, listing.wanted)
        screen.shows("tracker", (one.item["child"] for one in shown.rows))
        return render(
            "tracker/tracker.html",
            screen.now,
            shown=shown,
            listing=listing,
            opened=self.opened,
            manages=self.manages,
            in_sight=IN_SIGHT,
            sources=SOURCES,
            stands=pills,
            short_day=short_day,
            source_part=source_in_words,
        )

    @property
    def manages(self) -> bool:
        """Whether this person gives items to others."""
        return self.screen.person.may(Permission.MANAGE_TRACKER)

    async def show(self) -> None:
        """Draw it again; what is asked stands in the address."""
        if self.panel is not None:
            await self.screen.redraw(self.panel)
        self.screen.script("at", TRACKER + self.listing.query)
