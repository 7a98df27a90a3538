"""The call screen at /staff/calls/{request}: a chat that the keyboard alone carries from the first word to the last."""

import contextlib
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from nicegui import Client, ui

from feedback.messages.quiet_hours import QuietHours
from feedback.phone.call import (
    CallView,
    answer_call,
    back_call,
    change_call,
    hang_up,
    note_help,
    on_the_phone,
    skip_call,
    speak_call,
    take_up,
    type_call,
)
from feedback.phone.call_line import CallLine
from feedback.phone.call_list import call_line
from feedback.phone.not_reached import CHOICES, LATER
from feedback.phone.opening_words import BEFORE
from feedback.phone.unsafe_calls import CHOICES as UNSAFE_CHOICES
from feedback.phone.unsafe_calls import WAIT
from feedback.voices.conversation_view import Stage
from feedback.voices.errors import CannotAsk, NotAnswerable
from feedback.voices.help_given import FIELDS
from forms.answers import AnswerRefused, NoNumber
from language.registry import LANGUAGES
from pages.staff.calls.missed import log_missed
from pages.staff.calls.script import choices, first_words, last_words, read_out, told_aloud
from pages.staff.calls.unsafe import ask_first
from pages.staff.shell.addresses import CALLS, number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.frame import frame, use
from pages.staff.shell.screen import Act, Screen
from pages.staff.shell.screen_pages import screen_page
from pages.staff.shell.templates import render
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from storage.store import Database

Sent = Mapping[str, Any]


def add(context: StaffContext) -> None:
    """The screen at /staff/calls/{request}."""

    @screen_page(context, "/calls/{request_id}")
    async def call(request_id: str, request: Request, client: Client) -> None:
        screen = await Screen.open(context, request, client)
        call = await screen.fetch(on_the_phone, number(request_id))
        if call.child:
            await screen.opens(call.child, f"call {number(request_id)}")
        await CallPage(screen, number(request_id), call.view.language).build()


@needs(Permission.MAKE_CALLS)
def line_if_any(db: Database, actor: Actor, request: int, hours: QuietHours) -> CallLine | None:
    """The line of the list; a request that was answered meanwhile has none."""
    try:
        return call_line(db, actor, f"request-{request}", hours)
    except NotFound:
        return None


