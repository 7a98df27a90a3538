"""What is done to a planned meeting: its list and order, its seats, its day, its end before it began."""

from collections.abc import Mapping

from pages.staff.panel.seat_choices import seats_in
from pages.staff.panel.sending import Sent, send, text
from pages.staff.shell.addresses import number
from pages.staff.shell.screen import Act, Screen
from reviews.panel.ordering import move_review
from reviews.panel.planning import cancel_meeting, list_review, move_meeting, unlist_review
from reviews.panel.seating import change_seats


class AgendaActs:
    """The acts of one meeting's planning."""

    def __init__(self, screen: Screen, meeting: int) -> None:
        self._screen = screen
        self._meeting = meeting

    def all(self) -> Mapping[str, Act]:
        """Each by its name."""
        return {
            "list": self._list,
            "unlist": self._unlist,
            "earlier": self._earlier,
            "later": self._later,
            "seats": self._seats,
            "move": self._move,
            "cancel": self._cancel,
        }

    async def _list(self, sent: Sent) -> None:
        await self._screen.write(list_review, self._meeting, number(text(sent, "review")))

    async def _unlist(self, sent: Sent) -> None:
        review = number(text(sent, "review"))
        given = (self._meeting, review, text(sent, "reason"))
        await send(self._screen, f"unlist-{review}", "reason", unlist_review, *given, told="It is off the list.")

    async def _earlier(self, sent: Sent) -> None:
        await self._screen.write(move_review, self._meeting, number(text(sent, "review")), up=True)

    async def _later(self, sent: Sent) -> None:
        await self._screen.write(move_review, self._meeting, number(text(sent, "review")), up=False)

    async def _seats(self, sent: Sent) -> None:
        given = (self._meeting, seats_in(sent))
        await send(self._screen, "seats", "", change_seats, *given, told="The seats are changed.")

    async def _move(self, sent: Sent) -> None:
        given = (self._meeting, text(sent, "on"))
        await send(self._screen, "move", "on", move_meeting, *given, told="The meeting is moved.")

    async def _cancel(self, sent: Sent) -> None:
        await send(self._screen, "cancel", "reason", cancel_meeting, self._meeting, text(sent, "reason"))
