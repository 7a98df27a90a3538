"""Tells listeners that a topic has news, after the commit, whichever process made it."""

import asyncio
import contextlib
import logging
import secrets
import threading
from collections.abc import Callable, Iterable

import orjson

from storage.engine import Engine, Watch, Writer

POLL_SECONDS = 0.2

Listener = Callable[[], None]
_log = logging.getLogger(__name__)


class Notices:
    """Listeners of this process, and a watch on the notices of others while there are any listeners."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._origin = secrets.token_hex(8)
        self._listeners: dict[str, dict[object, Listener]] = {}
        self._lock = threading.Lock()
        self._stop: threading.Event | None = None
        self._watches: list[threading.Thread] = []  # that have not come to their end, as far as is known

    def told(self, session: Writer | None, topics: list[str]) -> None:
        """With a session: writes topics down for other processes. Without: they are durable, so calls listeners."""
        if session is not None:
            session.add_notice(self._origin, orjson.dumps(topics).decode())
        elif self._listeners:
            self._tell(topics)

    def subscribe(self, topic: str, listener: Listener) -> Callable[[], None]:
        """Calls the listener at each news of the topic, on the event loop that is running now if one is."""
        with contextlib.suppress(RuntimeError):
            listener = _on(asyncio.get_running_loop(), listener)
        ticket = object()
        with self._lock:
            self._listeners.setdefault(topic, {})[ticket] = listener
            if self._stop is None:
                self._stop = self._watch_others()
        return lambda: self._unsubscribe(topic, ticket)

    def close(self) -> None:
        """Forgets all listeners, and waits until nobody watches: the last connection to go clears the log away."""
        with self._lock:
            self._listeners.clear()
            self._end_watch()
        for watch in self._watches:
            watch.join()

    def _unsubscribe(self, topic: str, ticket: object) -> None:
        with self._lock:
            listeners = self._listeners.get(topic, {})
            listeners.pop(ticket, None)
            if not listeners:
                self._listeners.pop(topic, None)
            if not self._listeners:
                self._end_watch()

    def _tell(self, topics: Iterable[str]) -> None:
        with self._lock:
            listeners = [each for topic in topics for each in self._listeners.get(topic, {}).values()]
        for listener in listeners:
            try:
                listener()
            except Exception:
                _log.exception("A listener failed")

    def _watch_others(self) -> threading.Event:
        stop = threading.Event()
        watch = self._engine.watch()
        last = watch.last_notice()
        polling = threading.Thread(target=self._poll, args=(watch, last, stop), name="heard-notices", daemon=True)
        self._watches = [*(one for one in self._watches if one.is_alive()), polling]
        polling.start()
        return stop

    def _end_watch(self) -> None:
        if self._stop is not None:
            self._stop.set()
            self._stop = None

    def _poll(self, watch: Watch, last: int, stop: threading.Event) -> None:
        while not stop.wait(POLL_SECONDS):
            try:
                last = self._news(watch, last)
            except Exception as error:
                if self._engine.fault(error, writing=False) is None:
                    _log.exception("Looking for notices failed")
        watch.close()

    def _news(self, watch: Watch, last: int) -> int:
        """Tells what other processes have committed after `last`, and returns the newest number."""
        if not watch.stirred():
            return last
        notices = watch.notices_after(last)
        if not notices:
            return last
        if notices[0][0] > last + 1:  # some were cleared away unseen: anything may have news
            self._tell(list(self._listeners))
        else:
            others = [text for _, origin, text in notices if origin != self._origin]
            self._tell(dict.fromkeys(topic for text in others for topic in orjson.loads(text)))
        return notices[-1][0]


def _on(loop: asyncio.AbstractEventLoop, listener: Listener) -> Listener:
    def call() -> None:
        with contextlib.suppress(RuntimeError):  # the loop was closed, so nobody listens any more
            loop.call_soon_threadsafe(listener)

    return call
