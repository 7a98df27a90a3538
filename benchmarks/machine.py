"""What the figures were measured on."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("nicegui", "starlette", "uvicorn", "uvloop", "httptools")


def machine() -> str:
    """Cores, processor, memory and system, in one sentence."""
    return f"{os.cpu_count()} cores, {_processor()}, {_memory()} GB of memory, {platform.system()} {platform.release()}"


def versions() -> str:
    """The versions of what the figures depend on most."""
    named = [f"{name} {version(name)}" for name in LIBRARIES]
    return ", ".join([f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}", *named])


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> int:
    kilobytes = int(Path("/proc/meminfo").read_text().split()[1])
    return round(kilobytes / 1024 / 1024)
