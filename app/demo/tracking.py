"""The tracker of the demo as it was lived: items, what became of them, and a monthly meeting, day after day."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from app.demo.timeline import Timeline
from app.demo.tracked import (
    AMINA,
    HEAD,
    MANAGER,
    OTHER_HEAD,
    TOM,
    DemoItem,
    Done,
    Dropped,
    Found,
    Later,
    Moved,
    Step,
    Update,
    items,
)
from feedback.voices.voices import heard_from
from people.actor import Actor
from storage.documents import number_of
from storage.store import Store
from tracker.adding import add_item
from tracker.answered_words import words_key
from tracker.due_dates import answer_later, ask_later
from tracker.finishing import CANNOT_SAY, FollowUp, answer_drop, ask_to_drop, judge, move, say_done
from tracker.items import NewItem
from tracker.meetings.attendance import AWAY, HERE
from tracker.meetings.ending import end_meeting
from tracker.meetings.planning import plan_meeting
from tracker.meetings.sitting import open_meeting, show
from tracker.meetings.writing import note, within
from tracker.states import CHILD as FOR_A_CHILD
from tracker.states import SERVICE as FOR_THE_SERVICE
from tracker.training.planning import mark_training
from tracker.updating import update

MEETING_AGO, MEETING_AHEAD = 18, 4  # after the panel that fed it last
SAID_IN_MEETING = {  # by the beginning of an action
    "Supervision notes": "Three of six notes of last month. The managers ask for an example.",
    "Each placement": "Two young people were asked: both knew the card.",
    "Ask each family": "Looked at ten contacts together: seven are confirmed.",
}

Event = tuple[int, str, Callable[[], None]]


class Tracking:
    """Plays the tracker through the same verbs that people use."""

    def __init__(self, store: Store, timeline: Timeline, person: Callable[[str], Actor]) -> None:
        self._store = store
        self._timeline = timeline
        self._person = person
        self._numbers: dict[str, int] = {}  # by the action

    def all(self, today: date) -> None:
        """Everything that happened, the oldest first."""
        events = [event for one in items() for event in self._life_of(one, today)]
        events.append((MEETING_AGO, "10:00", partial(self._meets, today)))
        for days_ago, clock, happens in sorted(events, key=lambda event: (-event[0], event[1])):
            self._timeline.turn(days_ago, clock)
            happens()

    def _life_of(self, one: DemoItem, today: date) -> Iterator[Event]:
        yield one.days_ago, "09:30", partial(self._adds, one, today)
        for step in one.steps:
            yield step.days_ago, "15:10", partial(self._takes, one, step, today)

    def _adds(self, one: DemoItem, today: date) -> None:
        number = self._numbers[one.action] = self._as(HEAD, add_item, self._new(one, today), self._said(one))
        if one.training:
            self._as(HEAD, mark_training, number, training=True)

    def _meets(self, today: date) -> None:
        """The meeting of last month, which came as far as it came; the next one stands in the calendar."""
        on = today - timedelta(days=MEETING_AGO)
        number = self._as(OTHER_HEAD, plan_meeting, on.isoformat())
        there = {self._person(name).id: HERE for name in (OTHER_HEAD, MANAGER, AMINA)}
        self._as(
            OTHER_HEAD, open_meeting, number, {**there, self._person(TOM).id: AWAY}, "A sergeant of the city’s police"
        )
        for begins, words in SAID_IN_MEETING.items():
            found = next((item for action, item in self._numbers.items() if action.startswith(begins)), None)
            if found is not None:
                self._timeline.forward(400)
                self._as(OTHER_HEAD, show, number, found)
                self._as(OTHER_HEAD, within, number, update, found, words)
        self._as(OTHER_HEAD, note, number, "Reports in time is the first thing next month.")
        self._timeline.forward(900)
        first = (on.replace(day=1) + timedelta(days=32)).replace(day=1)
        self._as(OTHER_HEAD, end_meeting, number, max(first, today + timedelta(days=MEETING_AHEAD)).isoformat())

    def _new(self, one: DemoItem, today: date) -> NewItem:
        made = self._timeline().date()
        return {
            "level": FOR_A_CHILD if one.child else FOR_THE_SERVICE,
            "child": one.child or None,
            "action": one.action,
            "impact": one.impact,
            "shown_by": one.shown_by,
            "source": one.source,
            "owner": self._person(one.owner).id,
            "owner_name": one.owner,
            "team": one.team,
            "due": max(made, today + timedelta(days=one.due_in)).isoformat(),
            "theme": one.theme,
            "section": one.section,
        }

    def _said(self, one: DemoItem) -> tuple[str, ...]:
        """The last own words of each of these families."""
        return tuple(key for child in one.answers for key in self._words_of(child)[:1])

    def _words_of(self, child: str) -> list[str]:
        found = self._store.read(heard_from, child)
        return [
            words_key(number_of(voice), question)
            for voice in found
            for question, answer in voice["answers"].items()
            if isinstance(answer["value"], str) and " " in answer["value"]
        ]

    def _takes(self, one: DemoItem, step: Step, today: date) -> None:
        number = self._numbers[one.action]
        here = (today - timedelta(days=step.days_ago)).isoformat()
        match step:
            case Update():
                self._as(step.by, update, number, step.words)
            case Done():
                self._as(step.by, say_done, number, here, step.words)
            case Found():
                self._finds(number, step, today)
            case Later():
                day = (today + timedelta(days=step.due_in)).isoformat()
                self._as(step.by, ask_later, number, day, step.reason)
                if step.given:
                    self._as(step.given, answer_later, number, "", given=True)
            case Moved():
                day = (today + timedelta(days=step.due_in)).isoformat()
                self._as(step.by, move, number, step.plan, step.owner, day)
            case Dropped():
                self._as(step.by, ask_to_drop, number, step.reason)
                if step.approved:
                    self._as(step.approved, answer_drop, number, "", approved=True)

    def _finds(self, number: int, step: Found, today: date) -> None:
        ahead = (today + timedelta(days=30)).isoformat()
        given: dict[str, Any] = {"again": ahead} if step.effect == CANNOT_SAY else {}
        if step.instead:
            given["follow_up"] = FollowUp(step.instead, due=ahead)
        self._as(step.by, judge, number, step.effect, step.impact, step.evidence, **given)

    def _as(self, name: str, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return self._store.write_now(verb, self._person(name), *args, **kwargs)
