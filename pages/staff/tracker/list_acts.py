"""What is pressed on the list: search, narrow, more, an update in place, giving to somebody, views of one's own."""

from collections.abc import Mapping
from typing import Any

from pages.staff.shell import words
from pages.staff.shell.addresses import number
from pages.staff.shell.faults import missing
from pages.staff.tracker.asked import narrowed_to
from pages.staff.tracker.list_screen import ListScreen
from people.errors import Unacceptable
from people.working_days import london_day
from tracker.finishing import say_done
from tracker.saved_views import remove_view, save_view
from tracker.updating import reassign, update

Data = Mapping[str, Any]


class ListActs:
    """The acts of one tab."""

    def __init__(self, shown: ListScreen) -> None:
        self._shown = shown
        self._screen = screen = shown.screen
        screen.on("search", self._search)
        screen.on("narrow", self._narrow)
        screen.on("more", self._more)
        screen.on("open-update", self._open)
        screen.on("close-update", self._close)
        screen.on("update", self._update)
        screen.on("reassign", self._reassign)
        screen.on("save-view", self._save)
        screen.on("remove-view", self._remove)

    async def _search(self, data: Data) -> None:
        self._shown.listing = self._shown.listing.searching(str(data.get("wanted", "")))
        await self._shown.show()

    async def _narrow(self, data: Data) -> None:
        self._shown.listing = narrowed_to(self._shown.listing, data)
        await self._shown.show()

    async def _more(self, _: Data) -> None:
        self._shown.listing = self._shown.listing.more()
        await self._shown.show()

    async def _open(self, data: Data) -> None:
        item = number(str(data.get("item")))
        if item == self._shown.opened:
            return await self._close(data)
        self._shown.opened = item
        await self._shown.show()
        self._screen.script("focusOn", f"update-{item}-words")

    async def _close(self, _: Data) -> None:
        item, self._shown.opened = self._shown.opened, 0
        await self._shown.show()
        self._screen.script("focusOn", f"row-{item}")

    async def _update(self, data: Data) -> None:
        item, said = number(str(data.get("item"))), str(data.get("words", ""))
        form, done = f"update-{item}", data.get("pressed") == "done"
        try:
            if done:
                today = london_day(self._screen.now).isoformat()
                await self._screen.submit(form, say_done, item, today, said)
            else:
                await self._screen.submit(form, update, item, said)
        except Unacceptable as trouble:
            self._screen.refuse(form, {"words": str(trouble)})
            return
        await self._close(data)
        told = "Said to be done, today. Somebody else says what came of it." if done else "The update is kept."
        self._screen.announce(f"Item {item}. {told}")

    async def _reassign(self, data: Data) -> None:
        picked = [number(one) for one in str(data.get("numbers", "")).split(",") if one]
        if gaps := missing(data, {"owner": "Choose who is to do it.", "reason": "Write why they change hands."}):
            self._screen.refuse("reassign", gaps)
            return
        try:
            given = await self._screen.submit(
                "reassign", reassign, picked, number(str(data["owner"])), str(data["reason"])
            )
        except Unacceptable as trouble:
            self._screen.refuse("reassign", {"": str(trouble)})
            return
        await self._shown.show()
        self._screen.script("unpick")
        self._screen.tell(f"{words.plural(given, 'item has', 'items have')} a new owner.")

    async def _save(self, data: Data) -> None:
        try:
            query = self._shown.listing.query
            await self._screen.submit("save-view", save_view, str(data.get("name", "")), query)
        except Unacceptable as trouble:
            self._screen.refuse("save-view", {"name": str(trouble)})
            return
        await self._shown.show()
        self._screen.announce("The view is kept, for you alone.")

    async def _remove(self, data: Data) -> None:
        await self._screen.write(remove_view, number(str(data.get("view"))))
        await self._shown.show()
        self._screen.announce("The view is taken away. The items are as they were.")
