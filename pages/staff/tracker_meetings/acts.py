"""What is done in a meeting: begun, led, written in, ended; each goes on only while the meeting does."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pages.staff.shell.addresses import number
from pages.staff.shell.screen import Act, Screen
from pages.staff.tracker_meetings.sending import Sent, attendance_in, send, text
from tracker.due_dates import answer_later, ask_later
from tracker.finishing import EFFECTS, FollowUp, answer_drop, ask_to_drop, judge, move, say_done
from tracker.meetings.ending import end_meeting
from tracker.meetings.meeting_views import meeting_for
from tracker.meetings.planning import move_meeting
from tracker.meetings.sitting import lead, open_meeting, show
from tracker.meetings.writing import give_to, note, note_attendance, within
from tracker.updating import update


class MeetingActs:
    """The acts of one meeting."""

    def __init__(self, screen: Screen, meeting: int, redraw: Callable[[], Awaitable[None]]) -> None:
        self._screen = screen
        self._meeting = meeting
        self._redraw = redraw
        self.writing: set[int] = set()  # the items about which somebody types an update in this tab

    def all(self) -> Mapping[str, Act]:
        """Each by its name."""
        return {
            "begin": self._begin,
            "move-meeting": self._move_meeting,
            "lead": self._lead,
            "show": self._show,
            "present": self._present,
            "note": self._note,
            "end": self._end,
            "writing": self._begins_to_write,
            "put-away": self._puts_away,
            "update": self._update,
            "update-after": self._update_after,
            "done": self._done,
            "judge": self._judge,
            "ask-later": self._ask_later,
            "answer-later": self._answer_later,
            "ask-drop": self._ask_drop,
            "answer-drop": self._answer_drop,
            "move": self._move,
            "give": self._give,
        }

    async def _begin(self, sent: Sent) -> None:
        await send(self._screen, "begin", open_meeting, self._meeting, attendance_in(sent), text(sent, "guests"))

    async def _move_meeting(self, sent: Sent) -> None:
        if await send(self._screen, "move-meeting", move_meeting, self._meeting, text(sent, "on"), field="on"):
            self._screen.tell("The meeting is moved.")

    async def _lead(self, _: Sent) -> None:
        await self._screen.write(lead, self._meeting)

    async def _show(self, sent: Sent) -> None:
        await self._screen.write(show, self._meeting, number(text(sent, "item")))

    async def _present(self, sent: Sent) -> None:
        given = (self._meeting, attendance_in(sent), text(sent, "guests"))
        if await send(self._screen, "present", note_attendance, *given):
            self._screen.tell("Noted.")

    async def _note(self, sent: Sent) -> None:
        await send(self._screen, "note", note, self._meeting, text(sent, "words"), field="words")

    async def _end(self, sent: Sent) -> None:
        await send(self._screen, "end", end_meeting, self._meeting, text(sent, "next_on"), field="next_on")

    async def _begins_to_write(self, sent: Sent) -> None:
        item = number(text(sent, "item"))
        self.writing.add(item)
        if (await self._screen.fetch(meeting_for, self._meeting))["item"] != item:  # another was just brought up
            await self._redraw()

    async def _puts_away(self, sent: Sent) -> None:
        self.writing.discard(number(text(sent, "item")))
        await self._redraw()

    async def _update(self, sent: Sent) -> None:
        item = number(text(sent, "item"))
        self.writing.discard(item)
        if not await self._said(sent, "update", update, text(sent, "words"), field="words"):
            self.writing.add(item)

    async def _update_after(self, sent: Sent) -> None:
        item = number(text(sent, "item"))
        if await send(self._screen, f"update-{item}", update, item, text(sent, "words"), field="words"):
            self._screen.tell("It stands on the item.")
            await self._puts_away(sent)

    async def _done(self, sent: Sent) -> None:
        field = "day" if text(sent, "words").strip() else "words"
        await self._said(sent, "done", say_done, text(sent, "day"), text(sent, "words"), field=field)

    async def _judge(self, sent: Sent) -> None:
        instead = FollowUp(text(sent, "action"), _chosen(sent, "owner"), text(sent, "due"))
        effect = text(sent, "effect")
        given = (effect, text(sent, "impact"), text(sent, "evidence"))
        field = "effect" if effect not in EFFECTS else ""
        await self._said(sent, "judge", judge, *given, again=text(sent, "again"), follow_up=instead, field=field)

    async def _ask_later(self, sent: Sent) -> None:
        field = "day" if text(sent, "reason").strip() else "reason"
        await self._said(sent, "ask-later", ask_later, text(sent, "day"), text(sent, "reason"), field=field)

    async def _answer_later(self, sent: Sent) -> None:
        is_given = text(sent, "pressed") == "yes"
        await self._said(sent, "answer-later", answer_later, text(sent, "words"), given=is_given, field="words")

    async def _ask_drop(self, sent: Sent) -> None:
        await self._said(sent, "ask-drop", ask_to_drop, text(sent, "reason"), field="reason")

    async def _answer_drop(self, sent: Sent) -> None:
        is_approved = text(sent, "pressed") == "yes"
        await self._said(sent, "answer-drop", answer_drop, text(sent, "words"), approved=is_approved, field="words")

    async def _move(self, sent: Sent) -> None:
        await self._said(sent, "move", move, text(sent, "plan"), text(sent, "owner"), text(sent, "day"))

    async def _give(self, sent: Sent) -> None:
        await self._said(sent, "give", give_to, _chosen(sent, "owner"), text(sent, "reason"))

    async def _said(self, sent: Sent, form: str, verb: Any, *given: Any, field: str = "", **named: Any) -> bool:
        """Say something of an item within the meeting; the form is named after what it says and the item."""
        item = number(text(sent, "item"))
        return await send(
            self._screen, f"{form}-{item}", within, self._meeting, verb, item, *given, field=field, **named
        )


def _chosen(sent: Sent, name: str) -> int:
    """The staff id that was chosen; 0 for nobody."""
    return number(text(sent, name)) if text(sent, name) else 0
