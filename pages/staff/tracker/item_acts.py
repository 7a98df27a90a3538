"""What is pressed on an item: each form with what it needs, the verb it is for, and what is told afterwards."""

from collections.abc import Callable, Mapping
from typing import Any

from pages.staff.shell.faults import missing
from pages.staff.shell.panel import Panel
from pages.staff.shell.screen import Screen
from pages.staff.tracker.describing import Describing, described
from pages.staff.tracker.numbers import whole_number
from people.errors import Unacceptable
from storage.errors import Conflict
from tracker.access import item_for
from tracker.answered_words import answer_words, not_about
from tracker.due_dates import answer_later, ask_later
from tracker.finishing import CANNOT_SAY, FollowUp, answer_drop, ask_to_drop, judge, move, say_done
from tracker.states import NOT_EFFECTIVE
from tracker.training.planning import mark_training
from tracker.updating import change_item, reassign, update

Data = Mapping[str, Any]


class ItemActs:
    """The acts of one tab that shows one item."""

    def __init__(self, screen: Screen, item: int, panel: Panel, describing: Describing) -> None:
        self._screen, self._item, self._panel, self._describing = screen, item, panel, describing
        acts = {
            "progress": self._progress,
            "done": self._done,
            "judge": self._judge,
            "later": self._later,
            "answer-later": self._answer_later,
            "drop": self._drop,
            "answer-drop": self._answer_drop,
            "move": self._move,
            "give": self._give,
            "describe": self._describe,
            "training": self._training,
            "leave-theirs": self._leave_theirs,
            "answers": self._answers,
            "not-about": self._not_about,
        }
        for name, act in acts.items():
            screen.on(name, act)

    async def _progress(self, data: Data) -> None:
        await self._sent("progress", {}, data, update, _text(data, "words"), told="The update is kept.")

    async def _done(self, data: Data) -> None:
        needed = {"day": "Give the day on which it was done.", "words": "Write what was done."}
        told = "Said to be done. Somebody else says what came of it."
        await self._sent("done", needed, data, say_done, _text(data, "day"), _text(data, "words"), told=told)

    async def _judge(self, data: Data) -> None:
        effect = _text(data, "effect")
        given = (effect, _text(data, "impact"), _text(data, "evidence"))
        follow_up = FollowUp(_text(data, "instead"), whole_number(data.get("owner")), _text(data, "due"))
        more = {"again": _text(data, "again"), "follow_up": follow_up}
        await self._sent("judge", _needed_to_judge(effect), data, judge, *given, told="It is kept.", **more)

    async def _later(self, data: Data) -> None:
        needed = {"day": "Give the later day.", "reason": "Write why it takes longer."}
        told = "Asked. The first day holds until somebody has answered."
        await self._sent("later", needed, data, ask_later, _text(data, "day"), _text(data, "reason"), told=told)

    async def _answer_later(self, data: Data) -> None:
        given = data.get("pressed") == "yes"
        told = "The later date is given; the first stays beside it." if given else "The date stands."
        await self._sent("answer-later", {}, data, answer_later, _text(data, "words"), told=told, given=given)

    async def _drop(self, data: Data) -> None:
        told = "Asked. It ends when somebody else approves."
        await self._sent("drop", {}, data, ask_to_drop, _text(data, "reason"), told=told)

    async def _answer_drop(self, data: Data) -> None:
        approved = data.get("pressed") == "yes"
        told = "Approved: it is no longer needed." if approved else "It is still needed."
        await self._sent("answer-drop", {}, data, answer_drop, _text(data, "words"), told=told, approved=approved)

    async def _move(self, data: Data) -> None:
        needed = {
            "plan": "Choose the plan.",
            "owner": "Write who owns it in the plan.",
            "day": "Give the day by which the plan has it done.",
        }
        given = (_text(data, "plan"), _text(data, "owner"), _text(data, "day"))
        await self._sent("move", needed, data, move, *given, told="Moved. It stays in sight until its impact is known.")

    async def _give(self, data: Data) -> None:
        needed = {"owner": "Choose who is to do it.", "reason": "Write why it changes hands."}

        def given(db: Any, actor: Any, item: int) -> int:
            return reassign(db, actor, [item], whole_number(data.get("owner")), _text(data, "reason"))

        await self._sent("give", needed, data, given, told="It has a new owner.")

    async def _training(self, data: Data) -> None:
        training = data.get("on") == "yes"
        await self._screen.write(mark_training, self._item, training=training)
        on = "It is on the Workforce Development Lead’s list, without the child: only its words are read there."
        await self._shown(on if training else "It is off the Workforce Development Lead’s list.")

    async def _answers(self, data: Data) -> None:
        await self._screen.write(answer_words, self._item, _text(data, "key"))
        await self._shown("It answers these words.")

    async def _not_about(self, data: Data) -> None:
        await self._screen.write(not_about, self._item, _text(data, "key"))
        await self._shown("It does not answer these words.")

    async def _describe(self, data: Data) -> None:
        given = described(data)
        if data.get("pressed") == "over":
            self._describing.begin_again(await self._screen.fetch(item_for, self._item))
        try:
            args = (self._item, self._describing.revision, given)
            await self._screen.submit("describe", change_item, *args)
        except Unacceptable as trouble:
            self._screen.refuse("describe", {"": str(trouble)})
        except Conflict:
            self._describing.mine = given
            await self._screen.redraw(self._panel)
            self._screen.script("focusOn", "describe-both")
        else:
            await self._begin_again("Kept. What it said before stands in its lines.")

    async def _leave_theirs(self, _: Data) -> None:
        await self._screen.submit("describe", item_for, self._item)  # only its draft goes
        await self._begin_again("Left as it is now.")

    async def _begin_again(self, told: str) -> None:
        self._describing.begin_again(await self._screen.fetch(item_for, self._item))
        await self._shown(told)

    async def _sent(
        self,
        form: str,
        needed: Mapping[str, str],
        data: Data,
        verb: Callable[..., Any],
        *args: Any,
        told: str,
        **more: Any,
    ) -> None:
        """Run the verb of a form, or say in it what is wrong."""
        if gaps := missing(data, needed):
            self._screen.refuse(form, gaps)
            return
        try:
            await self._screen.submit(form, verb, self._item, *args, **more)
        except Unacceptable as trouble:
            self._screen.refuse(form, {"": str(trouble)})
            return
        await self._shown(told)

    async def _shown(self, told: str) -> None:
        await self._screen.redraw(self._panel)
        self._screen.tell(told)


def _needed_to_judge(effect: str) -> dict[str, str]:
    needed = {
        "effect": "Choose whether it was effective.",
        "impact": "Write what changed for the child or the children, or what did not.",
        "evidence": "Write what shows it: records looked at, what families said, figures.",
    }
    if effect == CANNOT_SAY:
        needed["again"] = "Give the day on which to look again."
    if effect == NOT_EFFECTIVE:
        needed |= {"instead": "Write what is done instead.", "due": "Give the day by which it has to be done."}
    return needed


def _text(data: Data, name: str) -> str:
    return str(data.get(name) or "")
