"""Logs: one line an event on standard error, with no personal data and no token (ASVS 16.2.5)."""

import logging
import sys
from contextlib import suppress
from typing import TextIO

import structlog


def set_up_logs() -> None:
    """Plain lines on a terminal, JSON elsewhere."""
    shown = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            shown,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(_Unfailing(sys.stderr)),  # type: ignore[arg-type]  # a part of it
    )


class _Unfailing:
    """A log that cannot be written, on a full disk say, takes nothing else down with it."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._out.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._out.flush()
