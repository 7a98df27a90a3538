"""What is done in a meeting: opened, led, each point settled, objected to or decided, each review confirmed."""

from collections.abc import Mapping
from typing import Any

from pages.staff.panel.sending import Sent, numbers, send, text
from pages.staff.shell.addresses import number
from pages.staff.shell.screen import Act, Screen
from reviews.moderation.rules import ModerationRules
from reviews.panel.confirming import add_action, confirm, take_out_action
from reviews.panel.discussed import discussed
from reviews.panel.settling import Settlement, object_to, settle, withdraw_objection
from reviews.panel.sitting import close_meeting, lead, note_present, open_meeting, show, take_the_chair


class LiveActs:
    """The acts of one meeting that goes on."""

    def __init__(self, screen: Screen, meeting: int, rules: ModerationRules) -> None:
        self._screen = screen
        self._meeting = meeting
        self._rules = rules

    def all(self) -> Mapping[str, Act]:
        """Each by its name."""
        return {
            "open-meeting": self._open,
            "present": self._present,
            "lead": self._lead,
            "show": self._show,
            "take-chair": self._take_chair,
            "settle": self._settle,
            "decide": self._decide,
            "object": self._object,
            "agree-after-all": self._agree_after_all,
            "add-action": self._add_action,
            "drop-action": self._drop_action,
            "confirm": self._confirm,
            "close-meeting": self._close,
        }

    async def _open(self, sent: Sent) -> None:
        given = (self._meeting, numbers(sent, "present"), text(sent, "reason"), self._rules)
        field = "reason" if "reason" in sent and not text(sent, "reason").strip() else "present"
        await send(self._screen, "open-meeting", field, open_meeting, *given)

    async def _present(self, sent: Sent) -> None:
        given = (self._meeting, numbers(sent, "present"), self._rules)
        await send(self._screen, "present", "present", note_present, *given, told="Noted.")

    async def _lead(self, _: Sent) -> None:
        await self._screen.write(lead, self._meeting)

    async def _show(self, sent: Sent) -> None:
        await self._screen.write(show, self._meeting, number(text(sent, "review")), text(sent, "point"))

    async def _take_chair(self, sent: Sent) -> None:
        given = (self._meeting, text(sent, "reason"), self._rules)
        await send(self._screen, "take-chair", "reason", take_the_chair, *given)

    async def _settle(self, sent: Sent) -> None:
        await self._settled(sent, by_chair=False)

    async def _decide(self, sent: Sent) -> None:
        await self._settled(sent, by_chair=True)

    async def _settled(self, sent: Sent, *, by_chair: bool) -> None:
        review, point = number(text(sent, "review")), text(sent, "point")
        seen = await self._screen.fetch(discussed, self._meeting, review, self._rules)
        rows = set(range(1, len(seen.recommendations.get(point, [])) + 1))
        settlement = Settlement(
            grade=text(sent, "grade"),
            agree=text(sent, "agree") != "no",
            removed=tuple(rows - set(numbers(sent, "stands"))),
            reason=text(sent, "reason"),
            comments=text(sent, "comments"),
            by_chair=by_chair,
        )
        field = "grade" if seen.point(point).part.graded and not settlement.grade else "reason"
        given = (self._meeting, review, point, settlement, self._rules)
        await send(self._screen, f"settle-{review}-{point}", field, settle, *given)

    async def _object(self, sent: Sent) -> None:
        review, point = number(text(sent, "review")), text(sent, "point")
        given = (self._meeting, review, point, text(sent, "words"))
        await send(self._screen, f"object-{review}-{point}", "words", object_to, *given)

    async def _agree_after_all(self, sent: Sent) -> None:
        review, point = number(text(sent, "review")), text(sent, "point")
        await self._screen.write(withdraw_objection, self._meeting, review, point)

    async def _add_action(self, sent: Sent) -> None:
        review = number(text(sent, "review"))
        given = (self._meeting, review, *(text(sent, name) for name in ("action", "who", "by")))
        await send(self._screen, f"action-{review}", "", add_action, *given)

    async def _drop_action(self, sent: Sent) -> None:
        review, row = number(text(sent, "review")), number(text(sent, "row"))
        await self._screen.write(take_out_action, self._meeting, review, row)

    async def _confirm(self, sent: Sent) -> None:
        none: list[dict[str, Any]] = []
        await self._screen.write(confirm, self._meeting, number(text(sent, "review")), none, self._rules)
        self._screen.tell("Confirmed. The grades are final.")

    async def _close(self, _: Sent) -> None:
        await self._screen.write(close_meeting, self._meeting)
