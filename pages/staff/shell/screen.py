"""A screen: one open tab of a signed-in person, through which every verb runs as that person."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from fastapi import Request
from nicegui import Client, ui
from nicegui.events import GenericEventArguments

from pages.staff.shell.addresses import SIGN_IN
from pages.staff.shell.clock import now_of
from pages.staff.shell.context import StaffContext
from pages.staff.shell.errors_in_words import sentence_for
from pages.staff.shell.panel import Panel
from pages.staff.shell.session_end import SessionEnd
from people.actor import Actor
from people.drafts import let_go
from people.errors import SignedOut
from people.sessions import acting_person, live_session, topic_of
from storage.documents import number_of
from storage.store import Database

P = ParamSpec("P")
R = TypeVar("R")
Act = Callable[[Mapping[str, Any]], Awaitable[None]]

A_MINUTE = 60.0
CALM = 0.3  # seconds: a hundred answers in a burst draw a screen a few times, not a hundred


class Screen:
    """Reads, writes, panels and acts of one tab. Sign-in and permission are checked at each of them (ASVS 8.3.1)."""

    def __init__(self, context: StaffContext, request: Request, client: Client) -> None:
        self.context = context
        self.client = client
        self.address = f"{request.scope.get('root_path', '')}{request.scope['path'].removeprefix('/staff')}"
        self._key = request.cookies.get(context.settings.cookie, "")
        self._acts: dict[str, Act] = {}
        self.person: Actor = context.store.read(acting_person, self._key)
        ui.on("act", self._act)
        self.listen(self.leave, topic_of(number_of(context.store.read(live_session, self._key))), calm=0)
        SessionEnd(self, self._key)

    @property
    def now(self) -> datetime:
        """The moment of the store's clock."""
        return self.context.store.read(now_of)

    def read(self, verb: Callable[Concatenate[Database, Actor, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a reading verb as the person of this session."""
        return self.context.store.read(lambda db: verb(db, acting_person(db, self._key), *args, **kwargs))

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

    def panel(self, draw: Callable[[], str], *topics: str) -> Panel:
        """A part of the page that draws itself again when one of the topics is announced."""
        panel = Panel(draw)
        self.listen(lambda: self.redraw(panel), *topics)
        return panel

    def follow_the_clock(self, *panels: Panel) -> None:
        """Draw panels again each minute: what is safe now is not safe for ever, though nobody does anything."""
        self.every(A_MINUTE, lambda: self.redraw(*panels))

    def redraw(self, *panels: Panel) -> None:
        """Draw panels again; where the person may no longer see them, say so instead of showing old words."""
        try:
            for panel in panels:
                panel.refresh()
        except SignedOut:
            self.leave()
        except Exception as trouble:  # whatever it is, a person is told in words and the tab stays alive
            self.tell(sentence_for(trouble))

    def listen(self, listener: Callable[[], None], *topics: str, calm: float = CALM) -> None:
        """Call the listener in this tab when a topic is announced: at once, and then no more than once in `calm` s."""
        loop = asyncio.get_running_loop()
        waiting, last = False, -calm

        def heard() -> None:
            nonlocal waiting
            if not waiting:
                waiting = True
                loop.call_later(max(0.0, last + calm - loop.time()), tell)

        def tell() -> None:
            nonlocal waiting, last
            waiting, last = False, loop.time()
            if not self.client.is_deleted:
                with self.client:
                    listener()

        for topic in topics:
            self.client.on_delete(self.context.store.subscribe(topic, heard))

    def on(self, name: str, act: Act) -> None:
        """What to do when the page's script sends this act."""
        self._acts[name] = act

    def script(self, call: str, *arguments: Any) -> None:
        """Call a function of the page's own script with JSON values."""
        self.client.run_javascript(f"heard.{call}({', '.join(json.dumps(one) for one in arguments)})")

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
            self.context.store.read(live_session, self._key)
            await act(data)
            await self.context.presence.note(self._key)
        except SignedOut:
            self.leave()
        except Exception as trouble:  # whatever it is, a person is told in words and the tab stays alive
            self.tell(sentence_for(trouble))
        finally:
            if isinstance(press := data.get("press"), int):
                self.script("answered", press)

    def every(self, seconds: float, look: Callable[[], None]) -> None:
        """Look again and again while the tab is open.

        Not by NiceGUI's timer, which holds a closed screen in memory until it wakes once more.
        """
        loop = asyncio.get_running_loop()
        waiting = loop.call_later(seconds, lambda: again())

        def again() -> None:
            nonlocal waiting
            if not self.client.is_deleted:
                waiting = loop.call_later(seconds, again)
                with self.client:
                    look()

        self.client.on_delete(lambda: waiting.cancel())
