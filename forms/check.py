"""Checks a form file."""

from pathlib import Path

from forms.errors import Problem


def check(path: Path) -> list[Problem]:
    return []
