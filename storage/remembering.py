"""Remembers what reading verbs returned, for as long as nothing was committed, by any process, and a second at most."""

import time
from collections.abc import Callable
from typing import Any

MOST = 2048  # answers; when there are more all are forgotten, and the busy ones soon come back
LONGEST = 1.0  # seconds: what depends on the clock, such as a link that expires, is right to a second


class Remembered:
    """The answers of one reading connection. What is remembered must not be changed by those who get it."""

    def __init__(self) -> None:
        self._version = -1
        self._until = 0.0
        self._answers: dict[tuple[Any, ...], Any] = {}

    def answer(self, version: int, key: tuple[Any, ...], ask: Callable[[], Any]) -> Any:
        """The answer under the key; asked anew when the version of the data is another one. Errors are not kept."""
        now = time.monotonic()
        if version != self._version or now > self._until or len(self._answers) > MOST:
            self._answers.clear()
            self._version, self._until = version, now + LONGEST
        if key not in self._answers:
            self._answers[key] = ask()
        return self._answers[key]