class CallPage:
    """The panels of one call. The capture block is drawn once: what is typed in it stays while questions go by."""

    def __init__(self, screen: Screen, request: int, language: str) -> None:
        self._screen = screen
        self._request = request
        self._ended = False
        self._in_the_way = ""
        self._hours = screen.context.settings.hours
        self._no_number: Any = None  # what was refused as a number, and is kept as words when it comes again
        self._language = language
        self._line: CallLine | None = None

    async def build(self) -> None:
        """Draw everything and listen."""
        line = self._line = await self._look_up()
        await frame(self._screen, f"Call {line.name}" if line and line.name else "Call", "calls", child=self._child())
        use("calls.css", "call.css", "call.js")
        with ui.element("div").classes("calling"):
            self._talk = (await self._screen.panel(self._draw_talk)).classes("talk")
            with ui.element("div").classes("beside"):
                self._whom = await self._screen.panel(self._draw_whom)
                await self._screen.panel(self._draw_help)
        ui.html(
            render(
                "calls/call_danger.html", self._screen.now, contact_points=self._screen.context.settings.contact_points
            ),
            sanitize=True,
        )
        acts: dict[str, Act] = {"begin": self._begin, "answer": self._answer, "skip": self._skip, "back": self._back}
        acts |= {"change": self._change, "draft": self._draft, "choose": self._speak, "help": self._help}
        acts |= {"hang-up": self._hang_up, "go-on": self._go_on, "missed": self._missed}
        for name, act in acts.items():
            self._screen.on(name, act)
        ask_first(self._screen, self._chosen)
        self._screen.follow_the_clock(self._whom)

    # ---- drawing

    def _draw_talk(self) -> str:
        call = self._call()
        view = call.view
        language = view.language if call.begun else self._language
        lines = first_words(call, self._line, language)
        values: dict[str, Any] = {
            "call": call,
            "view": view,
            "line": self._line,
            "language": language,
            "languages": [LANGUAGES[code] for code in LANGUAGES],
            "before": [one for one in lines if one.when == BEFORE],
            "after": [one for one in lines if one.when != BEFORE],
            "in_the_way": self._in_the_way,
            "outcomes": CHOICES,
            "later_code": LATER,
        }
        if self._ended or view.stage is Stage.THANKED:
            return self._render("ended", **values, whole=view.stage is Stage.THANKED)
        if self._asks_first():
            return self._render("unsafe", **values, choices=UNSAFE_CHOICES)
        if not call.begun:
            return self._render("opening", **values)
        if view.question is None:
            return self._render("closing", **values, thanks=last_words(language))
        question = view.question
        asked = {"asked": read_out(language, question.text), "choices": list(choices(question, language))}
        hint = read_out(language, question.hint) if question.hint else None
        told = told_aloud(view.told, language)
        return self._render("question", **values, **asked, hint=hint, question=question, told=told)

    def _draw_whom(self) -> str:
        return self._render("whom", line=self._screen.read(line_if_any, self._request, self._hours))

    def _draw_help(self) -> str:
        call = self._call()
        given = {question: call.helped.get(field, "") for question, field in FIELDS.items()}
        return self._render("help", form=call.help_form, given=given)

    def _render(self, name: str, **values: Any) -> str:
        return render(f"calls/call_{name}.html", self._screen.now, **values)

    # ---- acts

    async def _begin(self, sent: Sent) -> None:
        reason = str(sent.get("reason") or "")
        how = {"language": self._language, "override": reason}
        try:
            await self._screen.submit("begin-form", take_up, self._request, **how, hours=self._hours)
        except CannotAsk as trouble:
            self._in_the_way, self._line = str(trouble), await self._look_up()
        await self._redraw()

    async def _answer(self, sent: Sent) -> None:
        question, raw = str(sent.get("question") or ""), sent.get("value")
        if not isinstance(raw, str) and not (isinstance(raw, list) and all(isinstance(one, str) for one in raw)):
            return
        try:
            again = self._no_number == raw
            await self._screen.write(answer_call, self._request, question, raw, as_words=again)
            self._no_number = None
        except NoNumber as trouble:
            self._no_number = raw
            self._screen.script("call.again")
            self._screen.refuse("question-form", {"said": f"{trouble} Continue again keeps it as words."})
            return
        except AnswerRefused as trouble:
            self._screen.script("call.again")
            self._screen.refuse("question-form", {"said": str(trouble)})
            return
        except NotAnswerable:
            self._screen.tell("This has been answered elsewhere. The next question stands here.")
        await self._redraw()

    async def _skip(self, sent: Sent) -> None:
        await self._screen.write(skip_call, self._request, *_typed(sent))
        await self._redraw()

    async def _back(self, sent: Sent) -> None:
        await self._screen.write(back_call, self._request, *_typed(sent))
        await self._redraw()

    async def _change(self, sent: Sent) -> None:
        await self._screen.write(change_call, self._request, str(sent.get("aim") or ""), *_typed(sent))
        await self._redraw()

    async def _draft(self, sent: Sent) -> None:
        question, draft = _typed(sent)
        await self._screen.write(type_call, self._request, question, draft)
        self._screen.script("call.kept", question, draft)

    async def _speak(self, sent: Sent) -> None:
        code = str(sent.get("value") or "")
        if sent.get("step") != "language" or code not in LANGUAGES:
            return
        self._language = code
        if await self._begun():
            await self._screen.write(speak_call, self._request, code, *_typed(sent))
        await self._screen.redraw(self._talk)

    async def _help(self, sent: Sent) -> None:
        if not await self._begun():
            return  # the block is sent once more when they ring off
        try:
            await self._screen.write(note_help, self._request, _help_of(sent))
        except AnswerRefused as trouble:
            self._screen.tell(str(trouble))

    async def _hang_up(self, sent: Sent) -> None:
        with contextlib.suppress(NotAnswerable):  # nothing had begun
            question, draft = _typed(sent)
            ending = {"typed_for": question, "draft": draft}
            await self._screen.submit("help-form", hang_up, self._request, _help_of(sent), **ending)
        self._ended = True
        await self._redraw()

    async def _go_on(self, _: Sent) -> None:
        self._ended = False
        await self._redraw()

    async def _missed(self, sent: Sent) -> None:
        if await log_missed(self._screen, sent):
            self._screen.go(CALLS)

    async def _chosen(self, choice: str) -> None:
        if choice == WAIT:
            self._screen.go(CALLS)
            return
        self._line, self._in_the_way = await self._look_up(), ""
        await self._screen.redraw(self._whom)
        await self._redraw()

    # ---- what the page knows

    def _asks_first(self) -> bool:
        """Whether it has to be chosen first to call; what forbids the call altogether is said instead."""
        line = self._line
        return line is not None and not line.may_dial and (line.can_override or not line.left_out)

    async def _redraw(self) -> None:
        await self._screen.redraw(self._talk)
        self._screen.script("call.ready")

    def _call(self) -> CallView:
        return self._screen.read(on_the_phone, self._request)

    async def _begun(self) -> bool:
        return (await self._screen.fetch(on_the_phone, self._request)).begun

    async def _look_up(self) -> CallLine | None:
        return await self._screen.fetch(line_if_any, self._request, self._hours)

    def _child(self) -> str:
        return (self._line.child or "") if self._line else ""


def _typed(sent: Sent) -> tuple[str, str]:
    """The question that stood on the page when something was pressed, and what stood in its box."""
    return str(sent.get("question") or ""), str(sent.get("draft") or "")


def _help_of(sent: Sent) -> dict[str, str]:
    """What stands in the capture block, by the questions of its form."""
    return {question: str(sent.get(question) or "") for question in FIELDS}
