"""A screen: one open tab of a signed-in person, through which every verb runs as that person."""

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from fastapi import Request
from nicegui import Client, background_tasks, ui
from nicegui.events import GenericEventArguments

from pages.staff.shell.addresses import SIGN_IN
from pages.staff.shell.context import StaffContext
from pages.staff.shell.errors_in_words import sentence_for
from pages.staff.shell.panel import Panel
from pages.staff.shell.session_end import SessionEnd
from pages.staff.shell.snapshots import drawn, snapshot
from pages.staff.shell.templates import render
from people.actor import Actor
from people.drafts import Keeper, keeper, let_go
from people.errors import NotAllowed, NotFound, SignedOut
from people.sessions import acting_person, live_session, topic_of
from storage.documents import number_of
from storage.store import Database

P = ParamSpec("P")
R = TypeVar("R")
Act = Callable[[Mapping[str, Any]], Awaitable[None]]

A_MINUTE = 60.0
CALM = 0.5  # seconds: a hundred answers in a burst draw a screen twice a second, and the last is there within one


class Screen:
    """Reads, writes, panels and acts of one tab. Sign-in and permission are checked at each of them (ASVS 8.3.1).

    No read runs on the event loop: families would wait for it.
    """

    def __init__(
        self, context: StaffContext, request: Request, client: Client, key: str, signed_in: "_SignedIn"
    ) -> None:
        self.context = context
        self.client = client
        self.address = f"{request.scope.get('root_path', '')}{request.scope['path'].removeprefix('/staff')}"
        self.person = signed_in.person
        self.keeper = signed_in.keeper
        self.session = signed_in.session  # its number, which opens nothing
        self._key = key
        self._loop = asyncio.get_running_loop()
        self._thread = threading.get_ident()
        self._drawing = asyncio.Lock()
        self._acts: dict[str, Act] = {}
        ui.on("act", self._act)
        self.listen(self.leave, topic_of(signed_in.session), calm=0)
        SessionEnd(self, self._key)

    @classmethod
    async def open(cls, context: StaffContext, request: Request, client: Client) -> Self:
        """The screen of whoever is signed in here; `SignedOut` where nobody is."""
        key = request.cookies.get(context.settings.cookie, "")
        return cls(context, request, client, key, await context.store.fetch(_signed_in, key))

    @property
    def now(self) -> datetime:
        """The moment of the store's clock."""
        return self.context.store.now

    def read(self, verb: Callable[Concatenate[Database, Actor, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What a reading verb finds for the person of this session, within a panel that is being drawn."""
        return snapshot().read(verb, *args, **kwargs)

    async def fetch(self, verb: Callable[Concatenate[Database, Actor, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What a reading verb finds for the person of this session; awaited, outside of panels."""
        key = self._key
        return await self.context.store.fetch(lambda db: verb(db, acting_person(db, key), *args, **kwargs))

    async def apart(self, verb: Callable[Concatenate[Database, Actor, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """As `fetch`, for what takes its time on purpose: in a thread of its own, so that no other reader waits."""
        key = self._key
        return await asyncio.to_thread(
            self.context.store.read, lambda db: verb(db, acting_person(db, key), *args, **kwargs)
        )

    async def write(self, verb: Callable[Concatenate[Database, Actor, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a writing verb as the person of this session; durable when it returns."""
        return await self.context.store.write(lambda db: verb(db, acting_person(db, self._key), *args, **kwargs))

    async def submit(
        self, form: str, verb: Callable[Concatenate[Database, Actor, P], R], /, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """As `write`, for what a form was typed for: its draft goes in the same unit of work, and from the browser."""

        def sent(db: Database) -> R:
            done = verb(db, acting_person(db, self._key), *args, **kwargs)
            let_go(db, self._key, self.address, form)
            return done

        done = await self.context.store.write(sent)
        self.script("sent", form)
        return done

    async def opens(self, child: str, what: str) -> None:
        """Note in the audit trail that this person opened something of a child: after it was found, before it is shown.

        `what` names a kind and a number, never words; it is noted once in an hour.
        """
        await self.context.readings.note(self._key, self.person.id, child, what)

    def shows(self, what: str, children: Iterable[str | None]) -> None:
        """Say, within a panel that is being drawn, that a list shows something of these children.

        One entry of the audit trail names those that were not noted in the hour, before the panel is shown.
        """
        snapshot().shows(what, children)

    async def panel(self, draw: Callable[[], str], *topics: str, calm: float = CALM) -> Panel:
        """A part of the page that draws itself again when one of the topics is announced."""
        (panel,) = await self.panels(draw)
        self.listen(lambda: self.redraw(panel), *topics, calm=calm)
        return panel

    async def panels(self, *draws: Callable[[], str]) -> list[Panel]:
        """Parts of the page that are drawn from one snapshot, in this order."""
        return [Panel(draw, html) for draw, html in zip(draws, await self._drawn(draws), strict=True)]

    def follow_the_clock(self, *panels: Panel) -> None:
        """Draw panels again each minute: what is safe now is not safe for ever, though nobody does anything."""
        self.every(A_MINUTE, lambda: self.redraw(*panels))

    async def redraw(self, *panels: Panel) -> None:
        """Draw panels again from one snapshot, in this order.

        What the person may no longer see goes from the page, and a sentence stands in its place.
        """
        try:
            async with self._drawing:  # one after another: an older snapshot never comes over a newer one
                there = [panel for panel in panels if not panel.element.is_deleted]
                for panel, html in zip(there, await self._drawn([panel.draw for panel in there]), strict=True):
                    panel.show(html)
        except SignedOut:
            self.leave()
        except (NotFound, NotAllowed):
            self._take_out_of_sight(panels)
        except Exception as trouble:  # whatever it is, a person is told in words and the tab stays alive
            self.tell(sentence_for(trouble))

    def _take_out_of_sight(self, panels: Sequence[Panel]) -> None:
        """What stood there is not theirs any more: a sentence stands in the place of the first, nothing of the others.

        Who presses what is still there is answered by the verb, as ever.
        """
        for panel in panels:
            panel.show(render("shell/no_longer.html", self.now) if panel is panels[0] else "")
        self.script("untitled")

    async def _drawn(self, draws: Sequence[Callable[[], str]]) -> list[str]:
        done = await self.context.store.fetch(drawn, self._key, draws)
        for what, children in done.shown.items():
            await self.context.readings.note_list(self._key, self.person.id, children, what)
        return done.panels

    def listen(self, listener: Callable[[], Awaitable[None] | None], *topics: str, calm: float = CALM) -> None:
        """Call the listener in this tab when a topic is announced: at once, and then no more than once in `calm` s."""
        loop = self._loop
        waiting, last = False, -calm

        def heard() -> None:
            nonlocal waiting
            if not waiting:
                waiting = True
                loop.call_later(max(0.0, last + calm - loop.time()), tell)

        def tell() -> None:
            nonlocal waiting, last
            waiting, last = False, loop.time()
            self._call(listener)

        for topic in topics:
            self.client.on_delete(self.context.store.subscribe(topic, heard))

    def _call(self, listener: Callable[[], Awaitable[None] | None]) -> None:
        """Call a listener in this tab, and let what it has to wait for go on by itself."""
        if self.client.is_deleted:
            return
        with self.client:
            going_on = listener()
        if going_on is not None:
            background_tasks.create(self._within(going_on), name="a screen's listener")

    async def _within(self, going_on: Awaitable[None]) -> None:
        with self.client:
            await going_on

    def on(self, name: str, act: Act) -> None:
        """What to do when the page's script sends this act."""
        self._acts[name] = act

    def script(self, call: str, *arguments: Any) -> None:
        """Call a function of the page's own script with JSON values."""
        code = f"heard.{call}({', '.join(json.dumps(one) for one in arguments)})"
        if threading.get_ident() == self._thread:
            self.client.run_javascript(code)
        else:  # said by a panel while it is drawn
            self._loop.call_soon_threadsafe(self.client.run_javascript, code)

    def announce(self, text: str) -> None:
        """Say something politely to those who listen to the page instead of seeing it."""
        self.script("say", text)

    def tell(self, text: str) -> None:
        """Show a sentence at the foot of the page."""
        self.script("tell", text)

    def refuse(self, form: str, faults: Mapping[str, str]) -> None:
        """Say in a form what is wrong: every fault at once, beside the field of its name ("": of the whole form)."""
        self.script("refuse", form, dict(faults))

    def go(self, address: str) -> None:
        """Open another page in this tab."""
        self.script("go", address)

    def leave(self) -> None:
        """The session has ended: nothing of the screen stays in sight, in the browser or here (ASVS 7.4.1)."""
        self._acts.clear()
        self.script("leave", SIGN_IN)
        ui.timer(1.0, self._forget, once=True)

    def _forget(self) -> None:
        if self.client.is_deleted:
            return
        # a browser that has gone already left a task to delete the client in a minute, which would find none
        for document in list(self.client._delete_tasks):
            self.client._cancel_delete_task(document)
        self.client.delete()

    async def _act(self, event: GenericEventArguments) -> None:
        data = event.args if isinstance(event.args, dict) else {}
        act = self._acts.get(str(data.get("do")))
        if act is None:
            return
        try:
            await self.context.store.fetch(live_session, self._key)
            await act(data)
            await self.context.presence.note(self._key)
        except SignedOut:
            self.leave()
        except Exception as trouble:  # whatever it is, a person is told in words and the tab stays alive
            self.tell(sentence_for(trouble))
        finally:
            if isinstance(press := data.get("press"), int):
                self.script("answered", press)

    def every(self, seconds: float, look: Callable[[], Awaitable[None] | None]) -> None:
        """Look again and again while the tab is open.

        Not by NiceGUI's timer, which holds a closed screen in memory until it wakes once more.
        """
        waiting = self._loop.call_later(seconds, lambda: again())

        def again() -> None:
            nonlocal waiting
            if not self.client.is_deleted:
                waiting = self._loop.call_later(seconds, again)
                self._call(look)

        self.client.on_delete(lambda: waiting.cancel())


@dataclass(frozen=True)
class _SignedIn:
    person: Actor
    session: int
    keeper: Keeper


def _signed_in(db: Database, key: str) -> _SignedIn:
    return _SignedIn(acting_person(db, key), number_of(live_session(db, key)), keeper(db, key))
