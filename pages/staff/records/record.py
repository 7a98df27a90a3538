"""A child's record on a screen: corrected field by field, handed over, ended, with everybody around the child."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from fastapi import Request
from nicegui import Client, ui

from feedback.asking.closing_links import correct_contact_and_links, end_with_links
from forms.vocabulary import AUDIENCES, TOUCHPOINTS
from language.registry import LANGUAGES
from pages.staff.records.forms import (
    CONTACT_LINES,
    CONTACT_TICKS,
    Refused,
    Values,
    began,
    changed_fields,
    child_fields,
    child_values,
    contact_fields,
    contact_values,
    meanwhile,
)
from pages.staff.shell.addresses import number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.faults import missing
from pages.staff.shell.frame import frame, use
from pages.staff.shell.history_words import HistoryLine, history_lines
from pages.staff.shell.offers import chosen_person, offer, people_offered
from pages.staff.shell.panel import Panel
from pages.staff.shell.screen import Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.children import NOBODY
from people.errors import NotAllowed, NotFound, Unacceptable
from people.permissions import needs
from people.records.casework import PARTS, Part, hand_over
from people.records.child_records import correct_child
from people.records.contact_records import NEW_PHONE, WHY_ANOTHER, add_contact_record
from people.records.endings import ENDINGS, Why, take_back_ending
from people.records.events import note_event
from people.records.views import RecordView, record_of
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database

Data = Mapping[str, Any]
NEW_CONTACT = {
    "name": "Write the name.",
    "relation": "Say who they are to the child.",
    "audience": "Choose which questions are for them.",
    "language": "Choose the language that they read.",
}
NO_DAY = "Give the day."
HANDED_OVER = "It is handed over. Who had the child before sees it no longer, unless another role lets them."


@dataclass(frozen=True)
class RecordHistory:
    """The latest changes of a child's record and of those around it; `earlier` ones are not shown."""

    lines: list[HistoryLine]
    earlier: int


@needs(Permission.CORRECT_RECORDS)
def record_history(db: Database, actor: Actor, ref: str) -> RecordHistory:
    """What was changed, the last first, for who may keep this record."""
    view = record_of(db, actor, ref)
    return RecordHistory(history_lines(db, view.changes, view.of), view.earlier)


