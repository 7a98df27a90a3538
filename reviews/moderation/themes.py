"""Themes of moderation as they are kept: what was seen in several reviews, and what is done about it (BR-48)."""

from collections.abc import Mapping
from typing import NotRequired, TypedDict, Unpack, cast

from people.errors import NotFound
from storage.kinds import Kind
from storage.store import Database

THEMES = Kind("moderation_themes", lasting=True)

RESPONSES: Mapping[str, str] = {
    "address": "Take it up with the reviewer or the agency",
    "tools": "Change the tools of quality assurance",
    "practice": "Work with the Head of Social Care on procedure and practice",
}


class ThemeResponse(TypedDict):
    """One thing that is done about a theme."""

    kind: str  # a key of `RESPONSES`
    words: str
    by: int
    by_name: str
    at: str


class ThemeDone(TypedDict):
    """That nothing more is to be done about a theme, and what came of it."""

    words: str
    by: int
    by_name: str
    at: str


class Theme(TypedDict):
    """One theme."""

    title: str
    words: str
    reviews: list[int]  # in which it was seen
    responses: list[ThemeResponse]
    by: int
    by_name: str
    at: str
    done: NotRequired[ThemeDone]


class ThemeChange(TypedDict, total=False):
    """The fields of a theme that change."""

    reviews: list[int]
    responses: list[ThemeResponse]
    done: ThemeDone


def add_theme(db: Database, theme: Theme) -> int:
    """Keep a new theme and return its number."""
    return db.table(THEMES).insert(theme)


def theme(db: Database, number: int) -> Theme:
    """One theme; `NotFound` where there is none."""
    found = cast("Theme | None", db.table(THEMES).get(doc_id=number))
    if found is None:
        raise NotFound
    return found


def themes(db: Database) -> list[Theme]:
    """Every theme: the latest first."""
    found = cast("list[Theme]", list(db.table(THEMES)))
    return sorted(found, key=lambda one: one["at"], reverse=True)


def change_theme(db: Database, number: int, **fields: Unpack[ThemeChange]) -> None:
    """Set fields of a theme."""
    db.table(THEMES).replace(number, fields)