def add(context: StaffContext) -> None:
    """The screen at /staff/records/{ref}."""

    @screen_page(context, "/records/{ref}")
    async def record(ref: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        found = await screen.fetch(record_of, ref)
        await screen.opens(ref, "record")
        await frame(screen, f"Record of {found.child['name']}", "records")
        use("records.css")
        opened = _OpenRecord(screen, ref)
        with ui.element("div").classes("page"):
            (opened.forms,) = await screen.panels(opened.draw_forms)  # not drawn over while somebody types
            (opened.history,) = await screen.panels(opened.draw_history)
        screen.listen(opened.follow, f"child:{ref}", "staff")
        opened.listens()


class _OpenRecord:
    """One tab with one record."""

    forms: Panel
    history: Panel

    def __init__(self, screen: Screen, ref: str) -> None:
        self.screen = screen
        self.ref = ref
        self._told: dict[str, Values] = {}  # by form, what somebody else has put there meanwhile

    def draw_forms(self) -> str:
        """All that can be changed."""
        view = self.screen.read(record_of, self.ref)
        person = self.screen.person
        return render(
            "records/record.html",
            self.screen.now,
            view=view,
            values=child_values(view.child),
            people=[(one, contact_values(one)) for one in view.contacts],
            began=began,
            languages=LANGUAGES.values(),
            language_codes=LANGUAGES.keys(),
            audiences=AUDIENCES,
            touchpoints=TOUCHPOINTS,
            why_another=WHY_ANOTHER,
            endings=ENDINGS,
            may_hand_over=person.may(Permission.HAND_OVER),
            may_take_back=person.may(Permission.KEEP_RECORDS),
            sees_child=person.may(Permission.SEE_CHILDREN),
        )

    def draw_history(self) -> str:
        """What was changed, the last first."""
        shown = self.screen.read(record_history, self.ref)
        return render("records/record_history.html", self.screen.now, shown=shown)

    async def follow(self) -> None:
        """The history stands as it is now; what is typed stays too, while the child is this person's to see."""
        try:
            await self._view()
        except (NotFound, NotAllowed):
            await self.screen.redraw(self.forms, self.history)
        else:
            await self.screen.redraw(self.history)

    def listens(self) -> None:
        """The acts of the page."""
        acts: dict[str, Callable[[Data], Awaitable[None]]] = {
            "correct-child": self._correct_child,
            "correct-contact": self._correct_contact,
            "new-contact": self._new_contact,
            "hand-over": self._hand_over,
            "note-event": self._note_event,
            "end-child": self._end,
            "take-back-ending": self._take_back,
        }
        for name, act in acts.items():
            self.screen.on(name, act)
        offer(self.screen, "take-over", people_offered)

    async def _correct_child(self, data: Data) -> None:
        view = await self._view()
        values = child_values(view.child)
        mine = self._mine("correct-child", data, values)
        if mine is None:
            return
        try:
            await self._send("correct-child", correct_child, self.ref, child_fields(mine, values))
        except Refused as trouble:
            self.screen.refuse("correct-child", {trouble.field: str(trouble)})
        except Unacceptable as trouble:
            self.screen.refuse("correct-child", {_only(mine): str(trouble)})
        else:
            await self._done("The record is corrected.")

    async def _correct_contact(self, data: Data) -> None:
        contact = number(str(data.get("contact")))
        form = f"contact-form-{contact}"
        view = await self._view()
        values = next((contact_values(one) for one in view.contacts if number_of(one) == contact), None)
        mine = self._mine(form, data, values) if values is not None else None
        if mine is None or values is None:
            return
        why = str(data.get("why_another") or "")
        if "phone" in mine and values["phone"] and not why:
            self.screen.refuse(form, {"why_another": "Say why the number is another one."})
            return
        try:
            await self._send(
                form, correct_contact_and_links, contact, contact_fields(mine), why_another=why or NEW_PHONE
            )
        except Unacceptable as trouble:
            self.screen.refuse(form, {_only(mine): str(trouble)})
        else:
            await self._done("The contact is corrected.")

    async def _new_contact(self, data: Data) -> None:
        if gaps := missing(data, NEW_CONTACT):
            self.screen.refuse("new-contact", gaps)
            return
        sent = {name: str(data.get(name) or "").strip() for name in CONTACT_LINES if data.get(name)}
        ticks = {name: bool(data.get(name)) for name in CONTACT_TICKS if name in data}
        try:
            await self._send("new-contact", add_contact_record, self.ref, {**sent, **ticks})
        except Unacceptable as trouble:
            self.screen.refuse("new-contact", {_contact_field(str(trouble)): str(trouble)})
        else:
            await self._done("The contact is kept. Check with them how it is safe to reach them before anybody asks.")

    async def _hand_over(self, data: Data) -> None:
        part, day, typed = str(data.get("part") or ""), _day(data.get("on")), str(data.get("who") or "").strip()
        gaps = {} if part in PARTS else {"part": "Say which of the two."}
        gaps |= {} if day else {"on": NO_DAY}
        taker = NOBODY
        try:
            taker = NOBODY if data.get("nobody") else await self.screen.fetch(chosen_person, typed)
        except Unacceptable as trouble:
            gaps["who"] = str(trouble)
        if taker == NOBODY and not data.get("nobody"):
            gaps.setdefault("who", "Choose one of those who are offered as you type, or tick that it is nobody.")
        if gaps or day is None:
            self.screen.refuse("hand-over", gaps)
            return
        chosen: Part = next(one for one in PARTS if one == part)
        try:
            changed = await self._send("hand-over", hand_over, self.ref, chosen, taker, day)
        except Unacceptable as trouble:
            self.screen.refuse("hand-over", {"on" if "day" in str(trouble) else "who": str(trouble)})
        else:
            await self._done(HANDED_OVER if changed else "Nothing has changed: it was so already.")

    async def _note_event(self, data: Data) -> None:
        day = _day(data.get("on"))
        gaps = missing(data, {"touchpoint": "Say what it was."}) | ({} if day else {"on": NO_DAY})
        if gaps or day is None:
            self.screen.refuse("note-event", gaps)
            return
        try:
            noted = await self._send("note-event", note_event, self.ref, str(data.get("touchpoint")), day)
        except Unacceptable as trouble:
            self.screen.refuse("note-event", {"on": str(trouble)})
            return
        await self._done("It is noted." if noted else "That was noted before.")

    async def _end(self, data: Data) -> None:
        why, day = str(data.get("why") or ""), _day(data.get("on"))
        gaps = {} if why in ENDINGS else {"why": "Say what has happened."}
        gaps |= {} if day else {"on": NO_DAY}
        if gaps or day is None:
            self.screen.refuse("end-child", gaps)
            return
        chosen: Why = next(one for one in get_args(Why) if one == why)
        try:
            await self._send("end-child", end_with_links, self.ref, chosen, day)
        except Unacceptable as trouble:
            self.screen.refuse("end-child", {"on": str(trouble)})
        else:
            await self._done("It is noted.")

    async def _take_back(self, _: Data) -> None:
        await self.screen.write(take_back_ending, self.ref)
        await self._done("It is taken back. Say who works with the child.")

    def _mine(self, form: str, data: Data, values: Values) -> Values | None:
        """What the person has changed; None where there is nothing to send, and then they were told."""
        told = self._told.setdefault(form, {})
        mine, theirs = changed_fields(data, values, told)
        if theirs:
            told |= theirs
            self.screen.refuse(form, meanwhile(theirs))
            return None
        if not mine:
            self.screen.tell("Nothing has changed.")
            return None
        return mine

    async def _view(self) -> RecordView:
        return await self.screen.fetch(record_of, self.ref)

    async def _send(self, form: str, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return await self.screen.submit(form, verb, *args, **kwargs)

    async def _done(self, sentence: str) -> None:
        """Draw again for whoever still sees the child; who has just handed it over is told so, and sees it no more."""
        self._told.clear()
        await self.screen.redraw(self.forms, self.history)
        self.screen.tell(sentence)


def _only(mine: Values) -> str:
    """The field that a refusal stands at: the only one that was changed, else the form as a whole."""
    return next(iter(mine)) if len(mine) == 1 else ""


def _contact_field(trouble: str) -> str:
    if "e-mail" in trouble:
        return "email"
    return "phone" if "number" in trouble or "landline" in trouble or "phone" in trouble.lower() else ""


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None
